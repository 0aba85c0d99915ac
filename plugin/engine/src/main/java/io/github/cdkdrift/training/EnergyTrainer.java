package io.github.cdkdrift.training;

import io.github.cdkdrift.backend.Kernels;
import io.github.cdkdrift.drift.ReducedEnergy;
import io.github.cdkdrift.network.LatentInput;
import io.github.cdkdrift.network.Mlp;
import io.github.cdkdrift.random.Noise;
import java.util.concurrent.CancellationException;

/**
 * Trains a one-step sampler of exp(−u) from the energy alone, without any data (Cao et al., "One-Step Sampler for Boltzmann
 * Distributions via Drifting", 2026): noise → network → points → the drift of {@link io.github.cdkdrift.drift.EnergyDriftField}
 * → parameters. Every array is allocated before the first step; random numbers depend on the seed and the step alone. Not safe for
 * use by several threads at once.
 */
public final class EnergyTrainer {
    private static final long INITIAL_STREAM = 0;

    private final EnergyTrainingSettings settings;
    private final LatentInput noise;
    private final Objective objective;
    private final Kernels kernels;
    private final NetworkRun run;
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
        noise = settings.network().latentInput(settings.codes());
        objective = new EnergyObjective(energy, start, settings);
        kernels = Kernels.ofBackend();
        Mlp network = Mlp.random(
                settings.network().shapeOf(objective.inputs(), start.length),
                start,
                Noise.stream(settings.seed(), INITIAL_STREAM));
        run = new NetworkRun(network, settings.optimiser(), kernels);
    }

    /**
     * Runs all steps that are left.
     *
     * @return the sampler
     * @throws CancellationException if the listener asked for it; the trainer can go on from there
     * @throws ArithmeticException if the loss is no longer finite
     */
    public PointSampler run(TrainingListener listener) {
        new StepLoop(settings.optimiser(), () -> step, this::step, objective::widthRatio)
                .run(listener, listener::onProgress);
        return sampler();
    }

    /** One step; returns the mean squared drift before it. */
    private double step() {
        step++;
        objective.draw(Noise.stream(settings.seed(), step), run.inputs());
        return run.step(step, (points, gradients) -> {
            if (settings.residual()) {
                noise.addTo(run.inputs(), points, objective.start().length);
            }
            return objective.gradient(step, points, gradients);
        });
    }

    /** The sampler as it stands. */
    public PointSampler sampler() {
        return new PointSampler(run.trained(), noise, settings.residual(), kernels);
    }
}
