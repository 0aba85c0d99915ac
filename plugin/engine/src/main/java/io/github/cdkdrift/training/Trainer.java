package io.github.cdkdrift.training;

import io.github.cdkdrift.backend.Kernels;
import io.github.cdkdrift.drift.DriftField;
import io.github.cdkdrift.drift.DriftFields;
import io.github.cdkdrift.drift.ForceAlignment;
import io.github.cdkdrift.drift.MedianHeuristic;
import io.github.cdkdrift.drift.PositiveBatch;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.network.AdamOptimiser;
import io.github.cdkdrift.network.CosineSchedule;
import io.github.cdkdrift.network.Mlp;
import io.github.cdkdrift.network.MlpPass;
import io.github.cdkdrift.network.Noise;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Trains a generator: noise → network → positions → features φ; the drift V of the batch is the regression target,
 * loss = mean |φ − sg(φ + V)|² (Hu 2026, equation 30), whose gradient −2V is pulled back to the parameters. Every array is
 * allocated before the first step. Random numbers depend on the seed and the step alone, so a run that goes on from a
 * checkpoint ends with the same bytes. Not safe for use by several threads at once.
 */
public final class Trainer {
    /** Fewer frames have no distribution to learn. */
    public static final int FEWEST_FRAMES = 10;

    /** The moving average takes every second step: it lags by hundreds, and each costs a pass over the parameters. */
    private static final int AVERAGING_INTERVAL = 2;

    /** The stream of random numbers that initialises the network; steps count up from 1. */
    private static final long INITIAL_STREAM = 0;

    private final TrainingSettings settings;
    private final OptimiserSettings schedule;
    private final TrainingSet frames;
    private final DriftField field;
    private final Kernels kernels;
    private final Mlp network;
    private final Mlp average;
    private final MlpPass pass;
    private final AdamOptimiser adam;
    private final CosineSchedule rates;
    private final PositiveBatch positives;
    private final float[] noise;
    private final float[] positions;
    private final float[] positionGradients;
    private final float[] features;
    private final float[] drift;
    private final List<TrainingProgress> curve = new ArrayList<>();
    private int step;

    /**
     * Prepares a run.
     *
     * @throws IllegalArgumentException if there are fewer than {@value #FEWEST_FRAMES} frames, or energies are asked for that
     *     the frames do not carry
     */
    public Trainer(ForceFrames forceFrames, TrainingSettings settings) {
        if (forceFrames.size() < FEWEST_FRAMES) {
            throw new IllegalArgumentException(
                    "training needs at least " + FEWEST_FRAMES + " frames, there are " + forceFrames.size());
        }
        boolean needsEnergies = settings.drift().beta() > 0 && settings.drift().alignment() == ForceAlignment.ENERGY;
        if (needsEnergies && !forceFrames.hasEnergies()) {
            throw new IllegalArgumentException("alignment by energy needs energies, and the frames carry none");
        }
        this.settings = settings;
        schedule = settings.optimiser();
        kernels = Kernels.ofBackend();
        frames = new TrainingSet(forceFrames, settings);
        int size = frames.features().size();
        double median = MedianHeuristic.of(frames.featureTable(), frames.size(), size);
        field = DriftFields.kernel(settings.drift(), median, size, schedule.batch(), schedule.positives(), kernels);
        RandomGenerator random = Noise.stream(settings.seed(), INITIAL_STREAM);
        network = Mlp.random(settings.network().shape(forceFrames.atoms()), frames.reference(), random);
        average = network.copy();
        pass = MlpPass.forTraining(network, kernels, schedule.batch());
        adam = new AdamOptimiser(network, kernels);
        rates = new CosineSchedule(schedule.learningRate(), schedule.steps());
        positives = frames.newBatch(schedule.positives());
        noise = new float[schedule.batch() * settings.network().noise()];
        positions = new float[schedule.batch() * frames.reference().length];
        positionGradients = new float[positions.length];
        features = new float[schedule.batch() * size];
        drift = new float[features.length];
    }

    /**
     * Runs all steps that are left.
     *
     * @throws CancellationException if the listener asked for it; the trainer can go on from there
     * @throws ArithmeticException if the loss is no longer finite
     */
    public void run(TrainingListener listener) {
        while (step < schedule.steps()) {
            if (listener.cancelled()) {
                throw new CancellationException(
                        "training was cancelled after step " + step + " of " + schedule.steps());
            }
            double loss = step();
            if (step == 1 || step == schedule.steps() || step % TrainingProgress.EVERY == 0) {
                if (!Double.isFinite(loss)) {
                    throw new ArithmeticException("the loss is " + loss + " after step " + step
                            + "; a smaller learning rate than " + schedule.learningRate() + " may help");
                }
                TrainingProgress progress = new TrainingProgress(step, schedule.steps(), loss, widthRatio());
                curve.add(progress);
                listener.onProgress(progress);
            }
        }
    }

    /** One step; returns the loss before it. */
    public double step() {
        step++;
        RandomGenerator random = Noise.stream(settings.seed(), step);
        Noise.fill(noise, random);
        frames.draw(random, positives);
        pass.forward(noise, positions);
        frames.features().map(positions, schedule.batch(), features);
        field.drift(features, positives, drift);
        double loss = driftToGradient();
        frames.features().pullBack(positions, drift, schedule.batch(), positionGradients);
        INDArray gradient = pass.backward(positionGradients);
        adam.step(gradient, rates.rate(step), step);
        if (schedule.averagingDecay() > 0 && (step % AVERAGING_INTERVAL == 0 || step == schedule.steps())) {
            kernels.lerp(average.parameters(), network.parameters(), 1 - keptOfAverage());
        }
        return loss;
    }

    /** Less at first: the untrained network must not linger in a short run. */
    private double keptOfAverage() {
        return Math.min(Math.pow(schedule.averagingDecay(), AVERAGING_INTERVAL), (1.0 + step) / (10 + step));
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
    private double widthRatio() {
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

    /** What was reported to listeners so far. */
    public List<TrainingProgress> curve() {
        return List.copyOf(curve);
    }

    /** Steps done so far. */
    public int stepsDone() {
        return step;
    }

    /** A copy of the network as it stands, the moving average where there is one. */
    public Mlp result() {
        return schedule.averagingDecay() > 0 ? average.copy() : network.copy();
    }

    /** Everything that changes from step to step. */
    Checkpoint.State state() {
        return new Checkpoint.State(step, curve(), network.toArray(), average.toArray(), adam.moments());
    }

    /** Goes back to a state. */
    void restore(Checkpoint.State state) {
        network.set(state.parameters());
        average.set(state.average());
        adam.restore(state.moments());
        curve.clear();
        curve.addAll(state.curve());
        step = state.step();
    }

    int parameterCount() {
        return network.shape().parameterCount();
    }

    /** What the run was set up with. */
    public TrainingSettings settings() {
        return settings;
    }
}
