package io.github.cdkdrift.model;

/**
 * What is done to geometries that the network draws.
 *
 * @param seed decides which they are
 * @param energies whether each gets its potential energy, kcal/mol, as property {@code energy}, where the model has a potential
 * @param polish Metropolis-adjusted Langevin steps on the model's potential, at least 0
 */
public record SamplingSettings(long seed, boolean energies, int polish) {
    /** Checks the range. */
    public SamplingSettings {
        if (polish < 0) {
            throw new IllegalArgumentException("polishing steps must be at least 0, are " + polish);
        }
    }

    /** Energies, no polish. */
    public static SamplingSettings seed(long seed) {
        return new SamplingSettings(seed, true, 0);
    }

    /** The same with or without energies. */
    public SamplingSettings withEnergies(boolean newEnergies) {
        return new SamplingSettings(seed, newEnergies, polish);
    }

    /** The same with another number of polishing steps. */
    public SamplingSettings withPolish(int newPolish) {
        return new SamplingSettings(seed, energies, newPolish);
    }
}
