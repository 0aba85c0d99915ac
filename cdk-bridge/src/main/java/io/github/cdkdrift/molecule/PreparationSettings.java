package io.github.cdkdrift.molecule;

/**
 * What molecules are taken.
 *
 * @param mostAtoms the most atoms, hydrogens included
 */
public record PreparationSettings(int mostAtoms) {
    private static final PreparationSettings DEFAULTS = new PreparationSettings(100);

    /** Checks the values. */
    public PreparationSettings {
        if (mostAtoms < 1) {
            throw new IllegalArgumentException("the most atoms must be at least 1, are " + mostAtoms);
        }
    }

    /** At most 100 atoms. */
    public static PreparationSettings defaults() {
        return DEFAULTS;
    }

    /** These settings with another limit. */
    public PreparationSettings withMostAtoms(int atoms) {
        return new PreparationSettings(atoms);
    }
}
