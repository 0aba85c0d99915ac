package io.github.cdkdrift.diffusion;

import io.github.cdkdrift.network.TaylorPass;

/**
 * Mean of ln q over negatives minus its mean over positives, at time 0. Its gradient is minus that of the positives' mean log-likelihood
 * where the negatives are drawn from q itself.
 */
final class ContrastiveObjective {
    private final TaylorPass pass;
    private final int positives;
    private final int negatives;
    private final int dimensions;
    private final float[] inputs;
    private final float[] directions;
    private final float[] values;

    ContrastiveObjective(Expert expert, int positives, int negatives) {
        this.positives = positives;
        this.negatives = negatives;
        dimensions = expert.dimensions();
        int size = dimensions + TimeFeatures.COUNT;
        pass = TaylorPass.forTraining(expert.network(), positives + negatives, 0, 0);
        inputs = new float[size * (positives + negatives)];
        directions = new float[inputs.length];
        values = new float[positives + negatives];
        for (int i = 0; i < values.length; i++) {
            expert.time().values(0, inputs, i * size + dimensions);
            values[i] = i < positives ? -1f / positives : 1f / negatives;
        }
    }

    /**
     * Leaves the gradient in the pass.
     *
     * @param positive [positives · d], in units of the spread
     * @param negative [negatives · d]
     */
    TaylorPass gradient(double[] positive, double[] negative) {
        place(positive, positives, 0);
        place(negative, negatives, positives);
        pass.forward(inputs);
        pass.backward(directions, null, values);
        return pass;
    }

    /** The loss at the points last given. */
    double loss() {
        double loss = 0;
        for (int i = 0; i < values.length; i++) {
            loss += values[i] * pass.value(i);
        }
        return loss;
    }

    private void place(double[] points, int count, int first) {
        for (int i = 0; i < count; i++) {
            for (int d = 0; d < dimensions; d++) {
                inputs[(first + i) * (dimensions + TimeFeatures.COUNT) + d] = (float) points[i * dimensions + d];
            }
        }
    }
}
