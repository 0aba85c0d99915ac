package io.github.cdkdrift.sampler;

import io.github.cdkdrift.density.ConformerDensity;
import io.github.cdkdrift.dynamics.LangevinRun.Sample;
import java.util.List;

/**
 * Samples of a potential's Boltzmann distribution and what is known of their convergence.
 *
 * @param chains independent of each other, equally long but where a walker broke, each in the order of time
 * @param mixing how far the chains agree
 * @param converged whether they agree as well as the settings ask for
 * @param broken how often a walker lost a bond or a configuration and began again
 * @param acceptance share of the proposals that were accepted; 0 where none was made
 * @param exchangeAcceptance share of the exchanges of a ladder that were accepted; 0 where none was needed
 * @param density that proposals came from; null where the molecule has no internal coordinates
 */
public record SampledEnsemble(
        List<List<Sample>> chains,
        Mixing mixing,
        boolean converged,
        int broken,
        double acceptance,
        double exchangeAcceptance,
        ConformerDensity density) {
    /** All samples, chain after chain. */
    public List<Sample> samples() {
        return chains.stream().flatMap(List::stream).toList();
    }
}
