package io.github.cdkdrift.diffusion;

/**
 * Langevin dynamics in any consistent units.
 *
 * @param temperature k_BT, above 0, in units of energy
 * @param mass above 0
 * @param friction above 0, per unit of time
 * @param step length of a step, above 0
 */
public record LangevinSettings(double temperature, double mass, double friction, double step) {
    /** Checks the ranges. */
    public LangevinSettings {
        if (!(temperature > 0 && mass > 0 && friction > 0 && step > 0)) {
            throw new IllegalArgumentException("temperature, mass, friction and step must be above 0, are "
                    + temperature + ", " + mass + ", " + friction + ", " + step);
        }
    }
}
