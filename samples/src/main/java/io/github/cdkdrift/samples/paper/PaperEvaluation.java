package io.github.cdkdrift.samples.paper;

import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.evaluation.Evaluation;
import io.github.cdkdrift.evaluation.EvaluationReport;
import io.github.cdkdrift.evaluation.EvaluationSettings;
import io.github.cdkdrift.evaluation.Metrics;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.SymmetryOperation;
import io.github.cdkdrift.molecule.Torsion;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.rotamer.ConformerSymmetry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** Measures samples against the reference: distances, energies by one judge, the C–C–O–H torsion. */
final class PaperEvaluation {
    static final double[] QUANTILES = {0.01, 0.25, 0.5, 0.75, 0.99};
    private static final double TRANS = 120;
    private static final int[] TURNING = {6, 6, 8, 1};
    private static final int CHUNK = 1024;

    private final ConformerEnsemble training;
    private final ConformerEnsemble reference;
    private final Potential judge;
    private final double lowest;
    private final int[] torsion;

    PaperEvaluation(ForceFrames training, ForceFrames reference, MolecularGraph graph, Potential judge) {
        this.training = training.ensemble(graph);
        this.reference = reference.ensemble(graph);
        this.judge = judge;
        lowest = Arrays.stream(energies(this.reference.conformers())).min().orElseThrow();
        torsion = torsion(graph);
    }

    private static int[] torsion(MolecularGraph graph) {
        int[] elements = graph.atomicNumbers();
        for (int[] rotor : graph.rotors()) {
            int[] found = Arrays.stream(rotor).map(atom -> elements[atom]).toArray();
            int[] reversed = {rotor[3], rotor[2], rotor[1], rotor[0]};
            if (Arrays.equals(found, TURNING)) {
                return rotor;
            }
            if (Arrays.equals(
                    Arrays.stream(reversed).map(atom -> elements[atom]).toArray(), TURNING)) {
                return reversed;
            }
        }
        throw new IllegalArgumentException("there is no C–C–O–H torsion");
    }

    /** Measures the samples of a row. */
    PaperRun measure(PaperRow row, long seed, PaperMethods.Samples samples, String conditions, String command) {
        Metrics metrics = Evaluation.evaluate(
                        ensemble(samples.conformers()),
                        reference,
                        null,
                        EvaluationSettings.defaults().withFloorRepeats(1))
                .generated();
        return new PaperRun(
                row.title(),
                seed,
                metrics,
                energyQuantiles(samples.conformers()),
                transShare(samples.conformers()),
                samples.trainingSeconds(),
                samples.processorSeconds(),
                samples.secondsPerThousandSamples(),
                samples.conformers().size(),
                conditions,
                command);
    }

    /** What the training frames, perfect samplers of these sizes and the reference made symmetric score. */
    List<PaperRun> floors(List<Integer> sizes) {
        List<PaperRun> floors = new ArrayList<>();
        EvaluationSettings once = EvaluationSettings.defaults().withFloorRepeats(1);
        List<Conformer> symmetric = symmetric();
        EvaluationReport report = Evaluation.evaluate(ensemble(symmetric), reference, training, once);
        floors.add(floor("floor: the training frames", report.training(), training.conformers()));
        for (int size : sizes) {
            List<Conformer> some = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                some.add(reference.conformers().get(i % reference.size()));
            }
            Metrics perfect = Evaluation.evaluate(ensemble(some), reference, null, EvaluationSettings.defaults())
                    .floor();
            String title = String.format(Locale.ROOT, "floor: a perfect sampler, %,d samples", size);
            floors.add(floor(title, perfect, reference.conformers()));
        }
        // Copies have the energies and, but for the sign, the torsions of what they are copies of.
        floors.add(floor("floor: the reference, made symmetric", report.generated(), reference.conformers()));
        return floors;
    }

    private PaperRun floor(String title, Metrics metrics, List<Conformer> conformers) {
        return new PaperRun(
                title,
                null,
                metrics,
                energyQuantiles(conformers),
                transShare(conformers),
                null,
                null,
                null,
                conformers.size(),
                null,
                null);
    }

    /** Each conformer of the reference under every operation: energies allow no difference between them. */
    private List<Conformer> symmetric() {
        List<SymmetryOperation> operations = ConformerSymmetry.ofPotential(
                reference.graph(), reference.conformers().get(0).positions());
        return reference.conformers().stream()
                .flatMap(conformer ->
                        operations.stream().map(operation -> Conformer.of(operation.apply(conformer.positions()))))
                .toList();
    }

    private ConformerEnsemble ensemble(List<Conformer> conformers) {
        return new ConformerEnsemble(reference.graph(), conformers);
    }

    private double transShare(List<Conformer> conformers) {
        return conformers.stream()
                        .filter(conformer -> Math.abs(Torsion.degrees(conformer.positions(), torsion)) > TRANS)
                        .count()
                / (double) conformers.size();
    }

    private List<Double> energyQuantiles(List<Conformer> conformers) {
        double[] sorted = energies(conformers);
        Arrays.sort(sorted);
        return DoubleStream.of(QUANTILES)
                .map(q -> quantile(sorted, q) - lowest)
                .boxed()
                .toList();
    }

    private static double quantile(double[] sorted, double q) {
        double place = q * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /** Energies by the judge, kcal/mol. */
    double[] energies(List<Conformer> conformers) {
        int stride = 3 * judge.atoms();
        double[] positions = new double[CHUNK * stride];
        double[] forces = new double[CHUNK * stride];
        double[] chunk = new double[CHUNK];
        double[] energies = new double[conformers.size()];
        for (int from = 0; from < energies.length; from += CHUNK) {
            int size = Math.min(CHUNK, energies.length - from);
            for (int i = 0; i < size; i++) {
                System.arraycopy(conformers.get(from + i).positions(), 0, positions, i * stride, stride);
            }
            judge.evaluate(positions, size, chunk, forces);
            System.arraycopy(chunk, 0, energies, from, size);
        }
        return energies;
    }
}
