package io.github.cdkdrift.training;

/** The drift fields of the paper (Hu 2026), by what the forces do in them. */
public enum Field {
    /** No forces: attraction to the frames, repulsion within the batch (section 2.2). */
    DRIFT,
    /** Force-interpolated: forces add to the displacements (section 3.2). */
    FI,
    /** Force-aligned kernel: forces or energies reweight the frames (section 3.3). */
    FK,
    /** Both at once. */
    FI_FK,
    /** Sorted values along many directions of internal coordinates are carried onto the target's quantiles; no bandwidth. */
    TRANSPORT,
    /** A generator that knows its density: forces attract, and the density itself repels. */
    DENSITY
}
