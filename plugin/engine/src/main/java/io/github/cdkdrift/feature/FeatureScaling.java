package io.github.cdkdrift.feature;

/** How features are scaled before conformers are compared. */
public enum FeatureScaling {
    /** Centred only: distances stay in Å. */
    NONE,
    /** Each feature divided by its standard deviation over the positives; coordinates, which share a scale, stay as they are. */
    STANDARDISED,
    /** Principal components of the standardised features, each divided by the square root of its standard deviation. */
    HALF_WHITENED,
    /** Principal components of the standardised features, each divided by its standard deviation. */
    WHITENED
}
