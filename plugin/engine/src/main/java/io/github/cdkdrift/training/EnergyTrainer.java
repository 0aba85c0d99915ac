package io.github.cdkdrift.training;

import io.github.cdkdrift.backend.Kernels;
import io.github.cdkdrift.drift.ReducedEnergy;
import io.github.cdkdrift.network.AdamOptimiser;
import io.github.cdkdrift.network.CodedNoise;
import io.github.cdkdrift.network.CosineSchedule;
import io.github.cdkdrift.network.Mlp;
import io.github.cdkdrift.network.MlpPass;
import io.github.cdkdrift.random.Noise;
import java.util.concurrent.CancellationException;
import java.util.random.RandomGenerator;

/**
 * Trains a one-step sampler of exp(−u) from the energy alone, without any data (Cao et al., "One-Step Sampler for Boltzmann
 * Distributions via Drifting", 2026): noise → network → points → the drift of {@link io.github.cdkdrift.drift.EnergyDriftField}
 * → parameters. Every array is allocated before the first step; random numbers depend on the seed and the step alone. Not safe for
 * use by several threads at once.
 */
public final class EnergyTrainer {
    /** As in {@link Trainer}. */
    private static final int AVERAGING_INTERVAL = 2;

    private static final long INITIAL_STREAM = 0;

    private final EnergyTrainingSettings settings;
    private final OptimiserSettings schedule;
    private final CodedNoise noise;
    private final Objective objective;
    private final Kernels kernels;
    private final Mlp network;
    private final Mlp average;
    private final MlpPass pass;
    private final AdamOptimiser adam;
    private final CosineSchedule rates;
    private final float[] inputs;
    private final float[] points;
    private final float[] gradients;
    private int step;

    /**
     * Prepares a run.
     *
     * @param start where every sample starts, [d]: any point near which energies are finite
     */
    public EnergyTrainer(ReducedEnergy energy, float[] start, EnergyTrainingSettings settings) {
        if (start.length != energy.dimensions()) {
            throw new IllegalArgumentException(
                    "the energy has " + energy.dimensions() + " dimensions, the start " + start.length);
        }
        if (settings.residual() && settings.network().noise() < start.length) {
            throw new IllegalArgumentException("a residual network of " + start.length
                    + " dimensions needs as many Gaussian numbers, has "
                    + settings.network().noise());
        }
        this.settings = settings;
        schedule = settings.optimiser();
        noise = settings.network().codedNoise(settings.codes());
        objective = new EnergyObjective(energy, start, settings);
        kernels = Kernels.ofBackend();
        network = Mlp.random(
                settings.network().shapeOf(objective.inputs(), start.length),
                start,
                Noise.stream(settings.seed(), INITIAL_STREAM));
        average = network.copy();
        pass = MlpPass.forTraining(network, kernels, schedule.batch());
        adam = new AdamOptimiser(network, kernels);
        rates = new CosineSchedule(schedule.learningRate(), schedule.steps());
        inputs = new float[schedule.batch() * objective.inputs()];
        points = new float[schedule.batch() * start.length];
        gradients = new float[points.length];
    }

    /**
     * Runs all steps that are left.
     *
     * @return the sampler
     * @throws CancellationException if the listener asked for it; the trainer can go on from there
     * @throws ArithmeticException if the loss is no longer finite
     */
    public PointSampler run(TrainingListener listener) {
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
                listener.onProgress(new TrainingProgress(step, schedule.steps(), loss, objective.widthRatio()));
            }
        }
        return sampler();
    }

    /** One step; returns the mean squared drift before it. */
    private double step() {
        step++;
        RandomGenerator random = Noise.stream(settings.seed(), step);
        objective.draw(random, inputs);
        pass.forward(inputs, points);
        if (settings.residual()) {
            noise.addTo(inputs, points, objective.start().length);
        }
        double loss = objective.gradient(step, points, gradients);
        adam.step(pass.backward(gradients), rates.rate(step), step);
        if (schedule.averagingDecay() > 0 && (step % AVERAGING_INTERVAL == 0 || step == schedule.steps())) {
            kernels.lerp(average.parameters(), network.parameters(), 1 - keptOfAverage());
        }
        return loss;
    }

    private double keptOfAverage() {
        return Math.min(Math.pow(schedule.averagingDecay(), AVERAGING_INTERVAL), (1.0 + step) / (10 + step));
    }

    /** The sampler as it stands. */
    public PointSampler sampler() {
        Mlp trained = schedule.averagingDecay() > 0 ? average.copy() : network.copy();
        return new PointSampler(trained, noise, settings.residual(), kernels);
    }
}
