package io.github.cdkdrift.training;

import io.github.cdkdrift.drift.EnergyDriftSettings;
import java.util.Objects;

/**
 * Everything that decides a training run from an energy alone. Immutable; the defaults are what {@code
 * samples/results/energy-only.md} was made with.
 *
 * @param drift the field
 * @param network the generator, its noise without the code
 * @param codes a sample is drawn from Gaussian noise and the one-hot code of one of so many equally likely numbers, at least 1;
 *     with 1 from noise alone
 * @param optimiser the schedule; there are no positives to count
 * @param seed seed of all random numbers
 */
public record EnergyTrainingSettings(
        EnergyDriftSettings drift, NetworkSettings network, int codes, OptimiserSettings optimiser, long seed) {
    private static final EnergyTrainingSettings DEFAULTS = new EnergyTrainingSettings(
            EnergyDriftSettings.defaults(),
            new NetworkSettings(8, 128, 2),
            16,
            new OptimiserSettings(2500, 256, 1, 4e-3, 0.995),
            0);

    /** Checks the ranges. */
    public EnergyTrainingSettings {
        Objects.requireNonNull(drift, "drift");
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(optimiser, "optimiser");
        if (codes < 1) {
            throw new IllegalArgumentException("codes must be at least 1, are " + codes);
        }
    }

    /** The defaults, for points of a few dimensions in units of about the width of a mode. */
    public static EnergyTrainingSettings defaults() {
        return DEFAULTS;
    }

    /** The same with another field. */
    public EnergyTrainingSettings withDrift(EnergyDriftSettings newDrift) {
        return new EnergyTrainingSettings(newDrift, network, codes, optimiser, seed);
    }

    /** The same with another generator. */
    public EnergyTrainingSettings withNetwork(NetworkSettings newNetwork, int newCodes) {
        return new EnergyTrainingSettings(drift, newNetwork, newCodes, optimiser, seed);
    }

    /** The same with another schedule. */
    public EnergyTrainingSettings withOptimiser(OptimiserSettings newOptimiser) {
        return new EnergyTrainingSettings(drift, network, codes, newOptimiser, seed);
    }

    /** The same with another number of steps. */
    public EnergyTrainingSettings withSteps(int steps) {
        return withOptimiser(optimiser.withSteps(steps));
    }

    /** The same with another seed. */
    public EnergyTrainingSettings withSeed(long newSeed) {
        return new EnergyTrainingSettings(drift, network, codes, optimiser, newSeed);
    }
}
