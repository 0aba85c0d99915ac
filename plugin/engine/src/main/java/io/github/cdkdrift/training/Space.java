package io.github.cdkdrift.training;

/** The features in which conformers are compared. The network always draws coordinates. */
public enum Space {
    /** Superposed Cartesian coordinates divided by their standard deviation. */
    CARTESIAN,
    /** All interatomic distances in Å. */
    DISTANCE
}
