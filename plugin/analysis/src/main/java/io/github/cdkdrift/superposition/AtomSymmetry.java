package io.github.cdkdrift.superposition;

import io.github.cdkdrift.molecule.MolecularGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;

/**
 * The renumberings of some atoms that the graph allows, as a product: permutations of equal atoms at one neighbour (the
 * fluorines of CF₃, the carbons of tert-butyl, the oxygens of a sulfone), and the automorphisms of what is left when each such
 * group counts as one point. Two tert-butyl and two CF₃ groups have 1,296 renumberings, their points often just one.
 *
 * @param atoms those that are points, then those of the groups one group after the other
 * @param groups the number of atoms of each group, 2 to 6
 * @param renumberings [renumberings, points]: point i of one geometry lies on p[i] of the other; points are the single atoms,
 *     then the groups
 * @param tooMany whether there are more renumberings of points than are listed: then there is but the identity
 */
record AtomSymmetry(int[] atoms, int[] groups, int[][] renumberings, boolean tooMany) {
    /** All permutations of more atoms are too many to try; no organic molecule has such a group. */
    static final int LARGEST_GROUP = 6;

    /** A molecule with more of them is compared as it is numbered. */
    static final int MOST_RENUMBERINGS = 10_000;

    /** Of the atoms other than hydrogen; hydrogens must agree in number. */
    static AtomSymmetry ofHeavyAtoms(MolecularGraph graph) {
        return of(graph, false);
    }

    /** Of all atoms, hydrogens too. */
    static AtomSymmetry ofAllAtoms(MolecularGraph graph) {
        return of(graph, true);
    }

    private static AtomSymmetry of(MolecularGraph graph, boolean hydrogens) {
        IAtomContainer molecule = graph.container();
        Map<String, List<Integer>> leaves = new LinkedHashMap<>();
        for (IAtom atom : molecule.atoms()) {
            IAtom neighbour = onlyNeighbour(atom, hydrogens);
            if (neighbour != null) {
                leaves.computeIfAbsent(neighbour.getIndex() + " " + kind(atom), key -> new ArrayList<>())
                        .add(atom.getIndex());
            }
        }
        leaves.values().removeIf(group -> group.size() < 2 || group.size() > LARGEST_GROUP);
        List<List<Integer>> groups = List.copyOf(leaves.values());
        int[] single = IntStream.range(0, molecule.getAtomCount())
                .filter(i -> counts(molecule.getAtom(i), hydrogens))
                .filter(i -> groups.stream().noneMatch(group -> group.contains(i)))
                .toArray();
        int[] counted = IntStream.concat(Arrays.stream(single), groups.stream().flatMapToInt(group -> group.stream()
                        .mapToInt(i -> i)))
                .toArray();
        int[] sizes = groups.stream().mapToInt(List::size).toArray();
        int[] identity = IntStream.range(0, single.length + sizes.length).toArray();
        try {
            int[][] all = single.length < 2 ? new int[][] {identity} : renumberings(graph, single, groups, hydrogens);
            return new AtomSymmetry(counted, sizes, all, false);
        } catch (CDKException tooMany) {
            return new AtomSymmetry(counted, sizes, new int[][] {identity}, true);
        }
    }

    /**
     * Of chosen atoms, each a point: what the renumberings of the molecule do to them that leave them among themselves.
     *
     * @throws IllegalArgumentException if there is none or the molecule has no such atom
     */
    static AtomSymmetry of(MolecularGraph graph, int[] atoms) {
        int[] chosen = Arrays.stream(atoms).sorted().distinct().toArray();
        if (chosen.length == 0 || chosen[0] < 0 || chosen[chosen.length - 1] >= graph.atoms()) {
            throw new IllegalArgumentException(
                    "atoms " + Arrays.toString(chosen) + " to align on; expected some of 0 to " + (graph.atoms() - 1));
        }
        int[] identity = IntStream.range(0, chosen.length).toArray();
        Map<String, int[]> distinct = new LinkedHashMap<>();
        distinct.put(Arrays.toString(identity), identity);
        try {
            for (int[] renumbering : ofMolecule(graph, chosen)) {
                int[] places = Arrays.stream(chosen)
                        .map(atom -> Arrays.binarySearch(chosen, renumbering[atom]))
                        .toArray();
                if (Arrays.stream(places).allMatch(place -> place >= 0)) {
                    distinct.putIfAbsent(Arrays.toString(places), places);
                }
            }
            return new AtomSymmetry(chosen, new int[0], distinct.values().toArray(int[][]::new), false);
        } catch (CDKException tooMany) {
            return new AtomSymmetry(chosen, new int[0], new int[][] {identity}, true);
        }
    }

