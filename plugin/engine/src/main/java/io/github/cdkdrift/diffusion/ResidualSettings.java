package io.github.cdkdrift.diffusion;

import java.util.Objects;

/**
 * The Fokker–Planck residual as a part of the loss.
 *
 * @param form how it is computed
 * @param weight α, its weight beside denoising score matching, at least 0
 * @param displacement standard deviation of the displacements of {@link ResidualForm#WEAK}, in units of the points' spread
 */
public record ResidualSettings(ResidualForm form, double weight, double displacement) {
    /** Checks the ranges. */
    public ResidualSettings {
        Objects.requireNonNull(form, "form");
        if (!(weight >= 0 && displacement > 0)) {
            throw new IllegalArgumentException(
                    "the weight must be at least 0, the displacement above 0; are " + weight + " and " + displacement);
        }
    }
}
