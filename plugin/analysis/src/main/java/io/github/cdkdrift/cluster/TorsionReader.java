package io.github.cdkdrift.cluster;

import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.Torsion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.openscience.cdk.exception.CDKException;

/**
 * The torsions that tell conformers of a molecule apart, and the ways in which equal atoms can be exchanged among them.
 *
 * <p>About each rotatable bond all torsions between heavy neighbours of its ends count; an end without any counts its
 * hydrogens, and an end of three hydrogens (methyl, ammonium) counts as no rotor, since its positions are one.
 */
final class TorsionReader {
    /** More than this and equal atoms count as different. */
    private static final int MOST_EXCHANGES = 256;

    private final MolecularGraph graph;
    private final int[] numbers;
    private final int[][] neighbours;
    private final List<int[]> torsions = new ArrayList<>();
    private final List<int[]> rotors = new ArrayList<>();
    private final List<int[]> exchanges = new ArrayList<>();

    TorsionReader(MolecularGraph graph) {
        this.graph = graph;
        numbers = graph.atomicNumbers();
        neighbours = graph.neighbours();
        for (int[] rotor : graph.rotors()) {
            if (!spins(rotor[1], rotor[2]) && !spins(rotor[2], rotor[1])) {
                rotors.add(rotor);
                addTorsions(rotor[1], rotor[2]);
            }
        }
        findExchanges();
    }

    /** Whether an end of a bond carries nothing else than three hydrogens. */
    private boolean spins(int end, int axis) {
        List<Integer> others = others(end, axis);
        return others.size() == 3 && others.stream().allMatch(atom -> numbers[atom] == 1);
    }

    private List<Integer> others(int end, int axis) {
        return Arrays.stream(neighbours[end])
                .filter(atom -> atom != axis)
                .boxed()
                .toList();
    }

    private List<Integer> sites(int end, int axis) {
        List<Integer> others = others(end, axis);
        List<Integer> heavy = others.stream().filter(atom -> numbers[atom] > 1).toList();
        return heavy.isEmpty() ? others : heavy;
    }

    private void addTorsions(int b, int c) {
        for (int a : sites(b, c)) {
            for (int d : sites(c, b)) {
                torsions.add(new int[] {a, b, c, d});
            }
        }
    }

    private void findExchanges() {
        Map<List<Integer>, Integer> place = new HashMap<>();
        for (int i = 0; i < torsions.size(); i++) {
            int[] t = torsions.get(i);
            place.put(List.of(t[0], t[1], t[2], t[3]), i);
            place.put(List.of(t[3], t[2], t[1], t[0]), i);
        }
        Set<List<Integer>> distinct = new LinkedHashSet<>();
        distinct.add(IntStream.range(0, torsions.size()).boxed().toList());
        for (int[] permutation : permutations()) {
            List<Integer> exchange = new ArrayList<>();
            for (int[] t : torsions) {
                exchange.add(
                        place.get(List.of(permutation[t[0]], permutation[t[1]], permutation[t[2]], permutation[t[3]])));
            }
            if (exchange.stream().allMatch(i -> i != null)) {
                distinct.add(exchange);
            }
        }
        for (List<Integer> exchange : distinct) {
            exchanges.add(exchange.stream().mapToInt(Integer::intValue).toArray());
        }
    }

    /** [permutations, atoms]: those of the heavy atoms, hydrogens going along, and the swaps of two hydrogens on a rotor's end. */
    private List<int[]> permutations() {
        int[] heavy = IntStream.range(0, numbers.length)
                .filter(atom -> numbers[atom] > 1)
                .toArray();
        List<int[]> pairs = hydrogenPairs();
        try {
            int[][] renumberings = graph.heavyAtomAutomorphisms(MOST_EXCHANGES);
            if ((long) renumberings.length << pairs.size() > MOST_EXCHANGES) {
                return List.of();
            }
            List<int[]> permutations = new ArrayList<>();
            for (int[] renumbering : renumberings) {
                int[] whole = extended(renumbering, heavy);
                for (int swaps = 0; swaps < 1 << pairs.size(); swaps++) {
                    permutations.add(swapped(whole, pairs, swaps));
                }
            }
            return permutations;
        } catch (CDKException tooMany) {
            return List.of();
        }
    }

    private List<int[]> hydrogenPairs() {
        List<int[]> pairs = new ArrayList<>();
        for (int[] rotor : rotors) {
            for (int[] end : new int[][] {{rotor[1], rotor[2]}, {rotor[2], rotor[1]}}) {
                List<Integer> sites = sites(end[0], end[1]);
                if (sites.size() == 2 && sites.stream().allMatch(atom -> numbers[atom] == 1)) {
                    pairs.add(new int[] {sites.get(0), sites.get(1)});
                }
            }
        }
        return pairs;
    }

    private int[] extended(int[] renumbering, int[] heavy) {
        int[] whole = IntStream.range(0, numbers.length).toArray();
        for (int i = 0; i < heavy.length; i++) {
            whole[heavy[i]] = renumbering[i];
        }
        for (int atom : heavy) {
            List<Integer> from = hydrogens(atom);
            List<Integer> to = hydrogens(whole[atom]);
            for (int i = 0; i < from.size(); i++) {
                whole[from.get(i)] = to.get(i);
            }
        }
        return whole;
    }

    private List<Integer> hydrogens(int atom) {
        return Arrays.stream(neighbours[atom])
                .filter(neighbour -> numbers[neighbour] == 1)
                .boxed()
                .toList();
    }

    private static int[] swapped(int[] whole, List<int[]> pairs, int swaps) {
        int[] result = whole.clone();
        for (int i = 0; i < pairs.size(); i++) {
            if ((swaps >> i & 1) == 1) {
                result[pairs.get(i)[0]] = whole[pairs.get(i)[1]];
                result[pairs.get(i)[1]] = whole[pairs.get(i)[0]];
            }
        }
        return result;
    }

    /** The number of torsions. */
    int size() {
        return torsions.size();
    }

    /** The rotors whose positions differ, atoms {a, b, c, d} as the graph has them. */
    List<int[]> rotors() {
        return rotors;
    }

    /** The place among the torsions of each rotor's own one, [rotors]. */
    int[] placesOfRotors() {
        return rotors.stream()
                .mapToInt(rotor -> IntStream.range(0, torsions.size())
                        .filter(i -> Arrays.equals(torsions.get(i), rotor))
                        .findFirst()
                        .orElseThrow())
                .toArray();
    }

    /** [exchanges, torsions] which torsion takes the place of each when equal atoms change places; the first changes nothing. */
    List<int[]> exchanges() {
        return exchanges;
    }

    /** The torsions of a geometry in degrees, [torsions]. */
    double[] read(double[] positions) {
        double[] degrees = new double[torsions.size()];
        Arrays.setAll(degrees, i -> Torsion.degrees(positions, torsions.get(i)));
        return degrees;
    }
}
