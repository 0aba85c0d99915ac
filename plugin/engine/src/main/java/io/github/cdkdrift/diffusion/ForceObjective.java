package io.github.cdkdrift.diffusion;

import io.github.cdkdrift.network.TaylorPass;
import java.util.random.RandomGenerator;

/**
 * Force matching (Ercolessi and Adams, doi:10.1209/0295-5075/26/8/005) of the energy at time 0: the mean of |∇ ln q − g|² over labels g, relative to that of
 * |g|². Labels scatter about the mean force, so that it does not become 0. A batch costs one {@link TaylorPass} without probes. Not safe for use by several
 * threads at once.
 */
final class ForceObjective {
    private final ForceLabels labels;
    private final EnergyInputs inputs;
    private final int size;
    private final TaylorPass pass;
    private final double share;
    private final double[] points;
    private final double[] wanted;
    private final double[] scores;
    private final float[] columns;
    private final float[] directions;
    private double loss;

    /**
     * Prepares.
     *
     * @param labels in the units of networks
     * @param size labels a batch
     */
    ForceObjective(Expert expert, ForceLabels labels, int size) {
        this.size = size;
        inputs = expert.inputs();
        double[] gradients = labels.gradients().clone();
        inputs.project(gradients);
        this.labels = new ForceLabels(labels.points(), gradients, labels.weight());
        double square = 0;
        for (double gradient : gradients) {
            square += gradient * gradient;
        }
        share = labels.weight() * gradients.length / (square * size * inputs.dimensions());
        pass = TaylorPass.forTraining(expert.network(), size, 0, 0);
        points = new double[size * inputs.dimensions()];
        wanted = new double[points.length];
        scores = new double[points.length];
        columns = new float[size * inputs.size()];
        directions = new float[columns.length];
    }

    /** Draws a batch and leaves the gradient of its loss in the pass. */
    TaylorPass gradient(RandomGenerator random) {
        int dimensions = inputs.dimensions();
        int count = labels.points().length / dimensions;
        for (int i = 0; i < size; i++) {
            int chosen = random.nextInt(count) * dimensions;
            System.arraycopy(labels.points(), chosen, points, i * dimensions, dimensions);
            System.arraycopy(labels.gradients(), chosen, wanted, i * dimensions, dimensions);
            inputs.values(points, i * dimensions, 0, columns, i * inputs.size());
        }
        pass.forward(columns);
        loss = 0;
        for (int i = 0; i < size; i++) {
            int at = i * dimensions;
            inputs.score(points, at, 0, pass.gradients(), i * inputs.size(), scores);
            for (int d = at; d < at + dimensions; d++) {
                double error = scores[d] - wanted[d];
                loss += share * error * error;
                scores[d] = 2 * share * error;
            }
            inputs.direction(points, scores, at, 0, 0, directions, i * inputs.size());
        }
        pass.backward(directions, null, null);
        return pass;
    }

    /** The loss of the labels last drawn. */
    double loss() {
        return loss;
    }
}
