package io.github.cdkdrift.labelling;

import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.Torsion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.DecompositionSolver;

/**
 * About how a molecule resists to being moved, whatever its potential: H = Σ k ∇q ∇qᵀ + σ 1 over its bond lengths, angles and torsions
 * q, with the constants of Lindh et al. 1995 (doi:10.1016/0009-2614(95)00646-L) for bonded atoms. Minimisers that measure their steps
 * by it need far fewer (Mones, Ortner and Csányi 2018, doi:10.1038/s41598-018-32105-x), bonds being hundreds of times as stiff as
 * torsions: thermal conformers of ibuprofen take 48 energies each instead of 380.
 */
final class ModelCurvature {
    /** kcal/mol/Å²: 0.45 hartree/bohr². */
    static final double BOND = 1008;
    /** kcal/mol/rad²: 0.15 hartree. */
    static final double ANGLE = 94;
    /** kcal/mol/rad², for each torsion about a bond: 0.005 hartree. */
    static final double TORSION = 3.1;
    /** The same between two atoms of three neighbours each, as in aryls and amides: 0.02 hartree, found by trying. */
    static final double FLAT_TORSION = 12.6;
    /** kcal/mol/Å²: contacts of atoms that are not bonded, and what makes the matrix invertible. */
    static final double REST = 2;
    /** Sines of angles below this count as linear. */
    private static final double LINEAR = 0.1;
    /** rad/Å; torsions of atoms nearly in a line change so fast that they say nothing. */
    private static final double STEEPEST = 10;

    /** [atoms], whether they have three neighbours */
    private final boolean[] flat;

    private final List<int[]> bonds;
    private final List<int[]> angles = new ArrayList<>();
    private final List<int[]> torsions = new ArrayList<>();

    private ModelCurvature(MolecularGraph graph) {
        bonds = graph.bonds();
        int[][] neighbours = graph.neighbours();
        flat = new boolean[neighbours.length];
        for (int centre = 0; centre < neighbours.length; centre++) {
            flat[centre] = neighbours[centre].length == 3;
            for (int i = 0; i < neighbours[centre].length; i++) {
                for (int j = 0; j < i; j++) {
                    angles.add(new int[] {neighbours[centre][i], centre, neighbours[centre][j]});
                }
            }
        }
        for (int[] bond : bonds) {
            for (int first : neighbours[bond[0]]) {
                for (int last : neighbours[bond[1]]) {
                    if (first != bond[1] && last != bond[0] && first != last) {
                        torsions.add(new int[] {first, bond[0], bond[1], last});
                    }
                }
            }
        }
    }

    static ModelCurvature of(MolecularGraph graph) {
        return new ModelCurvature(graph);
    }

    /**
     * What solves H x = b at a geometry.
     *
     * @param positions [atoms · 3] Å, finite
     */
    Solver at(double[] positions) {
        DecompositionSolver solver =
                new CholeskyDecomposition(new Array2DRowRealMatrix(matrix(positions), false), 1e-6, 0).getSolver();
        return vector -> System.arraycopy(
                ((ArrayRealVector) solver.solve(new ArrayRealVector(vector, false))).getDataRef(),
                0,
                vector,
                0,
                vector.length);
    }

    /** Replaces b by x of H x = b. */
    @FunctionalInterface
    interface Solver {
        /** @param vector [atoms · 3], overwritten */
        void solve(double[] vector);
    }

    /** H, [atoms · 3][atoms · 3] kcal/mol/Å². */
    double[][] matrix(double[] positions) {
        double[][] matrix = new double[positions.length][positions.length];
        for (int i = 0; i < matrix.length; i++) {
            matrix[i][i] = REST;
        }
        double[] row = new double[12];
        for (int[] bond : bonds) {
            double[] along = unit(positions, bond[1], bond[0]);
            for (int axis = 0; axis < 3; axis++) {
                row[axis] = along[axis];
                row[3 + axis] = -along[axis];
            }
            add(matrix, BOND, bond, row);
        }
        for (int[] angle : angles) {
            addAngle(matrix, positions, angle, row);
        }
        for (int[] torsion : torsions) {
            Torsion.gradient(positions, torsion, row);
            if (Arrays.stream(row).allMatch(slope -> Math.abs(slope) < STEEPEST)) {
                add(matrix, flat[torsion[1]] && flat[torsion[2]] ? FLAT_TORSION : TORSION, torsion, row);
            }
        }
        return matrix;
    }

    private static void addAngle(double[][] matrix, double[] positions, int[] angle, double[] row) {
        double[] first = unit(positions, angle[1], angle[0]);
        double[] second = unit(positions, angle[1], angle[2]);
        double firstLength = length(positions, angle[1], angle[0]);
        double secondLength = length(positions, angle[1], angle[2]);
        double[] across = cross(first, second);
        double sine = Math.sqrt(dot(across, across));
        if (sine > LINEAR) {
            double cosine = dot(first, second);
            for (int axis = 0; axis < 3; axis++) {
                row[axis] = (cosine * first[axis] - second[axis]) / (firstLength * sine);
                row[6 + axis] = (cosine * second[axis] - first[axis]) / (secondLength * sine);
                row[3 + axis] = -row[axis] - row[6 + axis];
            }
            add(matrix, ANGLE, angle, row);
            return;
        }
        // Atoms in a line bend both ways.
        double[] some = new double[3];
        int least = Math.abs(first[0]) < Math.abs(first[1]) ? 0 : 1;
        some[Math.abs(first[least]) < Math.abs(first[2]) ? least : 2] = 1;
        double[] bend = cross(first, some);
        scale(bend, 1 / Math.sqrt(dot(bend, bend)));
        for (double[] way : List.of(bend, cross(first, bend))) {
            for (int axis = 0; axis < 3; axis++) {
                row[axis] = way[axis] / firstLength;
                row[6 + axis] = way[axis] / secondLength;
                row[3 + axis] = -row[axis] - row[6 + axis];
            }
            add(matrix, ANGLE, angle, row);
        }
    }

    /** Symmetric to the last bit. */
    private static void add(double[][] matrix, double constant, int[] atoms, double[] row) {
        for (int i = 0; i < 3 * atoms.length; i++) {
            double[] to = matrix[3 * atoms[i / 3] + i % 3];
            for (int j = 0; j < 3 * atoms.length; j++) {
                to[3 * atoms[j / 3] + j % 3] += constant * (row[i] * row[j]);
            }
        }
    }

    private static double[] difference(double[] positions, int of, int from) {
        return new double[] {
            positions[3 * of] - positions[3 * from],
            positions[3 * of + 1] - positions[3 * from + 1],
            positions[3 * of + 2] - positions[3 * from + 2]
        };
    }

    private static double length(double[] positions, int from, int to) {
        double[] difference = difference(positions, to, from);
        // Atoms at one place have no direction; the force tells where to go.
        return Math.max(0.1, Math.sqrt(dot(difference, difference)));
    }

    private static double[] unit(double[] positions, int from, int to) {
        double[] difference = difference(positions, to, from);
        scale(difference, 1 / length(positions, from, to));
        return difference;
    }

    private static double[] cross(double[] a, double[] b) {
        return new double[] {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
    }

    private static double dot(double[] a, double[] b) {
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    }

    private static void scale(double[] vector, double factor) {
        Arrays.setAll(vector, i -> factor * vector[i]);
    }
}
