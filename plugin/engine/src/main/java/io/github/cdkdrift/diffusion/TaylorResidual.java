package io.github.cdkdrift.diffusion;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The residual by exact second derivatives: along every dimension, or along two random probes v of ±1, whose vᵀ∇s v have the divergence
 * as their mean (Hutchinson, doi:10.1080/03610919008812866), so that R₁R₂ has R² as its mean.
 */
final class TaylorResidual implements FokkerPlanckResidual {
    private final double weight;
    private final int probes;
    private final int groups;

    /** @param groups 1 for probes along the dimensions, 2 for two random ones */
    TaylorResidual(double weight, int probes, int groups) {
        this.weight = weight;
        this.probes = probes;
        this.groups = groups;
    }

    @Override
    public int copies() {
        return 1;
    }

    @Override
    public int probes() {
        return probes;
    }

    @Override
    public int groups() {
        return groups;
    }

    @Override
    public void displace(NoisedBatch batch, RandomGenerator random, double[] points) {}

    @Override
    public void probe(NoisedBatch batch, RandomGenerator random, int probe, double[] vectors) {
        if (groups == 1) {
            Arrays.fill(vectors, 0);
            for (int i = probe; i < vectors.length; i += probes) {
                vectors[i] = 1;
            }
        } else {
            for (int i = 0; i < vectors.length; i++) {
                vectors[i] = random.nextBoolean() ? 1 : -1;
            }
        }
        batch.inputs().project(vectors);
    }

    @Override
    public double add(NoisedBatch batch, ScoredPoints scored) {
        int dimensions = batch.inputs().dimensions();
        int freedoms = batch.inputs().freedoms();
        int n = batch.size();
        double factor = weight / ((double) freedoms * freedoms * n);
        double loss = 0;
        for (int i = 0; i < n; i++) {
            double t = batch.time(i);
            double half = NoiseSchedule.beta(t) / 2;
            double projected = scored.projected(i, dimensions);
            double pace = scored.paces()[i];
            int last = (groups - 1) * n + i;
            double first = FokkerPlanckResidual.value(t, freedoms, scored.curvatures()[i], projected, pace);
            double second = FokkerPlanckResidual.value(t, freedoms, scored.curvatures()[last], projected, pace);
            double both = factor * (first + second);
            loss += factor * first * second;
            scored.curvaturePulls()[i] = (float) (half * (groups == 1 ? both : factor * second));
            if (groups == 2) {
                scored.curvaturePulls()[last] = (float) (half * factor * first);
            }
            scored.pullProjected(i, dimensions, half * both);
            scored.pacePulls()[i] -= both;
        }
        return loss;
    }
}
