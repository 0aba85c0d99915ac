package io.github.cdkdrift.evaluation;

/**
 * What the metrics depend on besides the conformers. The defaults are the pinned ones; figures under other bins are not
 * comparable with them.
 *
 * @param distanceBins bins of the pooled distance histogram; 400
 * @param distanceLimit upper end of that histogram in Å; 8. What lies beyond is one further bin of the TVD
 * @param pairBins bins of each labelled pair's histogram over the joint range; 40
 * @param torsionBins bins of each torsion's histogram over the circle; 36
 * @param stabilityTolerance how far in Å a distance may lie from the reference mean in a stable conformer; 0.5
 * @param floorRepeats random splits of the reference that the perfect sampler's floor is averaged over; 20
 * @param coverageSample conformers drawn from each side for coverage and matching, 0 for neither; 0. The cost grows with its square
 * @param coverageThreshold heavy-atom RMSD in Å within which a conformer counts as found; 0.5
 * @param seed of the splits and of the coverage samples; 0
 */
public record EvaluationSettings(
        int distanceBins,
        double distanceLimit,
        int pairBins,
        int torsionBins,
        double stabilityTolerance,
        int floorRepeats,
        int coverageSample,
        double coverageThreshold,
        long seed) {
    /** Checks the ranges. */
    public EvaluationSettings {
        requirePositive("distanceBins", distanceBins);
        requirePositive("distanceLimit", distanceLimit);
        requirePositive("pairBins", pairBins);
        requirePositive("torsionBins", torsionBins);
        requirePositive("stabilityTolerance", stabilityTolerance);
        requirePositive("floorRepeats", floorRepeats);
        requirePositive("coverageThreshold", coverageThreshold);
        if (coverageSample < 0) {
            throw new IllegalArgumentException("coverageSample is " + coverageSample + "; it must be at least 0");
        }
    }

    /** The pinned settings, without coverage. */
    public static EvaluationSettings defaults() {
        return new EvaluationSettings(400, 8, 40, 36, 0.5, 20, 0, 0.5, 0);
    }

    /** With coverage and matching on samples of this size, a conformer found within {@code threshold} Å. */
    public EvaluationSettings withCoverage(int sample, double threshold) {
        return new EvaluationSettings(
                distanceBins,
                distanceLimit,
                pairBins,
                torsionBins,
                stabilityTolerance,
                floorRepeats,
                sample,
                threshold,
                seed);
    }

    /** With so many random splits of the reference. */
    public EvaluationSettings withFloorRepeats(int repeats) {
        return new EvaluationSettings(
                distanceBins,
                distanceLimit,
                pairBins,
                torsionBins,
                stabilityTolerance,
                repeats,
                coverageSample,
                coverageThreshold,
                seed);
    }

    /** With another seed. */
    public EvaluationSettings withSeed(long newSeed) {
        return new EvaluationSettings(
                distanceBins,
                distanceLimit,
                pairBins,
                torsionBins,
                stabilityTolerance,
                floorRepeats,
                coverageSample,
                coverageThreshold,
                newSeed);
    }

    private static void requirePositive(String name, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " is " + value + "; it must be finite and above 0");
        }
    }
}
