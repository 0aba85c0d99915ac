package io.github.cdkdrift.generator;

import io.github.cdkdrift.diffusion.EnergyDiffusion;

/**
 * Draws beads by running a diffusion backwards: not in one pass but in as many as it has steps.
 *
 * @param diffusion of beads
 * @param steps at least 1
 */
public record DiffusionGenerator(EnergyDiffusion diffusion, int steps) implements Generator {
    /** Checks the steps. */
    public DiffusionGenerator {
        if (steps < 1) {
            throw new IllegalArgumentException("the steps of a diffusion must be at least 1, are " + steps);
        }
    }
}
