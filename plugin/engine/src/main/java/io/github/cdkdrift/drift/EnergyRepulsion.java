package io.github.cdkdrift.drift;

/** How the score of the generated samples is found. */
public enum EnergyRepulsion {
    /** The Gaussian mean shift of the samples (Cao et al. 2026): right for any distribution, in a few dimensions. */
    MEAN_SHIFT,
    /**
     * Running means, covariances and marginals of single coordinates: for tens of dimensions, where every sample is far from all
     * others, and one well in coordinates that are nearly independent.
     */
    MARGINALS
}
