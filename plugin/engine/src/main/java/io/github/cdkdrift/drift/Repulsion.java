package io.github.cdkdrift.drift;

/** Estimates V⁻(x) = σ² ∇log q_σ(x) from the samples of q themselves. */
interface Repulsion {
    /** Takes the next batch, [samples · d]. */
    void take(float[] batch);

    /**
     * Adds V⁻ of the last batch taken.
     *
     * @param width σ
     * @param displacements [samples · d], modified
     */
    void add(double width, double[] displacements);

    /** How many numbers {@link #save} writes. */
    int stateSize();

    /** Writes everything that changes from batch to batch. */
    void save(double[] memory, int from);

    /** Reads what {@link #save} wrote. */
    void restore(double[] memory, int from);
}
