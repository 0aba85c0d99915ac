package io.github.cdkdrift.training;

import io.github.cdkdrift.drift.EnergyDriftField;
import io.github.cdkdrift.drift.ReducedEnergy;
import io.github.cdkdrift.network.LatentInput;
import io.github.cdkdrift.random.Noise;
import java.util.random.RandomGenerator;

/**
 * Energy-only drift: the drift V of a batch is the regression target, loss = mean |x − sg(x + V)|² (Cao et al. 2026), whose
 * gradient is −2V.
 */
final class EnergyObjective implements Objective {
    private final LatentInput noise;
    private final EnergyDriftField field;
    private final int steps;
    private final float[] start;
    private final float[] drift;
    private long probeSeed;

    /** @param start where every sample starts, [d] */
    EnergyObjective(ReducedEnergy energy, float[] start, EnergyTrainingSettings settings) {
        int batch = settings.optimiser().batch();
        noise = settings.network().latentInput(settings.codes());
        field = new EnergyDriftField(energy, settings.drift(), batch);
        steps = settings.optimiser().steps();
        this.start = start.clone();
        drift = new float[batch * energy.dimensions()];
    }

    @Override
    public int inputs() {
        return noise.size();
    }

    @Override
    public float[] start() {
        return start;
    }

    @Override
    public void draw(RandomGenerator random, float[] inputs) {
        noise.fill(random, inputs);
        probeSeed = random.nextLong();
    }

    @Override
    public double gradient(int step, float[] points, float[] gradients) {
        field.drift(points, (step - 1.0) / steps, Noise.stream(probeSeed, step), drift);
        double squares = 0;
        float factor = -2f / drift.length;
        for (int i = 0; i < drift.length; i++) {
            squares += drift[i] * drift[i];
            gradients[i] = factor * drift[i];
        }
        return squares / drift.length;
    }

    @Override
    public double widthRatio() {
        return field.widthRatio();
    }

    @Override
    public double[] state() {
        return field.state();
    }

    @Override
    public void restore(double[] state) {
        field.restore(state);
    }
}
