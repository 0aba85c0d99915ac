package io.github.cdkdrift.training;

import io.github.cdkdrift.backend.Kernels;
import io.github.cdkdrift.drift.DriftField;
import io.github.cdkdrift.drift.DriftFields;
import io.github.cdkdrift.drift.ForceAlignment;
import io.github.cdkdrift.drift.MedianHeuristic;
import io.github.cdkdrift.drift.PositiveBatch;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.random.Noise;
import java.util.random.RandomGenerator;

/**
 * Kernel drift: positions → features φ; the drift V of the batch is the regression target, loss = mean |φ − sg(φ + V)|²
 * (Hu 2026, equation 30), whose gradient is −2V.
 */
final class KernelObjective implements Objective {
    private final int inputs;
    private final int batch;
    private final TrainingSet frames;
    private final DriftField field;
    private final PositiveBatch positives;
    private final float[] features;
    private final float[] drift;

    KernelObjective(ForceFrames forceFrames, KernelPlan plan, TrainingSettings settings, Kernels kernels) {
        this(forceFrames, new TrainingSet(forceFrames, plan, settings.temperature()), plan, settings, kernels);
    }

    KernelObjective(
            ForceFrames forceFrames, TrainingSet ready, KernelPlan plan, TrainingSettings settings, Kernels kernels) {
        boolean needsEnergies = plan.drift().beta() > 0 && plan.drift().alignment() == ForceAlignment.ENERGY;
        if (needsEnergies && !forceFrames.hasEnergies()) {
            throw new IllegalArgumentException("alignment by energy needs energies, and the frames carry none");
        }
        OptimiserSettings schedule = settings.optimiser();
        inputs = settings.network().noise();
        batch = schedule.batch();
        frames = ready;
        int size = frames.features().size();
        double median = MedianHeuristic.of(frames.featureTable(), frames.size(), size);
        field = DriftFields.kernel(plan.drift(), median, size, batch, schedule.positives(), kernels);
        positives = frames.newBatch(schedule.positives());
        features = new float[batch * size];
        drift = new float[features.length];
    }

    @Override
    public int inputs() {
        return inputs;
    }

    @Override
    public float[] start() {
        return frames.reference();
    }

    @Override
    public void draw(RandomGenerator random, float[] noise) {
        Noise.fill(noise, random);
        frames.draw(random, positives);
    }

    @Override
    public double gradient(int step, float[] positions, float[] gradients) {
        frames.features().map(positions, batch, features);
        field.drift(features, positives, drift);
        double loss = driftToGradient();
        frames.features().pullBack(positions, drift, batch, gradients);
        return loss;
    }

    /** Turns V into dL/dφ = −2V / (samples · features), in place, and returns L = mean V². */
    private double driftToGradient() {
        double squares = 0;
        float factor = -2f / drift.length;
        for (int i = 0; i < drift.length; i++) {
            squares += drift[i] * drift[i];
            drift[i] *= factor;
        }
        return squares / drift.length;
    }

    /** Mean over features of generated/positive standard deviation in the last batch. */
    @Override
    public double widthRatio() {
        int size = frames.features().size();
        double sum = 0;
        for (int feature = 0; feature < size; feature++) {
            double real = standardDeviation(positives.features(), feature, size);
            sum += standardDeviation(features, feature, size) / Math.max(real, Float.MIN_NORMAL);
        }
        return sum / size;
    }

    private static double standardDeviation(float[] table, int feature, int size) {
        double sum = 0;
        double squares = 0;
        int count = table.length / size;
        for (int i = feature; i < table.length; i += size) {
            sum += table[i];
            squares += table[i] * table[i];
        }
        double mean = sum / count;
        return Math.sqrt(Math.max(0, squares / count - mean * mean));
    }

    @Override
    public double[] state() {
        return new double[0];
    }

    @Override
    public void restore(double[] state) {}
}
