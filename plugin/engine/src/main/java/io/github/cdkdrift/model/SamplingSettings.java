package io.github.cdkdrift.model;

/**
 * What is done to geometries that the generator draws.
 *
 * @param seed decides which they are
 * @param energies whether each gets its potential energy, kcal/mol, as property {@code energy}, where the model has a potential
 * @param polish Metropolis-adjusted Langevin steps on the model's potential, at least 0
 * @param levels 0 where densities are not asked for. From 1 on each conformer gets what the logarithm of its density stands for, but for a
 *     constant, as property {@code log_density}, and the number of its rotamer state as {@code state}: exp(−E/k_BT) over that density is
 *     its weight towards any potential E. 1 is the density of one pass; with more, draws are carried over to the model's potential in as
 *     many steps of annealed importance sampling, and weights vary less. Only of models that know densities, and without polish
 */
public record SamplingSettings(long seed, boolean energies, int polish, int levels) {
    private static final int FEWEST_LEVELS = 16;

    /** Without densities. */
    public SamplingSettings(long seed, boolean energies, int polish) {
        this(seed, energies, polish, 0);
    }

    /** Checks the ranges. */
    public SamplingSettings {
        if (polish < 0 || levels < 0) {
            throw new IllegalArgumentException(
                    "polishing steps and levels must be at least 0, are " + polish + " and " + levels);
        }
        if (levels > 0 && polish > 0) {
            throw new IllegalArgumentException("found " + polish
                    + " polishing steps, after which densities are not known; expected 0 with densities");
        }
    }

    /** As many levels as make weights vary little: as many as atoms, 16 at least; one where a model has no potential. */
    public static int annealing(ConformerModel model) {
        return model.potential() == null
                ? 1
                : Math.max(FEWEST_LEVELS, model.graph().atoms());
    }

    /** Energies, no polish. */
    public static SamplingSettings seed(long seed) {
        return new SamplingSettings(seed, true, 0);
    }

    /** The same with or without energies. */
    public SamplingSettings withEnergies(boolean newEnergies) {
        return new SamplingSettings(seed, newEnergies, polish, levels);
    }

    /** The same with another number of polishing steps. */
    public SamplingSettings withPolish(int newPolish) {
        return new SamplingSettings(seed, energies, newPolish, levels);
    }

    /** The same with densities, of so many levels. */
    public SamplingSettings withLevels(int newLevels) {
        return new SamplingSettings(seed, energies, polish, newLevels);
    }
}
