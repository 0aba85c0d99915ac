package io.github.cdkdrift.dynamics;

import java.util.random.RandomGenerator;

/**
 * Proposes other geometries for Metropolis' rule. Together with the acceptance min(1, e^{−ΔE/k_BT} q(x′→x)/q(x→x′)) a proposal leaves the
 * Boltzmann distribution at any temperature as it is.
 */
public interface Proposals {
    /**
     * Replaces a geometry by the proposed one. Called for different walkers at the same time, for one walker by one thread at a time.
     *
     * @param walker whose geometry it is; decides which buffers are used, nothing else
     * @param positions [atoms · 3] Å from {@code at} on, modified
     * @return ln q(x′→x) − ln q(x→x′), densities over positions; −∞ or NaN where there is no proposal: the walker then stays
     */
    double propose(int walker, double[] positions, int at, RandomGenerator random);
}
