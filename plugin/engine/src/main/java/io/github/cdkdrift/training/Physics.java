package io.github.cdkdrift.training;

/** Physical constants. */
final class Physics {
    /** Boltzmann's constant in kcal/mol/K (SI 2019: 1.380649e-23 J/K × 6.02214076e23 /mol ÷ 4184 J/kcal). */
    static final double BOLTZMANN = 0.0019872042586;

    private Physics() {}
}
