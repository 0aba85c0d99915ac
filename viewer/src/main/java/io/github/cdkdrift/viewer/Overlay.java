package io.github.cdkdrift.viewer;

import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.molecule.Alignment;
import io.github.cdkdrift.molecule.MolecularGraph;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Conformers laid over the first of them.
 *
 * @param graph their molecule
 * @param geometries in the order of the ensemble, each [atoms · 3] Å
 */
record Overlay(MolecularGraph graph, List<double[]> geometries) {
    /** Below this sine between two bonds' directions, three atoms lie on a line and do not fix a rotation. */
    private static final double LEAST_SINE = 0.1;

    /** At most {@code count} conformers of an ensemble. */
    static Overlay of(ConformerEnsemble ensemble, int count) {
        int[] chosen = evenly(ensemble.size(), count);
        double[] reference = geometry(ensemble, chosen[0]);
        double[] weights = weights(ensemble.graph(), reference);
        List<double[]> geometries = Arrays.stream(chosen)
                .mapToObj(index -> superposed(geometry(ensemble, index), reference, weights))
                .toList();
        return new Overlay(ensemble.graph(), geometries);
    }

    /** At most {@code count} of {@code size} places, evenly over all and beginning with the first. */
    static int[] evenly(int size, int count) {
        if (size == 0) {
            throw new IllegalArgumentException("an empty ensemble; expected at least one conformer");
        }
        int chosen = Math.min(size, count);
        return IntStream.range(0, chosen)
                .map(i -> (int) ((long) i * size / chosen))
                .toArray();
    }

    /** Whether the heavy atoms alone fix a superposition: at least three that are not on a line. */
    static boolean heavyAtomsSuffice(MolecularGraph graph, double[] positions) {
        int[] numbers = graph.atomicNumbers();
        int[] heavy = IntStream.range(0, numbers.length)
                .filter(atom -> numbers[atom] > 1)
                .toArray();
        for (int i = 2; i < heavy.length; i++) {
            if (sine(positions, heavy[0], heavy[1], heavy[i]) > LEAST_SINE) {
                return true;
            }
        }
        return false;
    }

    private static double[] weights(MolecularGraph graph, double[] reference) {
        int[] numbers = graph.atomicNumbers();
        boolean heavyOnly = heavyAtomsSuffice(graph, reference);
        return Arrays.stream(numbers)
                .mapToDouble(number -> heavyOnly && number == 1 ? 0 : 1)
                .toArray();
    }

    private static double[] superposed(double[] moving, double[] reference, double[] weights) {
        double[] moved = new double[moving.length];
        Alignment.superpose(moving, reference, weights, moved);
        return moved;
    }

    private static double[] geometry(ConformerEnsemble ensemble, int index) {
        if (!ensemble.conformers().get(index).isFinite()) {
            throw new IllegalArgumentException("conformer " + index + " has a coordinate that is not finite");
        }
        return ensemble.conformers().get(index).positions();
    }

    private static double sine(double[] x, int origin, int a, int b) {
        double[] u = direction(x, origin, a);
        double[] v = direction(x, origin, b);
        return Math.hypot(Math.hypot(u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2]), u[0] * v[1] - u[1] * v[0]);
    }

    private static double[] direction(double[] x, int from, int to) {
        double[] d = {x[3 * to] - x[3 * from], x[3 * to + 1] - x[3 * from + 1], x[3 * to + 2] - x[3 * from + 2]};
        double length = Math.hypot(Math.hypot(d[0], d[1]), d[2]);
        return new double[] {d[0] / length, d[1] / length, d[2] / length};
    }
}
