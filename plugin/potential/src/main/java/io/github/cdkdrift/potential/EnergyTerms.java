package io.github.cdkdrift.potential;

/** The energy terms of one kind, for example all bonds of a force field. Immutable. */
interface EnergyTerms {
    /**
     * Adds the forces −dE/dx of one geometry.
     *
     * @param positions Å, the geometry's coordinates from {@code offset} on; not modified
     * @param forces kcal/mol/Å, from the same offset on; modified
     * @return the energy, kcal/mol
     */
    double add(double[] positions, int offset, double[] forces);
}
