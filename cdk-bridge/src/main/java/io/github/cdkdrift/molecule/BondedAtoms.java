package io.github.cdkdrift.molecule;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;

/** Which atoms are bonded to which, as numbers. */
final class BondedAtoms {
    private BondedAtoms() {}

    /** Bonded pairs {i, j} with i &lt; j, sorted. */
    static List<int[]> pairs(IAtomContainer molecule) {
        List<int[]> pairs = new ArrayList<>();
        for (IBond bond : molecule.bonds()) {
            int begin = bond.getBegin().getIndex();
            int end = bond.getEnd().getIndex();
            pairs.add(new int[] {Math.min(begin, end), Math.max(begin, end)});
        }
        pairs.sort(Arrays::compare);
        return List.copyOf(pairs);
    }

    /** The atoms bonded to each atom, [atoms][neighbours] in the order of the bonds. */
    static int[][] neighbours(int atoms, List<int[]> bonds) {
        int[][] neighbours = new int[atoms][];
        Arrays.setAll(neighbours, atom -> bonds.stream()
                .filter(bond -> bond[0] == atom || bond[1] == atom)
                .mapToInt(bond -> bond[0] == atom ? bond[1] : bond[0])
                .toArray());
        return neighbours;
    }

    /** What {@code to} leads to but by way of its bond to {@code from}, rising. */
    static int[] beyond(int[][] neighbours, int from, int to) {
        BitSet reached = new BitSet();
        Deque<Integer> open = new ArrayDeque<>(List.of(to));
        while (!open.isEmpty()) {
            int atom = open.pop();
            for (int next : neighbours[atom]) {
                boolean back = next == to || (atom == to && next == from);
                if (!back && !reached.get(next)) {
                    reached.set(next);
                    open.push(next);
                }
            }
        }
        return reached.stream().toArray();
    }

    /** Mean length of each bond over geometries, [bonds] Å. */
    static double[] meanLengths(List<int[]> bonds, List<double[]> geometries) {
        return bonds.stream()
                .mapToDouble(bond -> geometries.stream()
                        .mapToDouble(positions -> distance(positions, bond[0], bond[1]))
                        .average()
                        .orElseThrow())
                .toArray();
    }

    private static double distance(double[] positions, int a, int b) {
        double squares = 0;
        for (int axis = 0; axis < 3; axis++) {
            double difference = positions[3 * a + axis] - positions[3 * b + axis];
            squares += difference * difference;
        }
        return Math.sqrt(squares);
    }
}
