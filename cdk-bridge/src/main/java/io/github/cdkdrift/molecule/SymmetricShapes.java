package io.github.cdkdrift.molecule;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Decides whether two geometries of a molecule are closer than a root-mean-square deviation of heavy atoms, over motions and
 * over the renumberings that the graph allows (same element, same number of hydrogens, same neighbours; bond orders ignored).
 * Made for millions of pairs, most of them far apart:
 *
 * <ol>
 *   <li>Sorted distances to the centroid, within each orbit of atoms, and the singular values of the coordinates are the same
 *       however the molecule is moved and renumbered. By the triangle inequality and by von Neumann's for traces the
 *       deviation is no less than their difference, which is found in nanoseconds.
 *   <li>Equal atoms at one neighbour are replaced by their centroid, which no permutation of them changes. The deviation of
 *       these points, exact for each remaining renumbering, is no more than that of the atoms.
 *   <li>Within the groups rotation and permutation are improved by turns, the best permutation for a rotation found by trying
 *       all; this may miss a better pair of both, so near the limit two geometries may be called different that are not.
 *       Without such groups the answer is exact.
 * </ol>
 *
 * One instance serves one thread.
 */
public final class SymmetricShapes {
    private static final int TURNS = 4;
    private static final int[][][] PERMUTATIONS = new int[7][][];

    static {
        for (int size = 0; size < PERMUTATIONS.length; size++) {
            PERMUTATIONS[size] = permutations(size);
        }
    }

    /** A geometry made ready to be compared. Immutable. */
    public static final class Shape {
        private final SymmetricShape numbers;

        private Shape(SymmetricShape numbers) {
            this.numbers = numbers;
        }
    }

    private final HeavyAtomSymmetry symmetry;
    private final int[] heavy;
    private final int[] orbits;
    private final double[] weights;
    private final int[] fixed;
    private final int[] moved;
    private final int[] firstOfGroup;

    private final double[] fixedSum = new double[9];
    private final double[] pointSum = new double[9];
    private final double[] sum = new double[9];
    private final double[] horn = new double[16];
    private final double[] rotation = new double[9];
    private final int[] chosen;
    private final double[] scores;

    /** Comparisons of geometries of this molecule. */
    public SymmetricShapes(MolecularGraph graph) {
        symmetry = HeavyAtomSymmetry.of(graph);
        heavy = symmetry.heavy();
        orbits = symmetry.orbits();
        int singles = symmetry.singles();
        int[] groups = symmetry.groups();
        weights = new double[symmetry.points()];
        Arrays.fill(weights, 0, singles, 1);
        firstOfGroup = new int[groups.length];
        for (int g = 0; g < groups.length; g++) {
            weights[singles + g] = groups[g];
            firstOfGroup[g] = g == 0 ? 0 : firstOfGroup[g - 1] + groups[g - 1];
        }
        fixed = pointsThatMove(false);
        moved = pointsThatMove(true);
        chosen = new int[groups.length];
        scores = new double[PERMUTATIONS.length * PERMUTATIONS.length];
    }

    private int[] pointsThatMove(boolean move) {
        return IntStream.range(0, symmetry.points())
                .filter(i -> Arrays.stream(symmetry.renumberings()).anyMatch(p -> p[i] != i) == move)
                .toArray();
    }

    /**
     * Makes a geometry ready.
     *
     * @param positions [atoms · 3] Å, finite; not modified
     */
    public Shape shape(double[] positions) {
        double[] atoms = centred(positions);
        int singles = symmetry.singles();
        int[] groups = symmetry.groups();
        double[] points = Arrays.copyOf(atoms, 3 * symmetry.points());
        double[] deviations = Arrays.copyOfRange(atoms, 3 * singles, atoms.length);
        double pointSpread = 0;
        for (int g = 0; g < groups.length; g++) {
            for (int axis = 0; axis < 3; axis++) {
                double mean = 0;
                for (int i = 0; i < groups[g]; i++) {
                    mean += deviations[3 * (firstOfGroup[g] + i) + axis] / groups[g];
                }
                for (int i = 0; i < groups[g]; i++) {
                    deviations[3 * (firstOfGroup[g] + i) + axis] -= mean;
                }
                points[3 * (singles + g) + axis] = mean;
            }
        }
        for (int i = 0; i < points.length; i++) {
            pointSpread += weights[i / 3] * points[i] * points[i];
        }
        double spread = 0;
        for (double x : atoms) {
            spread += x * x;
        }
        return new Shape(new SymmetricShape(points, deviations, signature(atoms), spread, pointSpread));
    }

