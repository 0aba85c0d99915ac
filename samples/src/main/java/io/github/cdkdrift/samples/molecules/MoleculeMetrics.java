package io.github.cdkdrift.samples.molecules;

import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.evaluation.Evaluation;
import io.github.cdkdrift.evaluation.EvaluationSettings;
import io.github.cdkdrift.evaluation.Metric;
import io.github.cdkdrift.evaluation.Metrics;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.Torsion;
import io.github.cdkdrift.potential.Potential;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Compares conformers with reference conformers of the same molecule. */
final class MoleculeMetrics {
    private static final int BINS = 36;
    private static final int SECTORS = 3;
    private static final double FULL_CIRCLE = 360;
    private static final int COVERAGE_SAMPLE = 300;
    private static final double[] THRESHOLDS = {0.5, 1.0};

    private final MolecularGraph graph;
    private final Potential potential;
    private final List<Conformer> reference;
    private final List<int[]> turning;

    MoleculeMetrics(MolecularGraph graph, Potential potential, List<Conformer> reference) {
        this.graph = graph;
        this.potential = potential;
        this.reference = reference;
        turning = turning(graph);
    }

    /** The rotors that do not end in a methyl group. */
    private static List<int[]> turning(MolecularGraph graph) {
        return graph.rotors().stream()
                .filter(rotor -> !endsInMethyl(graph, rotor[1]) && !endsInMethyl(graph, rotor[2]))
                .toList();
    }

    private static boolean endsInMethyl(MolecularGraph graph, int atom) {
        int[] neighbours = graph.neighbours()[atom];
        return neighbours.length == 4
                && Arrays.stream(neighbours)
                                .filter(neighbour -> graph.atomicNumbers()[neighbour] == 1)
                                .count()
                        == 3;
    }

    MoleculeFigures measure(String row, List<Conformer> conformers) {
        return compare(row, conformers, reference);
    }

    /** The second half of the reference's walkers beside the first. */
    MoleculeFigures floor(String row) {
        int half = reference.size() / 2;
        return compare(row, reference.subList(half, reference.size()), reference.subList(0, half));
    }

    private MoleculeFigures compare(String row, List<Conformer> conformers, List<Conformer> against) {
        double[] jsd = torsionDivergences(graph.rotors(), geometries(conformers), geometries(against));
        double[] coverage = new double[THRESHOLDS.length];
        Metrics metrics = null;
        for (int i = 0; i < THRESHOLDS.length; i++) {
            metrics = Evaluation.evaluate(
                            new ConformerEnsemble(graph, conformers),
                            new ConformerEnsemble(graph, against),
                            null,
                            EvaluationSettings.defaults()
                                    .withFloorRepeats(1)
                                    .withCoverage(COVERAGE_SAMPLE, THRESHOLDS[i]))
                    .generated();
            coverage[i] = metrics.get(Metric.COVERAGE_RECALL).orElse(Double.NaN);
        }
        return new MoleculeFigures(
                row,
                conformers.size(),
                Arrays.stream(jsd).max().orElse(0),
                Arrays.stream(jsd).average().orElse(0),
                totalVariation(rotamers(conformers), rotamers(against)),
                meanEnergy(conformers) - meanEnergy(against),
                metrics.get(Metric.TVD).orElse(Double.NaN),
                coverage,
                metrics.get(Metric.MATCHING_RECALL).orElse(Double.NaN));
    }

    private static List<double[]> geometries(List<Conformer> conformers) {
        return conformers.stream().map(Conformer::positions).toList();
    }

    /** Jensen–Shannon divergence of each rotor's torsion, nats, in the order of the rotors. */
    static double[] torsionDivergences(List<int[]> rotors, List<double[]> geometries, List<double[]> against) {
        return rotors.stream()
                .mapToDouble(rotor -> jensenShannon(histogram(geometries, rotor), histogram(against, rotor)))
                .toArray();
    }

    private static double[] histogram(List<double[]> geometries, int[] rotor) {
        double[] shares = new double[BINS];
        for (double[] geometry : geometries) {
            double torsion = Torsion.degrees(geometry, rotor);
            shares[Math.floorMod((int) Math.floor(torsion / FULL_CIRCLE * BINS), BINS)] += 1.0 / geometries.size();
        }
        return shares;
    }

    private static double jensenShannon(double[] p, double[] q) {
        return IntStream.range(0, p.length)
                .mapToDouble(i -> entropyTerm(p[i], q[i]) + entropyTerm(q[i], p[i]))
                .sum();
    }

    private static double entropyTerm(double share, double other) {
        return share == 0 ? 0 : 0.5 * share * Math.log(2 * share / (share + other));
    }

    /** Shares of the combinations of sectors, edges at 0° and ±120°. */
    private Map<List<Integer>, Double> rotamers(List<Conformer> conformers) {
        Map<List<Integer>, Double> shares = new HashMap<>();
        for (Conformer conformer : conformers) {
            List<Integer> sectors = turning.stream()
                    .map(rotor -> Math.floorMod(
                            (int) Math.floor(Torsion.degrees(conformer.positions(), rotor) / FULL_CIRCLE * SECTORS),
                            SECTORS))
                    .toList();
            shares.merge(sectors, 1.0 / conformers.size(), Double::sum);
        }
        return shares;
    }

    private static double totalVariation(Map<List<Integer>, Double> a, Map<List<Integer>, Double> b) {
        Map<List<Integer>, Double> difference = new HashMap<>(a);
        b.forEach((key, share) -> difference.merge(key, -share, Double::sum));
        return difference.values().stream().mapToDouble(Math::abs).sum() / 2;
    }

    private double meanEnergy(List<Conformer> conformers) {
        double[] positions = conformers.stream()
                .flatMapToDouble(conformer -> Arrays.stream(conformer.positions()))
                .toArray();
        double[] energies = new double[conformers.size()];
        potential.evaluate(positions, energies.length, energies, new double[positions.length]);
        return Arrays.stream(energies).average().orElseThrow();
    }
}
