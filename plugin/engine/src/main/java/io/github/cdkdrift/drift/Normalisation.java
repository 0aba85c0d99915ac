package io.github.cdkdrift.drift;

/** How kernel weights are normalised. */
public enum Normalisation {
    /** Each sample's weights over the positives sum to 1, and those over the negatives (Hu 2026, equations 5–7). */
    ROW,
    /**
     * K / √(row sum · column sum) over the joint matrix of positives and negatives (Deng et al., arXiv:2602.04770), the
     * attraction multiplied by the mass on the negatives and the repulsion by the mass on the positives.
     */
    DOUBLE,
    /** Several alternating scalings of rows and columns of the joint matrix, then as {@link #DOUBLE}. */
    SINKHORN
}
