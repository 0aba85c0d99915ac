package io.github.cdkdrift.molecule;

/**
 * What molecules are taken.
 *
 * @param mostAtoms the most atoms, hydrogens included
 * @param largestFragment whether of a salt or mixture the largest fragment is taken, as the free base or acid, instead of none
 * @param anyElement whether metals and all other elements are taken, and radicals whose structure states their unpaired electrons
 * @param radicals whether an atom with too few bonds has unpaired electrons instead of being refused
 */
public record PreparationSettings(int mostAtoms, boolean largestFragment, boolean anyElement, boolean radicals) {
    private static final PreparationSettings DEFAULTS = new PreparationSettings(100, false, false, false);

    /** Checks the values. */
    public PreparationSettings {
        if (mostAtoms < 1) {
            throw new IllegalArgumentException("the most atoms must be at least 1, are " + mostAtoms);
        }
    }

    /** At most 100 atoms, one fragment, closed shells, organic elements. */
    public static PreparationSettings defaults() {
        return DEFAULTS;
    }

    /** These settings with another limit. */
    public PreparationSettings withMostAtoms(int atoms) {
        return new PreparationSettings(atoms, largestFragment, anyElement, radicals);
    }

    /** These settings with the largest fragment of salts and mixtures, or without. */
    public PreparationSettings withLargestFragment(boolean largest) {
        return new PreparationSettings(mostAtoms, largest, anyElement, radicals);
    }

    /** These settings for a potential that takes any element and stated unpaired electrons, or for one that does not. */
    public PreparationSettings withAnyElement(boolean any) {
        return new PreparationSettings(mostAtoms, largestFragment, any, radicals);
    }

    /** These settings for molecules that are known to have unpaired electrons, or for those that have none. */
    public PreparationSettings withRadicals(boolean unpaired) {
        return new PreparationSettings(mostAtoms, largestFragment, anyElement, unpaired);
    }
}
