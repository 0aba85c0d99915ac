package io.github.cdkdrift.diffusion;

/**
 * The variance-preserving diffusion of Song et al. (arXiv:2011.13456, appendix B, equation 32): dx = −β x/2 dt + √β dw with β = 0.1 +
 * 19.9 t for t from 0 to 1, which turns a point x₀ into m x₀ + σ n with n standard normal, ln m = −0.05 t − 4.975 t² and σ² = 1 − m².
 * Where points have a spread of 1 the spread stays 1, and at t = 1 nothing of them is left (m = 0.007).
 */
final class NoiseSchedule {
    private static final double LOWEST = 0.1;
    private static final double RISE = 19.9;

    private NoiseSchedule() {}

    static double beta(double t) {
        return LOWEST + RISE * t;
    }

    /** m, what is left of a point. */
    static double kept(double t) {
        return Math.exp(logKept(t));
    }

    /** σ². */
    static double variance(double t) {
        return -Math.expm1(2 * logKept(t));
    }

    private static double logKept(double t) {
        return -t * (LOWEST / 2 + t * RISE / 4);
    }
}