    private double[] centred(double[] positions) {
        double[] result = new double[3 * heavy.length];
        for (int axis = 0; axis < 3; axis++) {
            double mean = 0;
            for (int atom : heavy) {
                mean += positions[3 * atom + axis] / heavy.length;
            }
            for (int i = 0; i < heavy.length; i++) {
                result[3 * i + axis] = positions[3 * heavy[i] + axis] - mean;
            }
        }
        return result;
    }

    /** [3 + heavy atoms] singular values, then distances to the centroid, sorted within each orbit. */
    private double[] signature(double[] atoms) {
        double[] signature = new double[3 + heavy.length];
        System.arraycopy(singularValues(atoms), 0, signature, 0, 3);
        double[][] byOrbit = new double[heavy.length][2];
        for (int i = 0; i < heavy.length; i++) {
            byOrbit[i][0] = orbits[i];
            byOrbit[i][1] = Math.sqrt(atoms[3 * i] * atoms[3 * i]
                    + atoms[3 * i + 1] * atoms[3 * i + 1]
                    + atoms[3 * i + 2] * atoms[3 * i + 2]);
        }
        Arrays.sort(byOrbit, Arrays::compare);
        for (int i = 0; i < heavy.length; i++) {
            signature[3 + i] = byOrbit[i][1];
        }
        return signature;
    }

    /** Roots of the eigenvalues of Σ x xᵀ, a symmetric 3×3 matrix, by the trigonometric solution of its cubic. */
    private static double[] singularValues(double[] atoms) {
        double[] m = new double[9];
        for (int i = 0; i < atoms.length; i += 3) {
            addOuter(atoms, i, atoms, i, 1, m);
        }
        double mean = (m[0] + m[4] + m[8]) / 3;
        double p = Math.sqrt(((m[0] - mean) * (m[0] - mean)
                        + (m[4] - mean) * (m[4] - mean)
                        + (m[8] - mean) * (m[8] - mean)
                        + 2 * (m[1] * m[1] + m[2] * m[2] + m[5] * m[5]))
                / 6);
        if (p == 0) {
            double root = Math.sqrt(mean);
            return new double[] {root, root, root};
        }
        double a = (m[0] - mean) / p;
        double b = (m[4] - mean) / p;
        double c = (m[8] - mean) / p;
        double d = m[1] / p;
        double e = m[2] / p;
        double f = m[5] / p;
        double half = (a * (b * c - f * f) - d * (d * c - f * e) + e * (d * f - b * e)) / 2;
        double angle = Math.acos(Math.max(-1, Math.min(1, half))) / 3;
        double greatest = mean + 2 * p * Math.cos(angle);
        double least = mean + 2 * p * Math.cos(angle + 2 * Math.PI / 3);
        double middle = 3 * mean - greatest - least;
        return new double[] {
            Math.sqrt(Math.max(0, greatest)), Math.sqrt(Math.max(0, middle)), Math.sqrt(Math.max(0, least))
        };
    }

    /** Whether the deviation of two geometries is at most so much, Å. */
    public boolean within(Shape first, Shape second, double rmsd) {
        SymmetricShape a = first.numbers;
        SymmetricShape b = second.numbers;
        double squares = heavy.length * rmsd * rmsd;
        if (signaturesDiffer(a.signature(), b.signature(), squares)) {
            return false;
        }
        double ofPoints = (a.pointSpread() + b.pointSpread() - squares) / 2;
        double ofAtoms = (a.spread() + b.spread() - squares) / 2;
        Arrays.fill(fixedSum, 0);
        for (int i : fixed) {
            addOuter(b.points(), 3 * i, a.points(), 3 * i, weights[i], fixedSum);
        }
        for (int[] renumbering : symmetry.renumberings()) {
            System.arraycopy(fixedSum, 0, pointSum, 0, 9);
            for (int i : moved) {
                addOuter(b.points(), 3 * renumbering[i], a.points(), 3 * i, weights[i], pointSum);
            }
            if (QuaternionOverlap.reaches(pointSum, ofPoints)
                    && (chosen.length == 0 || groupsFit(a, b, renumbering, ofAtoms))) {
                return true;
            }
        }
        return false;
    }

    private static boolean signaturesDiffer(double[] a, double[] b, double squares) {
        double values = 0;
        for (int i = 0; i < 3; i++) {
            values += (a[i] - b[i]) * (a[i] - b[i]);
        }
        // A part in 10⁹ for rounding.
        double limit = squares + 1e-9 * (squares + 1);
        if (values > limit) {
            return true;
        }
        double radii = 0;
        for (int i = 3; i < a.length; i++) {
            radii += (a[i] - b[i]) * (a[i] - b[i]);
            if (radii > limit) {
                return true;
            }
        }
        return false;
    }

