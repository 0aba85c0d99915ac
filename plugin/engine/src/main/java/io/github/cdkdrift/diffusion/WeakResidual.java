package io.github.cdkdrift.diffusion;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The residual as published: R_k at x + v_k for two displacements v_k of standard deviation δ, the divergence as v_k·(s(x + v_k) − s(x −
 * v_k))/2δ², their product in the loss, which may be negative. The derivative by the time is exact here, by differences in the published
 * program, and δ is larger, since numbers are in single precision.
 */
final class WeakResidual implements FokkerPlanckResidual {
    private final ResidualSettings settings;
    private final int dimensions;
    private final double[][] displacements;
    private final double[] residuals = new double[2];

    WeakResidual(ResidualSettings settings, int batch, int dimensions) {
        this.settings = settings;
        this.dimensions = dimensions;
        displacements = new double[2][batch * dimensions];
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

    /** Copy 1 + 2k is displaced by v_k, copy 2 + 2k by −v_k. */
    @Override
    public void displace(NoisedBatch batch, RandomGenerator random, double[] points) {
        int block = batch.size() * dimensions;
        for (int k = 0; k < 2; k++) {
            double[] v = displacements[k];
            Arrays.setAll(v, i -> random.nextGaussian());
            batch.inputs().project(v);
            for (int i = 0; i < block; i++) {
                points[(1 + 2 * k) * block + i] = points[i] + settings.displacement() * v[i];
                points[(2 + 2 * k) * block + i] = points[i] - settings.displacement() * v[i];
            }
        }
    }

    @Override
    public void probe(NoisedBatch batch, RandomGenerator random, int probe, double[] vectors) {
        throw new IllegalStateException("no probes are asked for");
    }

    @Override
    public double add(NoisedBatch batch, ScoredPoints scored) {
        int freedoms = batch.inputs().freedoms();
        double factor = settings.weight() / ((double) freedoms * freedoms * batch.size());
        double loss = 0;
        for (int i = 0; i < batch.size(); i++) {
            residuals[0] = residual(batch, scored, 0, i);
            residuals[1] = residual(batch, scored, 1, i);
            loss += factor * residuals[0] * residuals[1];
            pull(batch, scored, 0, i, factor * residuals[1]);
            pull(batch, scored, 1, i, factor * residuals[0]);
        }
        return loss;
    }

    private double residual(NoisedBatch batch, ScoredPoints scored, int k, int point) {
        int up = (1 + 2 * k) * batch.size() + point;
        int down = up + batch.size();
        double divergence = 0;
        for (int d = 0; d < dimensions; d++) {
            double difference = scored.scores()[up * dimensions + d] - scored.scores()[down * dimensions + d];
            divergence += displacements[k][point * dimensions + d] * difference / (2 * settings.displacement());
        }
        return FokkerPlanckResidual.value(
                batch.time(point),
                batch.inputs().freedoms(),
                divergence,
                scored.projected(up, dimensions),
                scored.paces()[up]);
    }

    private void pull(NoisedBatch batch, ScoredPoints scored, int k, int point, double factor) {
        int up = (1 + 2 * k) * batch.size() + point;
        int down = up + batch.size();
        double half = factor * NoiseSchedule.beta(batch.time(point)) / 2;
        for (int d = 0; d < dimensions; d++) {
            double v = half * displacements[k][point * dimensions + d] / (2 * settings.displacement());
            scored.scorePulls()[up * dimensions + d] += v;
            scored.scorePulls()[down * dimensions + d] -= v;
        }
        scored.pullProjected(up, dimensions, half);
        scored.pacePulls()[up] -= factor;
    }
}