    /** [renumberings, atoms]; where heavy atoms alone are chosen the others stay as they are, since they do not matter. */
    private static int[][] ofMolecule(MolecularGraph graph, int[] chosen) throws CDKException {
        int[] numbers = graph.atomicNumbers();
        if (Arrays.stream(chosen).anyMatch(atom -> numbers[atom] == 1)) {
            return graph.automorphisms(MOST_RENUMBERINGS);
        }
        int[] heavy = IntStream.range(0, numbers.length)
                .filter(atom -> numbers[atom] > 1)
                .toArray();
        return Arrays.stream(graph.heavyAtomAutomorphisms(MOST_RENUMBERINGS))
                .map(renumbering -> {
                    int[] whole = IntStream.range(0, numbers.length).toArray();
                    for (int i = 0; i < heavy.length; i++) {
                        whole[heavy[i]] = renumbering[i];
                    }
                    return whole;
                })
                .toArray(int[][]::new);
    }

    private static boolean counts(IAtom atom, boolean hydrogens) {
        return hydrogens || atom.getAtomicNumber() > 1;
    }

    /** Of the atoms that count; null where there are none or several, or the atom itself does not count. */
    private static IAtom onlyNeighbour(IAtom atom, boolean hydrogens) {
        IAtom found = null;
        for (IAtom neighbour : atom.neighbors()) {
            if (counts(neighbour, hydrogens)) {
                if (found != null) {
                    return null;
                }
                found = neighbour;
            }
        }
        return counts(atom, hydrogens) ? found : null;
    }

    /** Element and number of hydrogens. */
    private static String kind(IAtom atom) {
        int hydrogens = 0;
        for (IAtom neighbour : atom.neighbors()) {
            hydrogens += neighbour.getAtomicNumber() == 1 ? 1 : 0;
        }
        return atom.getAtomicNumber() + "H" + hydrogens;
    }

    private static int[][] renumberings(
            MolecularGraph graph, int[] single, List<List<Integer>> groups, boolean hydrogens) throws CDKException {
        IAtomContainer molecule = graph.container();
        String[] labels = new String[single.length];
        Arrays.setAll(labels, i -> kind(molecule.getAtom(single[i])));
        int[] parents = new int[groups.size()];
        String[] kinds = new String[groups.size()];
        for (int g = 0; g < parents.length; g++) {
            IAtom member = molecule.getAtom(groups.get(g).get(0));
            parents[g] =
                    Arrays.binarySearch(single, onlyNeighbour(member, hydrogens).getIndex());
            kinds[g] = kind(member) + "x" + groups.get(g).size();
            labels[parents[g]] += " " + kinds[g];
        }
        int[][] ofAtoms = graph.automorphisms(single, labels, MOST_RENUMBERINGS);
        int[][] all = new int[ofAtoms.length][single.length + parents.length];
        for (int p = 0; p < all.length; p++) {
            System.arraycopy(ofAtoms[p], 0, all[p], 0, single.length);
            for (int g = 0; g < parents.length; g++) {
                all[p][single.length + g] = single.length + groupAt(ofAtoms[p][parents[g]], kinds[g], parents, kinds);
            }
        }
        return all;
    }

    private static int groupAt(int parent, String kind, int[] parents, String[] kinds) {
        return IntStream.range(0, parents.length)
                .filter(g -> parents[g] == parent && kinds[g].equals(kind))
                .findFirst()
                .orElseThrow();
    }

    /** The number of points. */
    int points() {
        return renumberings[0].length;
    }

    /** The number of atoms that are points themselves. */
    int singles() {
        return points() - groups.length;
    }

    /** The place of the first atom of each group among the atoms in groups. */
    int[] firstOfGroup() {
        int[] first = new int[groups.length];
        for (int g = 1; g < first.length; g++) {
            first[g] = first[g - 1] + groups[g - 1];
        }
        return first;
    }

    /** The number of renumberings of the atoms, permutations within groups included; no more than fit. */
    long all() {
        double all = renumberings.length;
        for (int size : groups) {
            for (int i = 2; i <= size; i++) {
                all *= i;
            }
        }
        return (long) all;
    }

    /** For each atom in the order of {@link #atoms} the number of its orbit: atoms of one orbit can change places. */
    int[] orbits() {
        int[] orbitOfPoint = new int[points()];
        Arrays.setAll(
                orbitOfPoint,
                i -> Arrays.stream(renumberings).mapToInt(p -> p[i]).min().orElseThrow());
        int[] orbits = Arrays.copyOf(orbitOfPoint, atoms.length);
        int atom = singles();
        for (int g = 0; g < groups.length; g++) {
            Arrays.fill(orbits, atom, atom + groups[g], orbitOfPoint[singles() + g]);
            atom += groups[g];
        }
        return orbits;
    }
}
