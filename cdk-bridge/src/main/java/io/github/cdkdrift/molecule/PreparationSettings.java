package io.github.cdkdrift.molecule;

/**
 * What molecules are taken.
 *
 * @param mostAtoms the most atoms, hydrogens included
 * @param largestFragment whether of a salt or mixture the largest fragment is taken, as the free base or acid, instead of none
 */
public record PreparationSettings(int mostAtoms, boolean largestFragment) {
    private static final PreparationSettings DEFAULTS = new PreparationSettings(100, false);

    /** Checks the values. */
    public PreparationSettings {
        if (mostAtoms < 1) {
            throw new IllegalArgumentException("the most atoms must be at least 1, are " + mostAtoms);
        }
    }

    /** At most 100 atoms, one fragment. */
    public static PreparationSettings defaults() {
        return DEFAULTS;
    }

    /** These settings with another limit. */
    public PreparationSettings withMostAtoms(int atoms) {
        return new PreparationSettings(atoms, largestFragment);
    }

    /** These settings with the largest fragment of salts and mixtures, or without. */
    public PreparationSettings withLargestFragment(boolean largest) {
        return new PreparationSettings(mostAtoms, largest);
    }
}
