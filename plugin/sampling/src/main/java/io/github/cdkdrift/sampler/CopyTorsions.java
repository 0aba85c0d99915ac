package io.github.cdkdrift.sampler;

import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.SlowCoordinate;
import io.github.cdkdrift.molecule.SymmetryOperation;
import io.github.cdkdrift.molecule.Torsion;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The slow torsions of all symmetry-equivalent copies of a geometry. Copy o of a geometry is what operation o makes of it. */
final class CopyTorsions {
    private final int[][] permutations;
    private final boolean[] reflects;
    private final int[] inverses;
    private final int[][] products;
    /** [torsions read][4] */
    private final int[][] read;
    /** [copies][torsions]: which of those read a copy's torsion is, with its sign. */
    private final int[][] sources;

    private final double[][] signs;

    /** @param operations a group, the identity first */
    CopyTorsions(MolecularGraph graph, List<SymmetryOperation> operations) {
        int size = operations.size();
        Map<SymmetryOperation, Integer> numbers = new HashMap<>();
        operations.forEach(operation -> numbers.put(operation, numbers.size()));
        permutations = operations.stream().map(SymmetryOperation::permutation).toArray(int[][]::new);
        reflects = new boolean[size];
        inverses = new int[size];
        products = new int[size][size];
        for (int a = 0; a < size; a++) {
            reflects[a] = operations.get(a).reflects();
            for (int b = 0; b < size; b++) {
                products[a][b] = numbers.get(operations.get(a).then(operations.get(b)));
                if (products[a][b] == 0) {
                    inverses[a] = b;
                }
            }
        }
        int[][] slow =
                graph.slowCoordinates().stream().map(SlowCoordinate::atoms).toArray(int[][]::new);
        Map<List<Integer>, Integer> known = new HashMap<>();
        sources = new int[size][slow.length];
        signs = new double[size][slow.length];
        for (int o = 0; o < size; o++) {
            int[] back = permutations[inverses[o]];
            for (int j = 0; j < slow.length; j++) {
                List<Integer> atoms =
                        Arrays.stream(slow[j]).map(atom -> back[atom]).boxed().toList();
                sources[o][j] = known.computeIfAbsent(atoms, key -> known.size());
                signs[o][j] = reflects[o] ? -1 : 1;
            }
        }
        read = new int[known.size()][];
        known.forEach((atoms, place) ->
                read[place] = atoms.stream().mapToInt(Integer::intValue).toArray());
    }

    int copies() {
        return sources.length;
    }

    /** How many torsions a copy has. */
    int count() {
        return sources[0].length;
    }

    /** How many numbers {@link #read} writes. */
    int waves() {
        return 2 * read.length;
    }

    /** The number of operation a and then b. */
    int then(int a, int b) {
        return products[a][b];
    }

    /** All operations that some lead to, one after the other: a group. */
    int[] generated(int[] some) {
        BitSet found = new BitSet();
        found.set(0);
        int before;
        do {
            before = found.cardinality();
            for (int a : found.stream().toArray()) {
                for (int b : some) {
                    found.set(products[a][b]);
                }
            }
        } while (found.cardinality() > before);
        return found.stream().toArray();
    }

    int inverse(int operation) {
        return inverses[operation];
    }

    /** Writes cosines and sines of all torsions that copies have. */
    void read(double[] positions, int at, double[] waves) {
        for (int i = 0; i < read.length; i++) {
            double angle = Torsion.radians(positions, at, read[i]);
            waves[2 * i] = Math.cos(angle);
            waves[2 * i + 1] = Math.sin(angle);
        }
    }

    /** Those of one copy. */
    void copy(double[] waves, int operation, double[] cosines, double[] sines) {
        for (int j = 0; j < cosines.length; j++) {
            cosines[j] = waves[2 * sources[operation][j]];
            sines[j] = signs[operation][j] * waves[2 * sources[operation][j] + 1];
        }
    }

    /** Mean of 1 − cos of the differences between a copy's torsions and others. */
    double distance(double[] waves, int operation, double[] cosines, double[] sines) {
        int[] source = sources[operation];
        double[] sign = signs[operation];
        double sum = 0;
        for (int j = 0; j < source.length; j++) {
            sum += 1 - waves[2 * source[j]] * cosines[j] - sign[j] * waves[2 * source[j] + 1] * sines[j];
        }
        return sum / source.length;
    }

    /** Makes a copy of a geometry. */
    void apply(int operation, double[] from, int at, double[] to, int toAt) {
        int[] permutation = permutations[operation];
        double sign = reflects[operation] ? -1 : 1;
        for (int atom = 0; atom < permutation.length; atom++) {
            for (int axis = 0; axis < 3; axis++) {
                to[toAt + 3 * permutation[atom] + axis] = sign * from[at + 3 * atom + axis];
            }
        }
    }
}
