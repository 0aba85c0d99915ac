package io.github.cdkdrift.molecule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.openscience.cdk.exception.CDKException;

/**
 * Tells the automorphisms that rotations about bonds and of the whole can bring about from those that would have to break bonds
 * (Longuet-Higgins 1963, doi:10.1080/00268976300100501): every centre with four neighbours keeps its handedness, or every one
 * loses it and a reflection restores them all; double bonds keep their sides.
 */
final class FeasibleOperations {
    private final int[][] centres;
    private final List<int[]> doubleBonds;
    private final double[] positions;

    /** @param centres a centre followed by its four neighbours; @param doubleBonds {a, b, c, d} with b=c */
    private FeasibleOperations(int[][] centres, List<int[]> doubleBonds, double[] positions) {
        this.centres = centres;
        this.doubleBonds = doubleBonds;
        this.positions = positions;
    }

    static List<SymmetryOperation> of(MolecularGraph graph, double[] positions, int limit) {
        int[] identity = new int[graph.atoms()];
        Arrays.setAll(identity, i -> i);
        List<SymmetryOperation> onlyIdentity = List.of(new SymmetryOperation(identity, false));
        List<SymmetryOperation> all;
        try {
            all = new FeasibleOperations(centres(graph), graph.stereoDoubleBonds(), positions)
                    .feasible(graph.automorphisms());
        } catch (CDKException e) {
            return onlyIdentity;
        }
        if (all.size() <= limit) {
            return all;
        }
        int[] elements = graph.atomicNumbers();
        List<SymmetryOperation> ofHydrogens = all.stream()
                .filter(operation -> fixesHeavyAtoms(operation.permutation(), elements))
                .toList();
        return ofHydrogens.size() <= limit ? ofHydrogens : onlyIdentity;
    }

    private static boolean fixesHeavyAtoms(int[] permutation, int[] elements) {
        for (int i = 0; i < permutation.length; i++) {
            if (elements[i] > 1 && permutation[i] != i) {
                return false;
            }
        }
        return true;
    }

    private static int[][] centres(MolecularGraph graph) {
        int[][] neighbours = graph.neighbours();
        return IntStream.range(0, neighbours.length)
                .filter(centre -> neighbours[centre].length == 4)
                .mapToObj(centre -> IntStream.concat(IntStream.of(centre), Arrays.stream(neighbours[centre]))
                        .toArray())
                .toArray(int[][]::new);
    }

    private List<SymmetryOperation> feasible(int[][] automorphisms) {
        List<SymmetryOperation> result = new ArrayList<>();
        for (int[] permutation : automorphisms) {
            if (!keepsSides(permutation)) {
                continue;
            }
            int kept = 0;
            for (int[] centre : centres) {
                kept += handedness(centre) == handedness(image(centre, permutation)) ? 1 : 0;
            }
            if (kept == centres.length) {
                result.add(new SymmetryOperation(permutation, false));
            }
            if (kept == 0) {
                result.add(new SymmetryOperation(permutation, true));
            }
        }
        return List.copyOf(result);
    }

    private boolean keepsSides(int[] permutation) {
        for (int[] bond : doubleBonds) {
            double before = Math.cos(Torsion.radians(positions, bond));
            double after = Math.cos(Torsion.radians(positions, image(bond, permutation)));
            if (before * after < 0) {
                return false;
            }
        }
        return true;
    }

    private static int[] image(int[] atoms, int[] permutation) {
        return Arrays.stream(atoms).map(atom -> permutation[atom]).toArray();
    }

    /** Sign of the volume that the neighbours span. */
    private boolean handedness(int[] centre) {
        return new Stereocentre(List.of(centre[1], centre[2], centre[3], centre[4]), true, 1).agrees(positions);
    }
}
