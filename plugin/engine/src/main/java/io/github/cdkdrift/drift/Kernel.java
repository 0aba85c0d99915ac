package io.github.cdkdrift.drift;

/** How the weight of a neighbour falls with its distance. */
public enum Kernel {
    /** exp(−d² / 2h²); forces enter exactly with this one (Hu 2026, theorem 3.1). */
    GAUSSIAN,
    /** exp(−d / h), the kernel of the first drifting models (Deng et al., arXiv:2602.04770). */
    LAPLACIAN
}
