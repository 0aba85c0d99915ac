package io.github.cdkdrift.positives;

import java.util.Locale;

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
 * @param splitRhat largest split-R̂ over independent walkers or ladders, of the slow coordinates, their joint states and the energy, or of
 *     the torsions' cosines and sines alone where the potential was fitted; near 1 where they agree; null where it was not measured
 * @param effectiveSamples smallest effective sample size over the same observables; null where it was not measured
 * @param unvisited largest share of a rotor's probability, estimated from the torques on the frames, in basins that no frame
 *     visits: so much of its distribution is extrapolated
 * @param corrected whether torsions were corrected by the torques on the frames or the energies of labels
 * @param extrapolated share of the samples at which the fitted potential's energy is uncertain by more than k_BT beyond what it is at
 *     its frames, before any were rejected; 0 where the potential was given
 * @param converged whether the walkers agree as well as was asked for; null where the run had a fixed length
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
        Double splitRhat,
        Double effectiveSamples,
        double unvisited,
        boolean corrected,
        double extrapolated,
        Boolean converged) {
    /** Walkers further from agreement than this leave populations uncertain. */
    public static final double LARGEST_RHAT = 1.1;

    /** Whether the walkers are known to disagree on slow motions, or were too few or too short to be compared where they should have been. */
    public boolean disagree() {
        return splitRhat == null ? Boolean.FALSE.equals(converged) : splitRhat > LARGEST_RHAT;
    }

    /** Agreement and effective sample size in words. */
    public String agreement() {
        return splitRhat == null
                ? "convergence not measured: no slow motion"
                : String.format(
                        Locale.ROOT,
                        "split-R-hat %.3f, effective sample size at least %,.0f",
                        splitRhat,
                        effectiveSamples);
    }

    /**
     * Of a potential that was fitted to labels before.
     *
     * @param count of the labels
     * @param uncertain share of the samples at which the fit extrapolates
     */
    public EquilibriumReport withLabels(int count, double uncertain) {
        return with(count, samples, uncertain);
    }

    /** Of a potential that was fitted to frames. */
    EquilibriumReport ofFit(int count, double kernelWidth, double unvisitedShare) {
        return new EquilibriumReport(
                temperature,
                potential,
                count,
                kernelWidth,
                samples,
                broken,
                jumpAcceptance,
                exchangeAcceptance,
                splitRhat,
                effectiveSamples,
                unvisitedShare,
                corrected,
                extrapolated,
                converged);
    }

    EquilibriumReport withExtrapolated(double share) {
        return with(labels, samples, share);
    }

    EquilibriumReport withSamples(int count) {
        return with(labels, count, extrapolated);
    }

    private EquilibriumReport with(int newLabels, int newSamples, double newExtrapolated) {
        return new EquilibriumReport(
                temperature,
                potential,
                newLabels,
                width,
                newSamples,
                broken,
                jumpAcceptance,
                exchangeAcceptance,
                splitRhat,
                effectiveSamples,
                unvisited,
                corrected,
                newExtrapolated,
                converged);
    }
}
