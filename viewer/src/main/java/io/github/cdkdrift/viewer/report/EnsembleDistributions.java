package io.github.cdkdrift.viewer.report;

import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.Torsion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The distances and torsions of an ensemble that is compared with nothing. */
final class EnsembleDistributions {
    private static final int DISTANCE_BINS = 400;
    private static final double DISTANCE_LIMIT = 8;
    private static final int TORSION_BINS = 36;

    private EnsembleDistributions() {}

    static List<Distribution> of(ConformerEnsemble ensemble) {
        double[] weights = weights(ensemble);
        List<Distribution> distributions = new ArrayList<>(distances(ensemble, weights));
        for (int[] rotor : ensemble.graph().rotors()) {
            double[] counts = new double[TORSION_BINS];
            for (int i = 0; i < weights.length; i++) {
                counts[bin(Torsion.degrees(ensemble.conformers().get(i).positions(), rotor))] += weights[i];
            }
            distributions.add(distribution(
                    name(ensemble.graph(), rotor),
                    Distribution.DEGREE,
                    -180,
                    360.0 / TORSION_BINS,
                    counts,
                    ensemble.size()));
        }
        return distributions;
    }

    /** What each conformer counts, 1 on average: those that stand for more count for more. */
    static double[] weights(ConformerEnsemble ensemble) {
        double[] shares = ensemble.populations();
        double sum = Arrays.stream(shares).sum();
        return Arrays.stream(shares).map(share -> share / sum * shares.length).toArray();
    }

    /** How many conformers that count alike tell as much. */
    static int effectiveSize(ConformerEnsemble ensemble) {
        double[] weights = weights(ensemble);
        double squares = Arrays.stream(weights).map(weight -> weight * weight).sum();
        return (int) Math.max(1, Math.round(weights.length * weights.length / squares));
    }

    static String name(MolecularGraph graph, int[] rotor) {
        return Arrays.stream(rotor)
                .mapToObj(atom -> graph.symbol(atom) + (atom + 1))
                .collect(Collectors.joining("-"));
    }

    private static int bin(double degrees) {
        return (int) Math.min(TORSION_BINS - 1.0, (degrees + 180) / 360 * TORSION_BINS);
    }

    private static List<Distribution> distances(ConformerEnsemble ensemble, double[] weights) {
        MolecularGraph graph = ensemble.graph();
        double[] all = new double[DISTANCE_BINS];
        Map<String, double[]> byType = new TreeMap<>();
        Map<String, Long> pairs = new TreeMap<>();
        for (int i = 0; i < graph.atoms(); i++) {
            for (int j = i + 1; j < graph.atoms(); j++) {
                String type = type(graph.symbol(i), graph.symbol(j));
                pairs.merge(type, 1L, Long::sum);
                count(ensemble, weights, i, j, all, byType.computeIfAbsent(type, key -> new double[DISTANCE_BINS]));
            }
        }
        double width = DISTANCE_LIMIT / DISTANCE_BINS;
        List<Distribution> result = new ArrayList<>();
        long total = pairs.values().stream().mapToLong(Long::longValue).sum();
        if (total > 0) {
            result.add(distribution("all", Distribution.ANGSTROM, 0, width, all, total * ensemble.size()));
        }
        byType.forEach((type, counts) -> result.add(
                distribution(type, Distribution.ANGSTROM, 0, width, counts, pairs.get(type) * ensemble.size())));
        return result;
    }

    private static String type(String a, String b) {
        return a.compareTo(b) <= 0 ? a + "-" + b : b + "-" + a;
    }

    private static void count(ConformerEnsemble ensemble, double[] weights, int i, int j, double[] all, double[] type) {
        for (int c = 0; c < weights.length; c++) {
            double[] x = ensemble.conformers().get(c).positions();
            double distance = Math.sqrt(square(x[3 * i] - x[3 * j])
                    + square(x[3 * i + 1] - x[3 * j + 1])
                    + square(x[3 * i + 2] - x[3 * j + 2]));
            int bin = (int) (distance / DISTANCE_LIMIT * DISTANCE_BINS);
            if (bin < DISTANCE_BINS) {
                all[bin] += weights[c];
                type[bin] += weights[c];
            }
        }
    }

    private static double square(double value) {
        return value * value;
    }

    private static Distribution distribution(
            String name, String unit, double low, double width, double[] counts, long total) {
        List<Double> density = Arrays.stream(counts)
                .map(count -> count / (total * width))
                .boxed()
                .toList();
        return new Distribution(name, unit, low, width, density, List.of(), List.of());
    }
}
