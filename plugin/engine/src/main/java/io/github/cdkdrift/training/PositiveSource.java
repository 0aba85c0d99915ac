package io.github.cdkdrift.training;

/** What a generator learns to draw from. */
public enum PositiveSource {
    /** Samples of the Boltzmann distribution of a potential fitted to the frames' forces, at the temperature wanted. */
    EQUILIBRIUM,
    /** The frames themselves, distributed as they are. */
    FRAMES
}
