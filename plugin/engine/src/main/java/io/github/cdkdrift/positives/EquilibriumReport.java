package io.github.cdkdrift.positives;

/**
 * How equilibrium positives were made.
 *
 * @param temperature K
 * @param labels frames that the potential was fitted to
 * @param width of its kernel, 1/Å
 * @param samples how many positives there are
 * @param broken how often a walker left the molecule and began again
 * @param jumpAcceptance share of the torsion jumps that were accepted
 * @param splitRhat largest split-R̂ of the torsions' cosines and sines over the walkers; near 1 where they agree
 * @param effectiveSamples smallest number of independent samples that the positives are worth, over the same observables
 * @param unvisited largest share of a rotor's probability, estimated from the torques on the frames, in basins that no frame
 *     visits: so much of its distribution is extrapolated
 * @param corrected whether torsions were corrected by the torques on the frames
 */
public record EquilibriumReport(
        double temperature,
        int labels,
        double width,
        int samples,
        int broken,
        double jumpAcceptance,
        double splitRhat,
        double effectiveSamples,
        double unvisited,
        boolean corrected) {}
