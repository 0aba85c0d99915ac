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
 * @param residual whether a sample is its Gaussian numbers, as many as the point has dimensions, plus what the network gives: where
 *     the target is nearly a standard normal distribution, from which training then starts
 * @param optimiser the schedule; there are no positives to count
 * @param seed seed of all random numbers
 */
public record EnergyTrainingSettings(
        EnergyDriftSettings drift,
        NetworkSettings network,
        int codes,
        boolean residual,
        OptimiserSettings optimiser,
        long seed) {
    /** Each ends in one mode or another, so that shares of modes are wrong by multiples of 1/64; with 16 two seeds in ten had 1/16. */
    private static final int CODES = 64;

    private static final EnergyTrainingSettings DEFAULTS = new EnergyTrainingSettings(
            EnergyDriftSettings.defaults(),
            new NetworkSettings(16, 128, 2, 6, false),
            CODES,
            false,
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

    /** For one well of a molecule, in the {@code dimensions} coordinates of {@link MolecularEnergy}. */
    public static EnergyTrainingSettings molecular(int dimensions) {
        return new EnergyTrainingSettings(
                EnergyDriftSettings.molecular(),
                new NetworkSettings(dimensions, 128, 2, 1, false),
                1,
                true,
                new OptimiserSettings(1000, 256, 1, 2e-3, 0.995),
                0);
    }

    /** The same with another field. */
    public EnergyTrainingSettings withDrift(EnergyDriftSettings newDrift) {
        return new EnergyTrainingSettings(newDrift, network, codes, residual, optimiser, seed);
    }

    /** The same with another generator. */
    public EnergyTrainingSettings withNetwork(NetworkSettings newNetwork, int newCodes) {
        return new EnergyTrainingSettings(drift, newNetwork, newCodes, residual, optimiser, seed);
    }

    /** The same with another schedule. */
    public EnergyTrainingSettings withOptimiser(OptimiserSettings newOptimiser) {
        return new EnergyTrainingSettings(drift, network, codes, residual, newOptimiser, seed);
    }

    /** The same with another number of steps. */
    public EnergyTrainingSettings withSteps(int steps) {
        return withOptimiser(optimiser.withSteps(steps));
    }

    /** The same with another seed. */
    public EnergyTrainingSettings withSeed(long newSeed) {
        return new EnergyTrainingSettings(drift, network, codes, residual, optimiser, newSeed);
    }
}
