package io.github.cdkdrift.diffusion;

/** How the divergence of the score in the Fokker–Planck residual is computed. */
public enum ResidualForm {
    /** Exactly, by a probe along every dimension: the cheapest up to three dimensions, and without noise. */
    EXACT,
    /** By two random probes of ±1, whose residuals are multiplied: unbiased for the square, at the same cost in any dimension. */
    TWO_PROBES,
    /**
     * As published (Plainer et al., arXiv:2506.17139, as read in their program): two residuals at points a little beside, the divergence
     * by differences of scores. Five scores instead of one with second derivatives.
     */
    WEAK
}
