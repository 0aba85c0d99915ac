package io.github.cdkdrift.molecule;

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
 * The renumberings of heavy atoms that the graph allows, as a product: permutations of equal atoms at one neighbour (the
 * fluorines of CF₃, the carbons of tert-butyl, the oxygens of a sulfone), and the automorphisms of what is left when each such
 * group counts as one point. Two tert-butyl and two CF₃ groups have 1,296 renumberings, their points often just one.
 *
 * @param heavy the heavy atoms: those that are points, then those of the groups one group after the other
 * @param groups the number of atoms of each group, 2 to 6
 * @param renumberings [renumberings, points]: point i of one geometry lies on p[i] of the other; points are the single atoms,
 *     then the groups
 */
record HeavyAtomSymmetry(int[] heavy, int[] groups, int[][] renumberings) {
    /** All permutations of more atoms are too many to try; no organic molecule has such a group. */
    private static final int LARGEST_GROUP = 6;

    /** A molecule with more of them, should there be one, is compared as it is numbered. */
    private static final int MOST_RENUMBERINGS = 2_000;

    static HeavyAtomSymmetry of(MolecularGraph graph) {
        IAtomContainer molecule = graph.container();
        Map<String, List<Integer>> leaves = new LinkedHashMap<>();
        for (IAtom atom : molecule.atoms()) {
            IAtom neighbour = onlyHeavyNeighbour(atom);
            if (neighbour != null) {
                leaves.computeIfAbsent(neighbour.getIndex() + " " + kind(atom), key -> new ArrayList<>())
                        .add(atom.getIndex());
            }
        }
        leaves.values().removeIf(group -> group.size() < 2 || group.size() > LARGEST_GROUP);
        List<List<Integer>> groups = List.copyOf(leaves.values());
        int[] single = IntStream.range(0, molecule.getAtomCount())
                .filter(i -> molecule.getAtom(i).getAtomicNumber() > 1)
                .filter(i -> groups.stream().noneMatch(group -> group.contains(i)))
                .toArray();
        int[] heavy = IntStream.concat(Arrays.stream(single), groups.stream().flatMapToInt(group -> group.stream()
                        .mapToInt(i -> i)))
                .toArray();
        int[] sizes = groups.stream().mapToInt(List::size).toArray();
        return new HeavyAtomSymmetry(heavy, sizes, renumberings(molecule, single, groups));
    }

    private static IAtom onlyHeavyNeighbour(IAtom atom) {
        IAtom found = null;
        for (IAtom neighbour : atom.neighbors()) {
            if (neighbour.getAtomicNumber() > 1) {
                if (found != null) {
                    return null;
                }
                found = neighbour;
            }
        }
        return atom.getAtomicNumber() > 1 ? found : null;
    }

    /** Element and number of hydrogens. */
    private static String kind(IAtom atom) {
        int hydrogens = 0;
        for (IAtom neighbour : atom.neighbors()) {
            hydrogens += neighbour.getAtomicNumber() == 1 ? 1 : 0;
        }
        return atom.getAtomicNumber() + "H" + hydrogens;
    }

    private static int[][] renumberings(IAtomContainer molecule, int[] single, List<List<Integer>> groups) {
        int points = single.length + groups.size();
        int[] identity = IntStream.range(0, points).toArray();
        if (single.length < 2) {
            return new int[][] {identity};
        }
        String[] labels = new String[single.length];
        Arrays.setAll(labels, i -> kind(molecule.getAtom(single[i])));
        int[] parents = new int[groups.size()];
        String[] kinds = new String[groups.size()];
        for (int g = 0; g < parents.length; g++) {
            IAtom member = molecule.getAtom(groups.get(g).get(0));
            parents[g] = Arrays.binarySearch(single, onlyHeavyNeighbour(member).getIndex());
            kinds[g] = kind(member) + "x" + groups.get(g).size();
            labels[parents[g]] += " " + kinds[g];
        }
        try {
            int[][] ofAtoms = Automorphisms.ofAtoms(molecule, single, labels, MOST_RENUMBERINGS);
            int[][] all = new int[ofAtoms.length][points];
            for (int p = 0; p < all.length; p++) {
                System.arraycopy(ofAtoms[p], 0, all[p], 0, single.length);
                for (int g = 0; g < parents.length; g++) {
                    all[p][single.length + g] =
                            single.length + groupAt(ofAtoms[p][parents[g]], kinds[g], parents, kinds);
                }
            }
            return all;
        } catch (CDKException tooMany) {
            return new int[][] {identity};
        }
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

    /** For each heavy atom in the order of {@link #heavy} the number of its orbit: atoms of one orbit can change places. */
    int[] orbits() {
        int[] orbitOfPoint = new int[points()];
        Arrays.setAll(
                orbitOfPoint,
                i -> Arrays.stream(renumberings).mapToInt(p -> p[i]).min().orElseThrow());
        int[] orbits = Arrays.copyOf(orbitOfPoint, heavy.length);
        int atom = singles();
        for (int g = 0; g < groups.length; g++) {
            Arrays.fill(orbits, atom, atom + groups[g], orbitOfPoint[singles() + g]);
            atom += groups[g];
        }
        return orbits;
    }
}
