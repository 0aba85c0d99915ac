package io.github.cdkdrift.diffusion;

/** How Langevin dynamics is divided into steps, each with one evaluation of the energy. */
public enum LangevinScheme {
    /**
     * v ← a v − (1 − a) k_BT ∇u/(γ m) + √(k_BT (1 − a²)/m) n, x ← x + v Δ with a = exp(−γΔ): that of the simulations of Plainer et al. and of
     * OpenMM's LangevinIntegrator. A spring of angular frequency ω is too wide by 1/(1 − ω²Δ²/4) in its variance.
     */
    LEAPFROG,
    /** Kick, half a drift, friction and noise, half a drift (Leimkuhler and Matthews 2013, doi:10.1063/1.4802990): springs have their width. */
    BAOAB
}
