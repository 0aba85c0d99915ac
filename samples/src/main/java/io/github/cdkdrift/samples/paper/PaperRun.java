package io.github.cdkdrift.samples.paper;

import io.github.cdkdrift.evaluation.Metrics;
import java.util.List;

/**
 * One row measured with one seed; also what the JSON file holds of it.
 *
 * @param row its title
 * @param seed null for floors
 * @param metrics against the reference
 * @param energyQuantiles 1, 25, 50, 75 and 99 % of the energy above the reference's lowest, kcal/mol; null where not measured
 * @param transShare share of conformers whose C–C–O–H torsion is beyond ±120°; null where not measured
 * @param trainingSeconds from labels to model; null where there is none
 * @param processorSeconds of all threads meanwhile; null where not measured
 * @param secondsPerThousandSamples null where not measured
 * @param samples how many were drawn
 * @param conditions in words
 * @param command that measured it
 */
record PaperRun(
        String row,
        Long seed,
        Metrics metrics,
        List<Double> energyQuantiles,
        Double transShare,
        Double trainingSeconds,
        Double processorSeconds,
        Double secondsPerThousandSamples,
        Integer samples,
        String conditions,
        String command) {
    /** The same with conditions, command and number of samples where it has none of its own. */
    PaperRun completed(String standardConditions, String standardCommand, int standardSamples) {
        return new PaperRun(
                row,
                seed,
                metrics,
                energyQuantiles,
                transShare,
                trainingSeconds,
                processorSeconds,
                secondsPerThousandSamples,
                samples == null ? Integer.valueOf(standardSamples) : samples,
                conditions == null ? standardConditions : conditions,
                command == null ? standardCommand : command);
    }
}
