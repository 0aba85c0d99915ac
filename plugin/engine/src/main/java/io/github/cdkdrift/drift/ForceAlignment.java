package io.github.cdkdrift.drift;

/** How forces or energies change the logits of the positives in the force-aligned kernel (FK). */
public enum ForceAlignment {
    /**
     * −β f_j·(x − y_j)/k_BT: what the Taylor expansion of −β E(y_j)/k_BT about x gives. Positives that the force leaves
     * downhill towards the query weigh less.
     */
    DERIVED,
    /** The other sign, +β f_j·(x − y_j)/k_BT, as the words below equation 23 of Hu 2026 describe it. */
    AS_WORDED,
    /** −β E_j/k_BT from energy labels, exact (Hu 2026, equation 21). */
    ENERGY
}