    private boolean groupsFit(SymmetricShape a, SymmetricShape b, int[] renumbering, double overlap) {
        double bound = (a.spread() + b.spread()) / 2;
        if (!QuaternionOverlap.isDegenerate(pointSum)) {
            System.arraycopy(pointSum, 0, sum, 0, 9);
            return improves(a, b, renumbering, overlap, bound);
        }
        int largest = largestGroup();
        int starts = PERMUTATIONS[symmetry.groups()[largest]].length;
        for (int start = 0; start < starts; start++) {
            System.arraycopy(pointSum, 0, sum, 0, 9);
            addGroup(a, b, renumbering, largest, start);
            if (improves(a, b, renumbering, overlap, bound)) {
                return true;
            }
        }
        return false;
    }

    /** By turns the rotation for {@link #sum}, and the permutations for the rotation. */
    private boolean improves(SymmetricShape a, SymmetricShape b, int[] renumbering, double overlap, double bound) {
        Arrays.fill(chosen, -1);
        for (int turn = 0; turn < TURNS; turn++) {
            QuaternionOverlap.rotation(sum, QuaternionOverlap.greatest(sum, bound), horn, rotation);
            System.arraycopy(pointSum, 0, sum, 0, 9);
            boolean changed = false;
            for (int g = 0; g < chosen.length; g++) {
                int best = bestPermutation(a, b, renumbering, g);
                changed |= best != chosen[g];
                chosen[g] = best;
                addGroup(a, b, renumbering, g, best);
            }
            if (QuaternionOverlap.reaches(sum, overlap)) {
                return true;
            }
            if (!changed) {
                return false;
            }
        }
        return false;
    }

    private int bestPermutation(SymmetricShape a, SymmetricShape b, int[] renumbering, int group) {
        int size = symmetry.groups()[group];
        int from = 3 * firstOfGroup[group];
        int to = 3 * firstOfGroup[renumbering[symmetry.singles() + group] - symmetry.singles()];
        for (int j = 0; j < size; j++) {
            double[] y = b.deviations();
            int at = to + 3 * j;
            double x0 = rotation[0] * y[at] + rotation[1] * y[at + 1] + rotation[2] * y[at + 2];
            double x1 = rotation[3] * y[at] + rotation[4] * y[at + 1] + rotation[5] * y[at + 2];
            double x2 = rotation[6] * y[at] + rotation[7] * y[at + 1] + rotation[8] * y[at + 2];
            for (int i = 0; i < size; i++) {
                int other = from + 3 * i;
                scores[size * i + j] =
                        a.deviations()[other] * x0 + a.deviations()[other + 1] * x1 + a.deviations()[other + 2] * x2;
            }
        }
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int p = 0; p < PERMUTATIONS[size].length; p++) {
            double score = 0;
            for (int i = 0; i < size; i++) {
                score += scores[size * i + PERMUTATIONS[size][p][i]];
            }
            if (score > most) {
                most = score;
                best = p;
            }
        }
        return best;
    }

    private void addGroup(SymmetricShape a, SymmetricShape b, int[] renumbering, int group, int permutation) {
        int size = symmetry.groups()[group];
        int from = 3 * firstOfGroup[group];
        int to = 3 * firstOfGroup[renumbering[symmetry.singles() + group] - symmetry.singles()];
        for (int i = 0; i < size; i++) {
            addOuter(b.deviations(), to + 3 * PERMUTATIONS[size][permutation][i], a.deviations(), from + 3 * i, 1, sum);
        }
    }

    private int largestGroup() {
        int largest = 0;
        for (int g = 1; g < chosen.length; g++) {
            largest = symmetry.groups()[g] > symmetry.groups()[largest] ? g : largest;
        }
        return largest;
    }

    private static void addOuter(double[] b, int j, double[] a, int i, double weight, double[] sum) {
        for (int row = 0; row < 3; row++) {
            double x = weight * b[j + row];
            sum[3 * row] += x * a[i];
            sum[3 * row + 1] += x * a[i + 1];
            sum[3 * row + 2] += x * a[i + 2];
        }
    }

    private static int[][] permutations(int size) {
        if (size == 0) {
            return new int[][] {{}};
        }
        return Arrays.stream(permutations(size - 1))
                .flatMap(shorter -> IntStream.range(0, size).mapToObj(place -> {
                    int[] longer = new int[size];
                    System.arraycopy(shorter, 0, longer, 0, place);
                    longer[place] = size - 1;
                    System.arraycopy(shorter, place, longer, place + 1, size - 1 - place);
                    return longer;
                }))
                .toArray(int[][]::new);
    }
}
