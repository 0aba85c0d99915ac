package io.github.cdkdrift.generator;

import java.util.random.RandomGenerator;

/** Draws geometries of known density, or of known weight, a batch at a time. One thread at a time. */
public interface GeometryDraws {
    /**
     * Draws geometries.
     *
     * @param geometries [batch · atoms · 3] Å, overwritten
     * @return how many there are, at most the batch; the others of the batch were none
     */
    int draw(RandomGenerator random, double[] geometries);

    /**
     * What the logarithms of the densities of the geometries last drawn stand for, but for a constant, [batch]: exp(−E/k_BT) over it is a
     * proper weight towards the Boltzmann distribution of any potential E.
     */
    double[] logDensities();

    /** The states of the density that they are in, [batch]. */
    int[] states();
}
