package io.github.cdkdrift.potential;

import io.github.cdkdrift.molecule.MolecularGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Classes of atoms with equal surroundings: element and number of neighbours at first, then refined by the classes of the neighbours, round after round (Weisfeiler
 * and Leman). Atoms that a symmetry of the molecule exchanges are always in one class.
 */
final class AtomClasses {
    private AtomClasses() {}

    /**
     * The class of each atom.
     *
     * @param rounds how far surroundings count, in bonds
     * @return [atoms], from 0; the same molecule has the same numbers
     */
    static int[] of(MolecularGraph graph, int rounds) {
        int[][] neighbours = graph.neighbours();
        int[] elements = graph.atomicNumbers();
        List<String> first = new ArrayList<>();
        for (int atom = 0; atom < elements.length; atom++) {
            first.add(String.format("%03d %02d", elements[atom], neighbours[atom].length));
        }
        int[] classes = numbered(first);
        for (int round = 0; round < rounds; round++) {
            int[] before = classes;
            List<String> names = new ArrayList<>();
            for (int atom = 0; atom < before.length; atom++) {
                names.add(String.format("%04d", before[atom])
                        + Arrays.stream(neighbours[atom])
                                .map(neighbour -> before[neighbour])
                                .sorted()
                                .mapToObj(number -> String.format(" %04d", number))
                                .collect(Collectors.joining()));
            }
            classes = numbered(names);
        }
        return classes;
    }

    private static int[] numbered(List<String> names) {
        Map<String, Integer> numbers = new TreeMap<>();
        names.forEach(name -> numbers.put(name, 0));
        int next = 0;
        for (Map.Entry<String, Integer> entry : numbers.entrySet()) {
            entry.setValue(next++);
        }
        return names.stream().mapToInt(numbers::get).toArray();
    }
}
