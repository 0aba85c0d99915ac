package io.github.cdkdrift.drift;

/** How the mean of the target around a point is found from energies alone (Cao et al. 2026). */
public enum EnergyEstimator {
    /** The mean of random neighbours, weighted by exp(−u). */
    IMPORTANCE,
    /**
     * Gradient and second derivatives; neighbours weighted by exp(−u) where the target around the point has no single peak.
     */
    SECOND_ORDER
}
