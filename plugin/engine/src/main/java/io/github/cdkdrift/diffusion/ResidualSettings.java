package io.github.cdkdrift.diffusion;

import java.util.Objects;

/**
 * The Fokker–Planck residual as a part of the loss.
 *
 * @param form how it is computed
 * @param weight α, its weight beside denoising score matching, at least 0
 * @param displacement standard deviation of the displacements of {@link ResidualForm#WEAK}, in units of the points' spread
 * @param begin share of the steps that are made before, without it, from 0 to less than 1: a step without it costs less than half
 */
public record ResidualSettings(ResidualForm form, double weight, double displacement, double begin) {
    /** Checks the ranges. */
    public ResidualSettings {
        Objects.requireNonNull(form, "form");
        if (!(weight >= 0 && displacement > 0)) {
            throw new IllegalArgumentException(
                    "the weight must be at least 0, the displacement above 0; are " + weight + " and " + displacement);
        }
        if (!(begin >= 0 && begin < 1)) {
            throw new IllegalArgumentException("the share of steps before must be from 0 to less than 1, is " + begin);
        }
    }

    /** From the first step on. */
    public ResidualSettings(ResidualForm form, double weight, double displacement) {
        this(form, weight, displacement, 0);
    }

    /** The same after a share of the steps without it. */
    public ResidualSettings withBegin(double share) {
        return new ResidualSettings(form, weight, displacement, share);
    }
}
