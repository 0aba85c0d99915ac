package io.github.cdkdrift.diffusion;

import io.github.cdkdrift.network.TaylorPass;

/** ln q and its gradients for batches of points at one time. Not safe for use by several threads at once. */
final class ScorePass {
    private final Expert expert;
    private final TaylorPass pass;
    private final int batch;
    private final int dimensions;
    private final float[] inputs;
    private final float[] timeInputs = new float[TimeFeatures.COUNT];

    ScorePass(Expert expert, int batch) {
        this.expert = expert;
        this.batch = batch;
        dimensions = expert.dimensions();
        pass = TaylorPass.forScores(expert.network(), batch);
        inputs = new float[batch * (dimensions + TimeFeatures.COUNT)];
    }

    int batch() {
        return batch;
    }

    /**
     * Evaluates points; what the batch has more than there are points repeats the last ones.
     *
     * @param points [… · dimensions], in units of the spread
     * @param from the first point
     * @param count how many, from 1 to the batch
     */
    void evaluate(double[] points, int from, int count, double t) {
        int size = dimensions + TimeFeatures.COUNT;
        expert.time().values(t, timeInputs, 0);
        for (int i = 0; i < count; i++) {
            for (int d = 0; d < dimensions; d++) {
                inputs[i * size + d] = (float) points[(from + i) * dimensions + d];
            }
            System.arraycopy(timeInputs, 0, inputs, i * size + dimensions, TimeFeatures.COUNT);
        }
        pass.forward(inputs);
        expert.addPrior(pass.gradients(), inputs, batch);
    }

    /** ln q of one of the points last evaluated. */
    double logDensity(int point) {
        double square = 0;
        for (int d = 0; d < dimensions; d++) {
            double x = inputs[point * (dimensions + TimeFeatures.COUNT) + d];
            square += x * x;
        }
        return pass.value(point) - square / 2;
    }

    /** A component of the gradient of ln q at one of the points last evaluated. */
    double score(int point, int dimension) {
        return pass.gradients()[point * (dimensions + TimeFeatures.COUNT) + dimension];
    }
}
