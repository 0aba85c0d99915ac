package io.github.cdkdrift.diffusion;

import io.github.cdkdrift.network.TaylorPass;

/**
 * Mean of ln q over negatives minus its mean over positives, at time 0. Its gradient is minus that of the positives' mean log-likelihood
 * where the negatives are drawn from q itself.
 */
final class ContrastiveObjective {
    private final EnergyInputs inputs;
    private final TaylorPass pass;
    private final int positives;
    private final int negatives;
    private final float[] columns;
    private final float[] directions;
    private final float[] values;

    ContrastiveObjective(Expert expert, int positives, int negatives) {
        this.positives = positives;
        this.negatives = negatives;
        inputs = expert.inputs();
        pass = TaylorPass.forTraining(expert.network(), positives + negatives, 0, 0);
        columns = new float[inputs.size() * (positives + negatives)];
        directions = new float[columns.length];
        values = new float[positives + negatives];
        for (int i = 0; i < values.length; i++) {
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
        pass.forward(columns);
        pass.backward(directions, null, values);
        return pass;
    }

    /** The networks' part of the loss at the points last given. */
    double loss() {
        double loss = 0;
        for (int i = 0; i < values.length; i++) {
            loss += values[i] * pass.value(i);
        }
        return loss;
    }

    private void place(double[] points, int count, int first) {
        for (int i = 0; i < count; i++) {
            inputs.values(points, i * inputs.dimensions(), 0, columns, (first + i) * inputs.size());
        }
    }
}
