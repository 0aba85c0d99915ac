package io.github.cdkdrift.evaluation;

import io.github.cdkdrift.molecule.MolecularGraph;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The atom pairs of a molecule, numbered (0,1), (0,2) … (N−2,N−1); its element pairs, bonds and rotors. */
final class PairTable {
    /** [pairs] the lower atom of each pair. */
    final int[] first;
    /** [pairs] the higher atom of each pair. */
    final int[] second;
    /** [pairs] which of {@link #typeNames} each pair is. */
    final int[] type;
    /** Pairs of elements in alphabetical order, {@code C-C}, {@code C-H} … */
    final List<String> typeNames;
    /** The numbers of the bonded pairs. */
    final int[] bonded;
    /** Atoms {a, b, c, d} of each torsion. */
    final List<int[]> rotors;

    private final MolecularGraph graph;

    PairTable(MolecularGraph graph) {
        this.graph = graph;
        int atoms = graph.atoms();
        int pairs = atoms * (atoms - 1) / 2;
        first = new int[pairs];
        second = new int[pairs];
        String[] names = new String[pairs];
        int[][] number = new int[atoms][atoms];
        int pair = 0;
        for (int i = 0; i < atoms; i++) {
            for (int j = i + 1; j < atoms; j++) {
                first[pair] = i;
                second[pair] = j;
                names[pair] = elements(i, j);
                number[i][j] = pair++;
            }
        }
        typeNames = List.copyOf(new TreeSet<>(List.of(names)));
        type = Arrays.stream(names).mapToInt(typeNames::indexOf).toArray();
        bonded = graph.bonds().stream().mapToInt(b -> number[b[0]][b[1]]).toArray();
        rotors = List.copyOf(graph.rotors());
    }

    int size() {
        return first.length;
    }

    /** Writes the distances in Å of one geometry, [atoms · 3] Å, into {@code out}, [pairs]. */
    void distances(double[] positions, double[] out) {
        for (int pair = 0; pair < out.length; pair++) {
            int i = 3 * first[pair];
            int j = 3 * second[pair];
            double x = positions[i] - positions[j];
            double y = positions[i + 1] - positions[j + 1];
            double z = positions[i + 2] - positions[j + 2];
            out[pair] = Math.sqrt(x * x + y * y + z * z);
        }
    }

    List<String> pairNames() {
        return IntStream.range(0, size())
                .mapToObj(pair -> label(first[pair]) + "-" + label(second[pair]))
                .toList();
    }

    List<String> rotorNames() {
        return rotors.stream()
                .map(atoms -> Arrays.stream(atoms).mapToObj(this::label).collect(Collectors.joining("-")))
                .toList();
    }

    private String label(int atom) {
        return graph.symbol(atom) + (atom + 1);
    }

    private String elements(int i, int j) {
        String a = graph.symbol(i);
        String b = graph.symbol(j);
        return a.compareTo(b) <= 0 ? a + "-" + b : b + "-" + a;
    }
}
