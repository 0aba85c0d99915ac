package io.github.cdkdrift.diffusion;

import java.util.Objects;

/**
 * Langevin dynamics in any consistent units.
 *
 * @param temperature k_BT, above 0, in units of energy
 * @param mass above 0
 * @param friction above 0, per unit of time
 * @param step length of a step, above 0
 * @param scheme how steps are made
 */
public record LangevinSettings(double temperature, double mass, double friction, double step, LangevinScheme scheme) {
    /** Checks the ranges. */
    public LangevinSettings {
        Objects.requireNonNull(scheme, "scheme");
        if (!(temperature > 0 && mass > 0 && friction > 0 && step > 0)) {
            throw new IllegalArgumentException("temperature, mass, friction and step must be above 0, are "
                    + temperature + ", " + mass + ", " + friction + ", " + step);
        }
    }

    /** By the paper's scheme, {@link LangevinScheme#LEAPFROG}. */
    public LangevinSettings(double temperature, double mass, double friction, double step) {
        this(temperature, mass, friction, step, LangevinScheme.LEAPFROG);
    }

    /** The same by another scheme. */
    public LangevinSettings withScheme(LangevinScheme newScheme) {
        return new LangevinSettings(temperature, mass, friction, step, newScheme);
    }
}
