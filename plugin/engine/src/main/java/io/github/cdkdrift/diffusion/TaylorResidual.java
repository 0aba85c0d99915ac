package io.github.cdkdrift.diffusion;

import io.github.cdkdrift.network.TaylorPass;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The residual by exact second derivatives: along every dimension, or along two random probes v of ±1, whose vᵀ∇s v have the divergence
 * as their mean (Hutchinson, doi:10.1080/03610919008812866), so that R₁R₂ has R² as its mean.
 */
final class TaylorResidual implements FokkerPlanckResidual {
    private final double weight;
    private final TimeFeatures time;
    private final int dimensions;
    private final int probes;
    private final int groups;

    TaylorResidual(double weight, TimeFeatures time, int dimensions, int probes, int groups) {
        this.weight = weight;
        this.time = time;
        this.dimensions = dimensions;
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

    private boolean isExact() {
        return groups == 1;
    }

    @Override
    public void place(NoisedBatch batch, RandomGenerator random, float[] stack) {
        int size = dimensions + TimeFeatures.COUNT;
        int block = batch.size() * size;
        Arrays.fill(stack, block, stack.length, 0);
        for (int k = 0; k < probes; k++) {
            for (int i = 0; i < batch.size(); i++) {
                int at = (1 + k) * block + i * size;
                if (isExact()) {
                    stack[at + k] = 1;
                } else {
                    for (int d = 0; d < dimensions; d++) {
                        stack[at + d] = random.nextBoolean() ? 1 : -1;
                    }
                }
            }
        }
    }

    @Override
    public double add(NoisedBatch batch, TaylorPass pass, float[] directions, float[] curvatures) {
        int size = dimensions + TimeFeatures.COUNT;
        int n = batch.size();
        float[] gradients = pass.gradients();
        double factor = weight / ((double) dimensions * dimensions * n);
        double loss = 0;
        for (int i = 0; i < n; i++) {
            int at = i * size;
            double t = batch.time(i);
            double half = NoiseSchedule.beta(t) / 2;
            double projected = 0;
            for (int d = 0; d < dimensions; d++) {
                double s = gradients[at + d];
                projected += s * (s + batch.point(i, d));
            }
            double pace = time.derivative(t, gradients, at + dimensions);
            double first = residual(t, pass.secondDerivative(0, i), projected, pace);
            double second = isExact() ? first : residual(t, pass.secondDerivative(1, i), projected, pace);
            loss += factor * first * second;
            double both = factor * (first + second);
            if (isExact()) {
                curvatures[i] = (float) (half * both);
            } else {
                curvatures[i] = (float) (half * factor * second);
                curvatures[n + i] = (float) (half * factor * first);
            }
            for (int d = 0; d < dimensions; d++) {
                directions[at + d] += (float) (both * half * (2 * gradients[at + d] + batch.point(i, d)));
            }
            time.derivatives(t, -both, directions, at + dimensions);
        }
        return loss;
    }

    /** With the divergence of the network's part alone; that of −x is −d, exactly or along a probe of ±1. */
    private double residual(double t, double curvature, double projected, double pace) {
        return FokkerPlanckResidual.value(t, dimensions, curvature - dimensions, projected, pace);
    }
}
