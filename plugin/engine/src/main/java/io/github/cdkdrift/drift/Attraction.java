package io.github.cdkdrift.drift;

import java.util.random.RandomGenerator;

/** Estimates V⁺(x) = m(x) − x, where m(x) is the mean of exp(−u(y)) N(y; x, σ²) over y: σ² times the smoothed target's score. */
interface Attraction {
    /**
     * Adds the displacements of some points.
     *
     * @param points [count · d], not modified
     * @param width σ
     * @param displacements [count · d], modified
     */
    void add(double[] points, int count, double width, RandomGenerator random, double[] displacements);
}
