package io.github.cdkdrift.drift;

/** What a density of positions loses and gains where it becomes one of features, and what of it the forces in feature space are corrected for. */
public enum MetricCorrection {
    /** Nothing, as the paper has it. */
    NONE,
    /**
     * The volume element of the features: ½ log det⁺ JᵀJ, whose gradient in feature space Hu 2026 (equation 37, remark 3.2) adds to the score
     * and leaves out.
     */
    VOLUME,
    /**
     * That and the volume of all orientations of a geometry, √det of its inertia with unit masses, which features that do not know
     * orientations sum over; without it three atoms have a density of their three distances that is off by their sizes.
     */
    VOLUME_AND_ORIENTATION
}
