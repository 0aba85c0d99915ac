package io.github.cdkdrift.viewer.cluster;

import io.github.cdkdrift.molecule.Alignment;
import io.github.cdkdrift.molecule.MolecularGraph;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.openscience.cdk.exception.CDKException;

/**
 * Superposes geometries of one molecule on a reference with the least root-mean-square deviation of some of its atoms, over
 * motions and over the renumberings that the molecular graph allows: a phenyl group that has flipped lies on itself. All
 * atoms make the motion. Costs O(renumberings · atoms) a geometry; where there are more than {@value #MOST_RENUMBERINGS}
 * renumberings, atoms are taken as they are numbered. Immutable, safe for several threads.
 */
public final class SymmetricAlignment {
    private static final int MOST_RENUMBERINGS = 1000;

    /** Below this sine between two bonds' directions, three atoms lie on a line and do not fix a rotation. */
    private static final double LEAST_SINE = 0.1;

    private final int[] atoms;
    private final double[] reference;
    private final List<int[]> targets;

    private SymmetricAlignment(int[] atoms, double[] reference, List<int[]> targets) {
        this.atoms = atoms;
        this.reference = reference;
        this.targets = targets;
    }

    /**
     * Aligns on the heavy atoms, or on all where there are fewer than three or they lie on a line.
     *
     * @param reference [atoms · 3] Å
     */
    public static SymmetricAlignment of(MolecularGraph graph, double[] reference) {
        int[] heavy = heavy(graph);
        return fixRotation(heavy, reference)
                ? on(graph, reference, heavy)
                : on(graph, reference, IntStream.range(0, graph.atoms()).toArray());
    }

    /**
     * Aligns on chosen atoms.
     *
     * @param reference [atoms · 3] Å
     * @param atoms at least one, numbered from 0
     * @throws IllegalArgumentException if there is none or the molecule has no such atom
     */
    public static SymmetricAlignment on(MolecularGraph graph, double[] reference, int[] atoms) {
        int[] chosen = Arrays.stream(atoms).sorted().distinct().toArray();
        if (chosen.length == 0 || chosen[0] < 0 || chosen[chosen.length - 1] >= graph.atoms()) {
            throw new IllegalArgumentException(
                    "atoms " + Arrays.toString(chosen) + " to align on; expected some of 0 to " + (graph.atoms() - 1));
        }
        return new SymmetricAlignment(chosen, reference, targets(graph, chosen));
    }

    /** Where the chosen atoms may lie: each [chosen] atoms of the reference, the numbering as it is first. */
    private static List<int[]> targets(MolecularGraph graph, int[] chosen) {
        int[] heavy = heavy(graph);
        boolean onlyHeavy = Arrays.stream(chosen).allMatch(atom -> Arrays.binarySearch(heavy, atom) >= 0);
        Map<String, int[]> distinct = new LinkedHashMap<>();
        distinct.put(Arrays.toString(chosen), chosen);
        try {
            int[][] renumberings = onlyHeavy
                    ? graph.heavyAtomAutomorphisms(MOST_RENUMBERINGS)
                    : graph.automorphisms(MOST_RENUMBERINGS);
            for (int[] renumbering : renumberings) {
                int[] target = Arrays.stream(chosen)
                        .map(atom -> renumbering[onlyHeavy ? Arrays.binarySearch(heavy, atom) : atom])
                        .toArray();
                if (Arrays.equals(Arrays.stream(target).sorted().toArray(), chosen)) {
                    distinct.putIfAbsent(Arrays.toString(target), target);
                }
            }
        } catch (CDKException tooMany) {
            return List.of(chosen);
        }
        return List.copyOf(distinct.values());
    }

    /** The atoms that decide, in order. */
    public int[] atoms() {
        return atoms.clone();
    }

    /** The atoms of the reference that {@link #atoms()} of a geometry come to lie on, in their order. */
    public int[] partners(double[] positions) {
        return best(positions).clone();
    }

    /** The least deviation in Å of the chosen atoms of a geometry, [atoms · 3] Å, from the reference. */
    public double rmsd(double[] positions) {
        return Alignment.rmsd(gather(positions, atoms), gather(reference, best(positions)));
    }

    /**
     * A geometry moved onto the reference.
     *
     * @param positions [atoms · 3] Å, further points behind them go along; not modified
     * @throws IllegalArgumentException if a coordinate is not finite
     */
    public double[] superposed(double[] positions) {
        int[] target = best(positions);
        int length = positions.length;
        double[] moving = Arrays.copyOf(positions, length + 3 * atoms.length);
        System.arraycopy(gather(positions, atoms), 0, moving, length, 3 * atoms.length);
        double[] fixed = new double[moving.length];
        System.arraycopy(gather(reference, target), 0, fixed, length, 3 * atoms.length);
        double[] weights = new double[moving.length / 3];
        Arrays.fill(weights, length / 3, weights.length, 1);
        Alignment.superpose(moving, fixed, weights, moving);
        return Arrays.copyOf(moving, length);
    }

    private int[] best(double[] positions) {
        if (targets.size() == 1) {
            return targets.get(0);
        }
        double[] moving = gather(positions, atoms);
        int[] best = targets.get(0);
        double least = Double.POSITIVE_INFINITY;
        for (int[] target : targets) {
            double rmsd = Alignment.rmsd(moving, gather(reference, target));
            // Renumberings of equal atoms that already lie on each other differ by rounding alone: keep the first.
            if (rmsd < least - 1e-9) {
                least = rmsd;
                best = target;
            }
        }
        return best;
    }

    private static double[] gather(double[] positions, int[] chosen) {
        double[] gathered = new double[3 * chosen.length];
        for (int i = 0; i < chosen.length; i++) {
            System.arraycopy(positions, 3 * chosen[i], gathered, 3 * i, 3);
        }
        return gathered;
    }

    private static int[] heavy(MolecularGraph graph) {
        int[] numbers = graph.atomicNumbers();
        return IntStream.range(0, numbers.length)
                .filter(atom -> numbers[atom] > 1)
                .toArray();
    }

    /** Whether atoms fix a rotation: at least three that are not on a line. */
    static boolean fixRotation(int[] atoms, double[] positions) {
        for (int i = 2; i < atoms.length; i++) {
            if (sine(positions, atoms[0], atoms[1], atoms[i]) > LEAST_SINE) {
                return true;
            }
        }
        return false;
    }

    private static double sine(double[] x, int origin, int a, int b) {
        double[] u = direction(x, origin, a);
        double[] v = direction(x, origin, b);
        return Math.hypot(Math.hypot(u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2]), u[0] * v[1] - u[1] * v[0]);
    }

    private static double[] direction(double[] x, int from, int to) {
        double[] d = {x[3 * to] - x[3 * from], x[3 * to + 1] - x[3 * from + 1], x[3 * to + 2] - x[3 * from + 2]};
        double length = Math.hypot(Math.hypot(d[0], d[1]), d[2]);
        return new double[] {d[0] / length, d[1] / length, d[2] / length};
    }
}
