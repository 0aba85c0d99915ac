package io.github.cdkdrift.positives;

/**
 * How equilibrium positives were made.
 *
 * @param temperature K
 * @param potential that was sampled, in words
 * @param labels frames that the potential was fitted to; 0 where it was given
 * @param width of its kernel, 1/Å; 0 where it was given
 * @param samples how many positives there are
 * @param broken how often a walker left the molecule and began again
 * @param jumpAcceptance share of the torsion jumps that were accepted
 * @param exchangeAcceptance share of the exchanges between neighbouring temperatures that were accepted; 0 where there were none
 * @param splitRhat largest split-R̂ of the torsions' cosines and sines over the walkers; near 1 where they agree
 * @param effectiveSamples smallest number of independent samples that the positives are worth, over the same observables
 * @param unvisited largest share of a rotor's probability, estimated from the torques on the frames, in basins that no frame
 *     visits: so much of its distribution is extrapolated
 * @param corrected whether torsions were corrected by the torques on the frames
 * @param extrapolated share of the samples at which the fitted potential's energy is uncertain by more than k_BT beyond what it is at
 *     its frames, before any were rejected; 0 where the potential was given
 */
public record EquilibriumReport(
        double temperature,
        String potential,
        int labels,
        double width,
        int samples,
        int broken,
        double jumpAcceptance,
        double exchangeAcceptance,
        double splitRhat,
        double effectiveSamples,
        double unvisited,
        boolean corrected,
        double extrapolated) {
    EquilibriumReport withExtrapolated(double share) {
        return with(samples, share);
    }

    EquilibriumReport withSamples(int count) {
        return with(count, extrapolated);
    }

    private EquilibriumReport with(int newSamples, double newExtrapolated) {
        return new EquilibriumReport(
                temperature,
                potential,
                labels,
                width,
                newSamples,
                broken,
                jumpAcceptance,
                exchangeAcceptance,
                splitRhat,
                effectiveSamples,
                unvisited,
                corrected,
                newExtrapolated);
    }
}
