package io.github.cdkdrift.model;

/**
 * What is done to geometries that the generator draws.
 *
 * @param seed decides which they are
 * @param energies whether each gets its potential energy, kcal/mol, as property {@code energy}, where the model has a potential
 * @param polish Metropolis-adjusted Langevin steps on the model's potential, at least 0
 * @param densities whether each gets the logarithm of its density, but for a constant, as property {@code log_density}, and the number of
 *     its rotamer state as {@code state}; only of models that know them, and without polish
 */
public record SamplingSettings(long seed, boolean energies, int polish, boolean densities) {
    /** Without densities. */
    public SamplingSettings(long seed, boolean energies, int polish) {
        this(seed, energies, polish, false);
    }

    /** Checks the range. */
    public SamplingSettings {
        if (polish < 0) {
            throw new IllegalArgumentException("polishing steps must be at least 0, are " + polish);
        }
        if (densities && polish > 0) {
            throw new IllegalArgumentException("found " + polish
                    + " polishing steps, after which densities are not known; expected 0 with densities");
        }
    }

    /** Energies, no polish. */
    public static SamplingSettings seed(long seed) {
        return new SamplingSettings(seed, true, 0);
    }

    /** The same with or without energies. */
    public SamplingSettings withEnergies(boolean newEnergies) {
        return new SamplingSettings(seed, newEnergies, polish, densities);
    }

    /** The same with another number of polishing steps. */
    public SamplingSettings withPolish(int newPolish) {
        return new SamplingSettings(seed, energies, newPolish, densities);
    }

    /** The same with densities. */
    public SamplingSettings withDensities() {
        return new SamplingSettings(seed, energies, polish, true);
    }
}
