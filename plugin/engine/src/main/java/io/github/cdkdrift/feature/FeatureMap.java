package io.github.cdkdrift.feature;

/**
 * A differentiable map φ from the positions of a molecule to the numbers in which conformers are compared.
 * Batches are laid out sample after sample: positions [samples][atoms · 3] Å, features [samples][size].
 * Not safe for use by several threads at once.
 */
public interface FeatureMap {
    /** The number of features of one sample. */
    int size();

    /**
     * Whether all features share one natural scale: scaling each by itself would single out the axes of the frame of
     * reference.
     */
    boolean sharesScale();

    /**
     * φ of each sample.
     *
     * @param positions [samples · atoms · 3] Å; not modified
     * @param samples how many samples to map
     * @param features [samples · size], modified
     */
    void map(float[] positions, int samples, float[] features);

    /**
     * Jᵀg of each sample: a gradient with respect to features becomes one with respect to positions.
     *
     * @param positions [samples · atoms · 3] Å; not modified
     * @param featureGradients [samples · size]; not modified
     * @param positionGradients [samples · atoms · 3], overwritten
     */
    void pullBack(float[] positions, float[] featureGradients, int samples, float[] positionGradients);

    /**
     * The Jacobian J = ∂φ/∂x of one sample in double precision. Unlike the other methods safe for several threads at once.
     *
     * @param positions [atoms · 3] Å
     * @return [size][atoms · 3]
     */
    double[][] jacobian(double[] positions);

    /**
     * Σ w_fk ∂²φ_f/∂x_k∂x over features f and coordinates k of one sample in double precision: how Σ w_fk J_fk changes with the positions. Safe for several threads at once.
     *
     * @param positions [atoms · 3] Å
     * @param weights [size][atoms · 3]
     * @return [atoms · 3]
     */
    double[] curvature(double[] positions, double[][] weights);
}
