package io.github.cdkdrift.molecule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openscience.cdk.exception.CDKException;

/**
 * Tells the automorphisms that rotations about bonds and of the whole can bring about from those that would have to break bonds
 * (Longuet-Higgins 1963, doi:10.1080/00268976300100501): every centre with four neighbours keeps its handedness, or every one
 * loses it and a reflection restores them all; double bonds keep their sides.
 */
final class FeasibleOperations {
    /** Automorphisms, most of which are not feasible. */
    private static final int MOST_LISTED = 5000;

    /** Ways to renumber the heavy atoms. */
    private static final int MOST_SKELETONS = 200;

    /** More flat pairs than this stay as they are. */
    private static final int MOST_PAIRS = 6;

    /** A centre followed by its four neighbours. */
    private final int[][] centres;

    /** {a, b, c, d} with b=c. */
    private final List<int[]> doubleBonds;

    private final double[] from;
    private final double[] to;

    /**
     * @param from a geometry, [atoms · 3] Å
     * @param to the one that its image is to agree with
     */
    private FeasibleOperations(MolecularGraph graph, double[] from, double[] to) {
        centres = centres(graph);
        doubleBonds = graph.stereoDoubleBonds();
        this.from = from;
        this.to = to;
    }

    /** Each geometry after an operation from which motion alone leads to another one, without a reflection where there is one. */
    static List<double[]> renumbered(MolecularGraph graph, List<double[]> geometries, double[] like) {
        TerminalRotors terminalRotors = new TerminalRotors(graph);
        List<int[]> skeletons = terminalRotors.skeletons(MOST_LISTED);
        List<double[]> result = new ArrayList<>();
        for (double[] geometry : geometries) {
            FeasibleOperations operations = new FeasibleOperations(graph, geometry, like);
            Stream.of(false, true)
                    .flatMap(reflects -> skeletons.stream()
                            .flatMap(permutation ->
                                    operations.feasibleWithHydrogens(permutation, reflects, terminalRotors).stream()))
                    .findFirst()
                    .ifPresent(operation -> result.add(operation.apply(geometry)));
        }
        return result;
    }

    static SymmetryGroup of(MolecularGraph graph, double[] positions, int limit) {
        FeasibleOperations operations = new FeasibleOperations(graph, positions, positions);
        try {
            List<SymmetryOperation> all = operations.feasible(graph.automorphisms(MOST_LISTED));
            if (all.size() <= limit) {
                return SymmetryGroup.of(all);
            }
        } catch (CDKException e) {
            // Too many to list: turns of terminal rotors are left out of the list.
        }
        TerminalRotors terminalRotors = new TerminalRotors(graph);
        List<SymmetryOperation> skeleton = new ArrayList<>();
        for (int[] permutation : terminalRotors.skeletons(MOST_SKELETONS)) {
            skeleton.addAll(operations.feasibleWithHydrogens(permutation, false, terminalRotors));
            skeleton.addAll(operations.feasibleWithHydrogens(permutation, true, terminalRotors));
        }
        return new SymmetryGroup(skeleton, terminalRotors.terminalRotors());
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
                kept += keepsHandedness(centre, permutation) ? 1 : 0;
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

    /** The feasible operations among those that differ from a permutation in the places of hydrogens on one atom, turns apart. */
    private List<SymmetryOperation> feasibleWithHydrogens(
            int[] permutation, boolean reflects, TerminalRotors terminalRotors) {
        List<List<Integer>> pairs = terminalRotors.flatPairs();
        List<SymmetryOperation> found = new ArrayList<>();
        int[] handed = withHandedness(permutation, reflects, terminalRotors);
        for (int choice = 0; choice < 1 << Math.min(pairs.size(), MOST_PAIRS); choice++) {
            int[] completed = handed.clone();
            for (int pair = 0; pair < pairs.size(); pair++) {
                if ((choice >> pair & 1) == 1) {
                    swap(completed, pairs.get(pair));
                }
            }
            feasible(new int[][] {completed}).stream()
                    .filter(operation -> operation.reflects() == reflects)
                    .forEach(found::add);
        }
        return found;
    }

    /** Exchanges hydrogens of centres that would otherwise gain or lose their handedness. */
    private int[] withHandedness(int[] permutation, boolean reflects, TerminalRotors terminalRotors) {
        int[] handed = permutation.clone();
        for (int[] centre : centres) {
            List<Integer> hydrogens = terminalRotors.hydrogens(centre[0]);
            if (hydrogens.size() >= 2 && keepsHandedness(centre, handed) == reflects) {
                swap(handed, hydrogens);
            }
        }
        return handed;
    }

    private static void swap(int[] permutation, List<Integer> hydrogens) {
        int first = hydrogens.get(hydrogens.size() - 2);
        int second = hydrogens.get(hydrogens.size() - 1);
        int image = permutation[first];
        permutation[first] = permutation[second];
        permutation[second] = image;
    }

    private boolean keepsSides(int[] permutation) {
        for (int[] bond : doubleBonds) {
            double before = Math.cos(Torsion.radians(from, bond));
            double after = Math.cos(Torsion.radians(to, image(bond, permutation)));
            if (before * after < 0) {
                return false;
            }
        }
        return true;
    }

    private static int[] image(int[] atoms, int[] permutation) {
        return Arrays.stream(atoms).map(atom -> permutation[atom]).toArray();
    }

    private boolean keepsHandedness(int[] centre, int[] permutation) {
        return handedness(centre, from) == handedness(image(centre, permutation), to);
    }

    /** Sign of the volume that the neighbours span. */
    private static boolean handedness(int[] centre, double[] positions) {
        return new Stereocentre(List.of(centre[1], centre[2], centre[3], centre[4]), true, 1).agrees(positions);
    }
}
