package io.github.cdkdrift.potential;

/**
 * A further energy that holds a part of a molecule near a reference. Conformers sampled with it are distributed as exp(−(E + U)/k_BT), so
 * that what is held keeps the thermal width that its force constant gives it.
 */
public sealed interface Restraint permits TorsionRestraint, CoreRestraint {
    /**
     * Adds the restraint's forces to those of a geometry.
     *
     * @param positions [atoms · 3] Å, not modified
     * @param forces [atoms · 3] kcal/mol/Å, added to
     * @return its energy, kcal/mol
     */
    double add(double[] positions, double[] forces);

    /** The atoms that it holds, numbered from 0; not to be modified. */
    int[] atoms();

    /** The largest number of an atom that it holds. */
    int lastAtom();
}
