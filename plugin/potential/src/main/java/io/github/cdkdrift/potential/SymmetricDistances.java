package io.github.cdkdrift.potential;

import io.github.cdkdrift.molecule.MolecularGraph;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A descriptor of a geometry that no permutation of the molecule's atoms changes: inverse distances summed over the pairs of atoms of the same {@link AtomClasses} that are as
 * many bonds apart, each sum divided by the square root of the number of its pairs.
 */
final class SymmetricDistances {
    private final int atoms;
    private final InverseDistances distances;
    /** [pairs]: the sum that each belongs to. */
    private final int[] sumOf;
    /** [pairs]: 1/√(pairs of the sum). */
    private final double[] shares;

    private final int sums;

    SymmetricDistances(MolecularGraph graph) {
        atoms = graph.atoms();
        distances = new InverseDistances(atoms);
        sumOf = sums(graph, distances);
        sums = Arrays.stream(sumOf).max().orElse(-1) + 1;
        int[] counts = new int[sums];
        Arrays.stream(sumOf).forEach(sum -> counts[sum]++);
        shares = Arrays.stream(sumOf)
                .mapToDouble(sum -> 1 / Math.sqrt(counts[sum]))
                .toArray();
    }

    private static int[] sums(MolecularGraph graph, InverseDistances distances) {
        int[] classes = AtomClasses.of(graph, graph.atoms());
        int[][] bonds = IntStream.range(0, graph.atoms())
                .mapToObj(atom -> bondsFrom(graph.neighbours(), atom))
                .toArray(int[][]::new);
        Map<List<Integer>, Integer> numbers = new HashMap<>();
        int[] sums = new int[distances.pairs()];
        for (int pair = 0; pair < sums.length; pair++) {
            int first = distances.first(pair);
            int second = distances.second(pair);
            List<Integer> key = List.of(
                    Math.min(classes[first], classes[second]),
                    Math.max(classes[first], classes[second]),
                    bonds[first][second]);
            sums[pair] = numbers.computeIfAbsent(key, name -> numbers.size());
        }
        return sums;
    }

    /** The fewest bonds to each atom; −1 where there is no way. */
    private static int[] bondsFrom(int[][] neighbours, int from) {
        int[] bonds = new int[neighbours.length];
        Arrays.fill(bonds, -1);
        bonds[from] = 0;
        Deque<Integer> next = new ArrayDeque<>(List.of(from));
        while (!next.isEmpty()) {
            int atom = next.remove();
            for (int neighbour : neighbours[atom]) {
                if (bonds[neighbour] < 0) {
                    bonds[neighbour] = bonds[atom] + 1;
                    next.add(neighbour);
                }
            }
        }
        return bonds;
    }

    int atoms() {
        return atoms;
    }

    /** The number of sums. */
    int size() {
        return sums;
    }

    /** One geometry, and then another. */
    final class Geometry {
        private final double[] pairs = new double[distances.pairs()];
        private final double[] gradients = new double[3 * distances.pairs()];
        private final double[] values = new double[sums];

        /** @param positions [atoms · 3] Å from {@code at} on, not modified */
        void read(double[] positions, int at) {
            distances.describe(positions, at, pairs);
            distances.gradients(positions, at, pairs, gradients);
            Arrays.fill(values, 0);
            for (int pair = 0; pair < pairs.length; pair++) {
                values[sumOf[pair]] += shares[pair] * pairs[pair];
            }
        }

        /** The descriptor, [sums] 1/Å; of the geometry that was read last, not to be modified. */
        double[] values() {
            return values;
        }

        /** How the sums change with a coordinate of an atom, [sums] Å⁻². */
        double[] slopes(int coordinate) {
            double[] slopes = new double[sums];
            int atom = coordinate / 3;
            for (int pair = 0; pair < sumOf.length; pair++) {
                if (distances.first(pair) == atom || distances.second(pair) == atom) {
                    double slope = shares[pair] * gradients[3 * pair + coordinate % 3];
                    slopes[sumOf[pair]] += distances.first(pair) == atom ? slope : -slope;
                }
            }
            return slopes;
        }

        /**
         * Carries a vector over the sums to the atoms.
         *
         * @param vector [sums]
         * @param atoms [atoms · 3] from {@code at} on, added to
         */
        void toAtoms(double[] vector, double[] atoms, int at) {
            for (int pair = 0; pair < sumOf.length; pair++) {
                double value = shares[pair] * vector[sumOf[pair]];
                int first = at + 3 * distances.first(pair);
                int second = at + 3 * distances.second(pair);
                for (int axis = 0; axis < 3; axis++) {
                    double share = value * gradients[3 * pair + axis];
                    atoms[first + axis] += share;
                    atoms[second + axis] -= share;
                }
            }
        }
    }
}
