package io.github.cdkdrift.drift;

/**
 * The energy of points of R^d over k_BT, u(x) = E(x)/k_BT: the Boltzmann density is exp(−u) but for a constant, its score −∇u. A
 * constant added to u changes nothing.
 */
public interface ReducedEnergy {
    /** d, the numbers of a point. */
    int dimensions();

    /**
     * Reduced energies and their gradients; not finite where there is none.
     *
     * @param points [count · d], not modified; may be longer
     * @param count how many points, at least 0
     * @param energies [count], modified; may be longer
     * @param gradients du/dx, [count · d], modified; may be longer; null where they are not needed
     */
    void evaluate(double[] points, int count, double[] energies, double[] gradients);
}
