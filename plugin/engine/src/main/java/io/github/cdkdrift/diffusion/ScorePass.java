package io.github.cdkdrift.diffusion;

import io.github.cdkdrift.network.TaylorPass;

/** ln q and its gradients for batches of points at one time. Not safe for use by several threads at once. */
final class ScorePass {
    private final EnergyInputs inputs;
    private final TaylorPass pass;
    private final int batch;
    private final float[] columns;
    private final double[] local;
    private final double[] scores;
    private final double[] priors;

    ScorePass(Expert expert, int batch) {
        inputs = expert.inputs().over(expert.inputs().time().copy());
        this.batch = batch;
        pass = TaylorPass.forScores(expert.network(), batch);
        columns = new float[batch * inputs.size()];
        local = new double[batch * inputs.dimensions()];
        scores = new double[local.length];
        priors = new double[batch];
    }

    int batch() {
        return batch;
    }

    /**
     * Evaluates points.
     *
     * @param points [… · dimensions], in units of the spread
     * @param first the first point
     * @param count how many, at most the batch
     */
    void evaluate(double[] points, int first, int count, double t) {
        int dimensions = inputs.dimensions();
        System.arraycopy(points, first * dimensions, local, 0, count * dimensions);
        for (int i = 0; i < count; i++) {
            inputs.values(local, i * dimensions, t, columns, i * inputs.size());
            priors[i] = inputs.prior(local, i * dimensions, t);
        }
        pass.forward(columns);
        for (int i = 0; i < count; i++) {
            inputs.score(local, i * dimensions, t, pass.gradients(), i * inputs.size(), scores);
        }
    }

    /** ln q of one of the points last evaluated. */
    double logDensity(int point) {
        return priors[point] + pass.value(point);
    }

    /** A component of the gradient of ln q at one of the points last evaluated. */
    double score(int point, int dimension) {
        return scores[point * inputs.dimensions() + dimension];
    }
}
