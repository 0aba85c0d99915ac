package io.github.cdkdrift.superposition;

import io.github.cdkdrift.molecule.Alignment;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.superposition.SymmetricSuperposition.Geometry;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Superposes geometries of one molecule on a reference with the least root-mean-square deviation of some of its atoms, over
 * motions and over renumberings as {@link SymmetricSuperposition} finds it. All atoms make the motion. One instance serves one thread.
 */
public final class SymmetricAlignment {
    /** Below this sine between two bonds' directions, three atoms lie on a line and do not fix a rotation. */
    private static final double LEAST_SINE = 0.1;

    private final SymmetricSuperposition superposition;
    private final double[] reference;
    private final Geometry onto;

    private SymmetricAlignment(SymmetricSuperposition superposition, double[] reference) {
        this.superposition = superposition;
        this.reference = reference;
        onto = superposition.geometry(reference);
    }

    /**
     * Aligns on the heavy atoms, or on all where there are fewer than three or they lie on a line.
     *
     * @param reference [atoms · 3] Å
     */
    public static SymmetricAlignment of(MolecularGraph graph, double[] reference) {
        return new SymmetricAlignment(
                fixRotation(heavy(graph), reference)
                        ? SymmetricSuperposition.ofHeavyAtoms(graph)
                        : SymmetricSuperposition.of(
                                graph, IntStream.range(0, graph.atoms()).toArray()),
                reference);
    }

    /**
     * Aligns on chosen atoms.
     *
     * @param reference [atoms · 3] Å
     * @param atoms at least one, numbered from 0
     * @throws IllegalArgumentException if there is none or the molecule has no such atom
     */
    public static SymmetricAlignment on(MolecularGraph graph, double[] reference, int[] atoms) {
        return new SymmetricAlignment(SymmetricSuperposition.of(graph, atoms), reference);
    }

    /** The atoms that decide, in order. */
    public int[] atoms() {
        return superposition.atoms();
    }

    /** The atoms of the reference that {@link #atoms()} of a geometry come to lie on, in their order. */
    public int[] partners(double[] positions) {
        return superposition.partners(superposition.geometry(positions), onto);
    }

    /** The least deviation in Å of the chosen atoms of a geometry, [atoms · 3] Å, from the reference. */
    public double rmsd(double[] positions) {
        return superposition.rmsd(superposition.geometry(positions), onto);
    }

    /**
     * A geometry moved onto the reference.
     *
     * @param positions [atoms · 3] Å, further points behind them go along; not modified
     * @throws IllegalArgumentException if a coordinate is not finite
     */
    public double[] superposed(double[] positions) {
        int[] atoms = atoms();
        int[] target = partners(Arrays.copyOf(positions, reference.length));
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
