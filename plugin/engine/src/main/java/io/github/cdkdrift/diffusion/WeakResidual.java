package io.github.cdkdrift.diffusion;

import io.github.cdkdrift.network.TaylorPass;
import java.util.random.RandomGenerator;

/**
 * The residual as published: R_k at x + v_k for two displacements v_k of standard deviation δ, the divergence as v_k·(s(x + v_k) − s(x −
 * v_k))/2δ², their product in the loss, which may be negative. The derivative by the time is exact here, by differences in the published
 * program, and δ is larger, since numbers are in single precision.
 */
final class WeakResidual implements FokkerPlanckResidual {
    private final ResidualSettings settings;
    private final TimeFeatures time;
    private final int dimensions;
    private final double[] displacements;
    private final double[] residuals = new double[2];

    WeakResidual(ResidualSettings settings, TimeFeatures time, int batch, int dimensions) {
        this.settings = settings;
        this.time = time;
        this.dimensions = dimensions;
        displacements = new double[2 * batch * dimensions];
    }

    @Override
    public int copies() {
        return 5;
    }

    @Override
    public int probes() {
        return 0;
    }

    @Override
    public int groups() {
        return 0;
    }

    /** v/δ of one of the two displacements of a point. */
    private double displacement(NoisedBatch batch, int k, int point, int dimension) {
        return displacements[(k * batch.size() + point) * dimensions + dimension];
    }

    @Override
    public void place(NoisedBatch batch, RandomGenerator random, float[] stack) {
        int size = dimensions + TimeFeatures.COUNT;
        int block = batch.size() * size;
        for (int i = 0; i < displacements.length; i++) {
            displacements[i] = random.nextGaussian();
        }
        for (int k = 0; k < 2; k++) {
            int up = (1 + 2 * k) * block;
            System.arraycopy(stack, 0, stack, up, block);
            System.arraycopy(stack, 0, stack, up + block, block);
            for (int i = 0; i < batch.size(); i++) {
                for (int d = 0; d < dimensions; d++) {
                    double v = settings.displacement() * displacement(batch, k, i, d);
                    stack[up + i * size + d] = (float) (batch.point(i, d) + v);
                    stack[up + block + i * size + d] = (float) (batch.point(i, d) - v);
                }
            }
        }
    }

    @Override
    public double add(NoisedBatch batch, TaylorPass pass, float[] directions, float[] curvatures) {
        double factor = settings.weight() / ((double) dimensions * dimensions * batch.size());
        double loss = 0;
        for (int i = 0; i < batch.size(); i++) {
            residuals[0] = residual(batch, pass.gradients(), 0, i);
            residuals[1] = residual(batch, pass.gradients(), 1, i);
            loss += factor * residuals[0] * residuals[1];
            ask(batch, pass.gradients(), 0, i, factor * residuals[1], directions);
            ask(batch, pass.gradients(), 1, i, factor * residuals[0], directions);
        }
        return loss;
    }

    private int up(NoisedBatch batch, int k, int point) {
        return ((1 + 2 * k) * batch.size() + point) * (dimensions + TimeFeatures.COUNT);
    }

    private int down(NoisedBatch batch, int k, int point) {
        return ((2 + 2 * k) * batch.size() + point) * (dimensions + TimeFeatures.COUNT);
    }

    private double residual(NoisedBatch batch, float[] gradients, int k, int point) {
        int up = up(batch, k, point);
        int down = down(batch, k, point);
        double divergence = 0;
        double projected = 0;
        for (int d = 0; d < dimensions; d++) {
            double v = displacement(batch, k, point, d);
            double s = gradients[up + d];
            divergence += v * (s - gradients[down + d]) / (2 * settings.displacement());
            projected += s * (s + batch.point(point, d) + settings.displacement() * v);
        }
        double t = batch.time(point);
        double pace = time.derivative(t, gradients, up + dimensions);
        return FokkerPlanckResidual.value(t, dimensions, divergence, projected, pace);
    }

    private void ask(NoisedBatch batch, float[] gradients, int k, int point, double factor, float[] directions) {
        int up = up(batch, k, point);
        int down = down(batch, k, point);
        double half = factor * NoiseSchedule.beta(batch.time(point)) / 2;
        for (int d = 0; d < dimensions; d++) {
            double v = displacement(batch, k, point, d);
            double difference = half * v / (2 * settings.displacement());
            double there = batch.point(point, d) + settings.displacement() * v;
            directions[up + d] = (float) (difference + half * (2 * gradients[up + d] + there));
            directions[down + d] = (float) -difference;
        }
        time.derivatives(batch.time(point), -factor, directions, up + dimensions);
    }
}
