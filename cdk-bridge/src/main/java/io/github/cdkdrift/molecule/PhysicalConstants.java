package io.github.cdkdrift.molecule;

/** Constants of nature in the units used throughout: Å, kcal/mol, K, g/mol, fs. */
public final class PhysicalConstants {
    /** Boltzmann's constant in kcal/mol/K (SI 2019: 1.380649e-23 J/K × 6.02214076e23 /mol ÷ 4184 J/kcal). */
    public static final double BOLTZMANN = 0.0019872042586;

    private PhysicalConstants() {}
}
