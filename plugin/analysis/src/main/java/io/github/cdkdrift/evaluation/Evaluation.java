package io.github.cdkdrift.evaluation;

import io.github.cdkdrift.ensemble.ConformerEnsemble;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleConsumer;
import java.util.function.Function;

/**
 * Compares conformers with a reference ensemble of the same molecule, and prints two floors beside every figure: what the
 * training frames score, and what a perfect sampler of the same size would score.
 *
 * <p>All distances between all atoms count, labelled as they are: no alignment, no symmetry, except in coverage. Bonds
 * and rotors are those of the reference's graph. Costs a few passes over the distances, O(conformers · atoms²), in memory that does not grow with the conformers.
 */
public final class Evaluation {
    private Evaluation() {}

    /**
     * Evaluates.
     *
     * @param generated at least one conformer
     * @param reference at least two conformers, independent of each other and of the training frames
     * @param training the training frames, or null
     * @param settings bins, floor and coverage
     * @throws IllegalArgumentException if the atoms of the ensembles differ, if there are too few of either, or if a
     *     coordinate is not finite
     */
    public static EvaluationReport evaluate(
            ConformerEnsemble generated,
            ConformerEnsemble reference,
            ConformerEnsemble training,
            EvaluationSettings settings) {
        return evaluate(generated, reference, training, settings, part -> {});
    }

    /**
     * The same, watched.
     *
     * @param progress told which part of the work is done, 0 to 1
     */
    public static EvaluationReport evaluate(
            ConformerEnsemble generated,
            ConformerEnsemble reference,
            ConformerEnsemble training,
            EvaluationSettings settings,
            DoubleConsumer progress) {
        require("reference", reference, 2, reference);
        require("generated", generated, 1, reference);
        if (training != null) {
            require("training", training, 1, reference);
        }
        PairTable pairs = new PairTable(reference.graph());
        double comparisons = (training == null ? 1 : 2) + settings.floorRepeats();
        AtomicInteger done = new AtomicInteger();
        Coverage coverage = new Coverage(reference.graph(), settings, generated.size(), reference.size());
        SampleComparison ours = new SampleComparison(generated, reference, pairs, settings);
        SampleComparison theirs = training == null ? null : new SampleComparison(training, reference, pairs, settings);
        Function<SampleComparison, Metrics> metrics = comparison -> {
            Metrics measured = comparison.metrics(coverage);
            progress.accept(done.incrementAndGet() / comparisons);
            return measured;
        };
        Metrics floor = new SamplerFloor(settings)
                .of(reference, generated.size(), (a, b) -> metrics.apply(new SampleComparison(a, b, pairs, settings)));
        return new EvaluationReport(
                generated.size(),
                reference.size(),
                training == null ? 0 : training.size(),
                settings,
                metrics.apply(ours),
                theirs == null ? null : metrics.apply(theirs),
                floor,
                ours.referenceStability(),
                histograms(pairs, settings, ours, theirs),
                List.of(),
                Map.of());
    }

    private static List<Histogram> histograms(
            PairTable pairs, EvaluationSettings settings, SampleComparison ours, SampleComparison theirs) {
        double distanceWidth = settings.distanceLimit() / settings.distanceBins();
        double torsionWidth = 360.0 / settings.torsionBins();
        List<Histogram> result = new ArrayList<>();
        result.add(histogram("all", "Å", 0, distanceWidth, settings.distanceBins(), ours, theirs, c -> c.pooled));
        for (int i = 0; i < pairs.typeNames.size(); i++) {
            int type = i;
            String name = pairs.typeNames.get(type);
            result.add(
                    histogram(name, "Å", 0, distanceWidth, settings.distanceBins(), ours, theirs, c -> c.byType[type]));
        }
        List<String> rotorNames = pairs.rotorNames();
        for (int i = 0; i < rotorNames.size(); i++) {
            int rotor = i;
            String name = rotorNames.get(rotor);
            result.add(histogram(
                    name, "°", -180, torsionWidth, settings.torsionBins(), ours, theirs, c -> c.byRotor[rotor]));
        }
        return result;
    }

    private static Histogram histogram(
            String name,
            String unit,
            double low,
            double width,
            int bins,
            SampleComparison ours,
            SampleComparison theirs,
            Function<Counts, long[]> counts) {
        return new Histogram(
                name,
                unit,
                low,
                width,
                Histogram.density(counts.apply(ours.sample), bins, width),
                Histogram.density(counts.apply(ours.reference), bins, width),
                theirs == null ? List.of() : Histogram.density(counts.apply(theirs.sample), bins, width));
    }

    private static void require(String name, ConformerEnsemble ensemble, int least, ConformerEnsemble reference) {
        int[] atoms = ensemble.graph().atomicNumbers();
        int[] expected = reference.graph().atomicNumbers();
        if (atoms.length < 2) {
            throw new IllegalArgumentException(
                    "the " + name + " ensemble has " + atoms.length + " atom; distances need at least 2");
        }
        if (!Arrays.equals(atoms, expected)) {
            throw new IllegalArgumentException("the " + name + " ensemble has the atoms " + Arrays.toString(atoms)
                    + ", the reference " + Arrays.toString(expected) + " (atomic numbers in order); they must agree");
        }
        if (ensemble.size() < least) {
            throw new IllegalArgumentException("the " + name + " ensemble has " + ensemble.size()
                    + " conformers; at least " + least + " are needed");
        }
        for (int i = 0; i < ensemble.size(); i++) {
            if (!ensemble.conformers().get(i).isFinite()) {
                throw new IllegalArgumentException(
                        "conformer " + i + " of the " + name + " ensemble holds a coordinate that is not finite");
            }
        }
    }
}
