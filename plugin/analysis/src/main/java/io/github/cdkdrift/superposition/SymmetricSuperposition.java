package io.github.cdkdrift.superposition;

import io.github.cdkdrift.molecule.MolecularGraph;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The least root-mean-square deviation of two geometries of a molecule over motions and over the renumberings of some of its atoms
 * that the graph allows (same element, same number of hydrogens, same neighbours; bond orders ignored): a phenyl group that has
 * flipped lies on itself, mirror images stay apart. No rotation is needed to find it (D. L. Theobald 2005,
 * doi:10.1107/S0108767305015266). Made for millions of pairs, most of them far apart:
 *
 * <ol>
 *   <li>Sorted distances to the centroid, within each orbit of atoms, and the singular values of the coordinates are the same
 *       however the molecule is moved and renumbered. The deviation is no less than their difference, which is found in nanoseconds.
 *   <li>Equal atoms at one neighbour are replaced by their centroid, which no permutation of them changes. The deviation of
 *       these points, exact for each remaining renumbering, is no more than that of the atoms.
 *   <li>Within the groups all permutations are tried where there are at most 10,000 renumberings in all. Where there are more,
 *       rotation and permutation are improved by turns; this may miss a better pair of both, so the deviation may be found too large.
 * </ol>
 *
 * Costs O(renumberings · atoms) a pair; right to 10⁻⁴ Å where the atoms lie on a line, else to 10⁻⁶ Å. One instance serves one
 * thread.
 */
public final class SymmetricSuperposition {
    /** A geometry made ready to be compared. Immutable. */
    public static final class Geometry {
        private final Shape shape;

        private Geometry(Shape shape) {
            this.shape = shape;
        }
    }

    private final AtomSymmetry symmetry;
    private final int[] atoms;
    private final int[] orbits;
    private final double[] weights;
    private final int[] fixed;
    private final int[] moved;
    private final GroupMatching groups;

    private final double[] fixedSum = new double[9];
    private final double[] pointSum = new double[9];

    private SymmetricSuperposition(AtomSymmetry symmetry) {
        this.symmetry = symmetry;
        atoms = symmetry.atoms();
        orbits = symmetry.orbits();
        groups = new GroupMatching(symmetry);
        weights = new double[symmetry.points()];
        Arrays.fill(weights, 1);
        for (int g = 0; g < symmetry.groups().length; g++) {
            weights[symmetry.singles() + g] = symmetry.groups()[g];
        }
        fixed = pointsThatMove(false);
        moved = pointsThatMove(true);
    }

    /** Compares heavy atoms. */
    public static SymmetricSuperposition ofHeavyAtoms(MolecularGraph graph) {
        return new SymmetricSuperposition(AtomSymmetry.ofHeavyAtoms(graph));
    }

    /** Compares all atoms, hydrogens too. */
    public static SymmetricSuperposition ofAllAtoms(MolecularGraph graph) {
        return new SymmetricSuperposition(AtomSymmetry.ofAllAtoms(graph));
    }

    /**
     * Compares chosen atoms.
     *
     * @param atoms at least one, numbered from 0
     * @throws IllegalArgumentException if there is none or the molecule has no such atom
     */
    public static SymmetricSuperposition of(MolecularGraph graph, int[] atoms) {
        return new SymmetricSuperposition(AtomSymmetry.of(graph, atoms));
    }

    private int[] pointsThatMove(boolean move) {
        return IntStream.range(0, symmetry.points())
                .filter(i -> Arrays.stream(symmetry.renumberings()).anyMatch(p -> p[i] != i) == move)
                .toArray();
    }

    /** The atoms that are compared, in the order of their numbers. */
    public int[] atoms() {
        return Arrays.stream(atoms).sorted().toArray();
    }

    /** Whether there are too many renumberings to be listed, so that atoms are compared as they are numbered. */
    public boolean isAsNumbered() {
        return symmetry.tooMany();
    }

    /**
     * Makes a geometry ready.
     *
     * @param positions [atoms · 3] Å, finite; not modified
     */
    public Geometry geometry(double[] positions) {
        double[] centred = centred(positions);
        int singles = symmetry.singles();
        int[] sizes = symmetry.groups();
        int[] first = symmetry.firstOfGroup();
        double[] points = Arrays.copyOf(centred, 3 * symmetry.points());
        double[] deviations = Arrays.copyOfRange(centred, 3 * singles, centred.length);
        for (int g = 0; g < sizes.length; g++) {
            for (int axis = 0; axis < 3; axis++) {
                double mean = 0;
                for (int i = 0; i < sizes[g]; i++) {
                    mean += deviations[3 * (first[g] + i) + axis] / sizes[g];
                }
                for (int i = 0; i < sizes[g]; i++) {
                    deviations[3 * (first[g] + i) + axis] -= mean;
                }
                points[3 * (singles + g) + axis] = mean;
            }
        }
        double pointSpread = 0;
        for (int i = 0; i < points.length; i++) {
            pointSpread += weights[i / 3] * points[i] * points[i];
        }
        double spread = 0;
        for (double x : centred) {
            spread += x * x;
        }
        return new Geometry(new Shape(points, deviations, Signature.of(centred, orbits), spread, pointSpread));
    }

    private double[] centred(double[] positions) {
        double[] result = new double[3 * atoms.length];
        for (int axis = 0; axis < 3; axis++) {
            double mean = 0;
            for (int atom : atoms) {
                mean += positions[3 * atom + axis] / atoms.length;
            }
            for (int i = 0; i < atoms.length; i++) {
                result[3 * i + axis] = positions[3 * atoms[i] + axis] - mean;
            }
        }
        return result;
    }

    /** Whether the deviation of two geometries is at most so much, Å. Faster than {@link #rmsd}, above all where it is not. */
    public boolean within(Geometry first, Geometry second, double rmsd) {
        Shape a = first.shape;
        Shape b = second.shape;
        double squares = atoms.length * rmsd * rmsd;
        if (Signature.differ(a.signature(), b.signature(), squares)) {
            return false;
        }
        double ofPoints = (a.pointSpread() + b.pointSpread() - squares) / 2;
        double ofAtoms = (a.spread() + b.spread() - squares) / 2;
        sumFixed(a, b);
        for (int[] renumbering : symmetry.renumberings()) {
            sumPoints(a, b, renumbering);
            if (QuaternionOverlap.reaches(pointSum, ofPoints)
                    && (symmetry.groups().length == 0 || groups.reaches(pointSum, a, b, renumbering, ofAtoms))) {
                return true;
            }
        }
        return false;
    }

    /** The least deviation of two geometries, Å. */
    public double rmsd(Geometry first, Geometry second) {
        double overlap = greatestOverlap(first.shape, second.shape, new int[atoms.length]);
        double squares = first.shape.spread() + second.shape.spread() - 2 * overlap;
        return Math.sqrt(Math.max(0, squares / atoms.length));
    }

    /** The atoms of the second geometry that {@link #atoms()} of the first lie on, in their order, where the deviation is least. */
    public int[] partners(Geometry first, Geometry second) {
        int[] partners = new int[atoms.length];
        greatestOverlap(first.shape, second.shape, partners);
        int[] inOrder = IntStream.range(0, atoms.length)
                .boxed()
                .sorted((i, j) -> Integer.compare(atoms[i], atoms[j]))
                .mapToInt(i -> atoms[partners[i]])
                .toArray();
        return inOrder;
    }

    /** @param partners [atoms] the place of the atom that each lies on; overwritten */
    private double greatestOverlap(Shape a, Shape b, int[] partners) {
        double bound = (a.spread() + b.spread()) / 2;
        // The overlap of deviations is at most this, by the inequality of Cauchy and Schwarz.
        double ofDeviations = Math.sqrt(a.deviationSpread() * b.deviationSpread());
        double best = Double.NEGATIVE_INFINITY;
        sumFixed(a, b);
        for (int[] renumbering : symmetry.renumberings()) {
            sumPoints(a, b, renumbering);
            double ofPoints = QuaternionOverlap.greatest(pointSum, bound);
            if (ofPoints + ofDeviations <= best) {
                continue;
            }
            double overlap =
                    symmetry.groups().length == 0 ? ofPoints : groups.greatest(pointSum, a, b, renumbering, best);
            if (overlap > best) {
                best = overlap;
                keep(renumbering, partners);
            }
        }
        return best;
    }

    private void keep(int[] renumbering, int[] partners) {
        int singles = symmetry.singles();
        System.arraycopy(renumbering, 0, partners, 0, singles);
        int[] first = symmetry.firstOfGroup();
        for (int g = 0; g < symmetry.groups().length; g++) {
            int onto = first[renumbering[singles + g] - singles];
            for (int i = 0; i < symmetry.groups()[g]; i++) {
                partners[singles + first[g] + i] = singles + onto + groups.partner(g, i);
            }
        }
    }

    private void sumFixed(Shape a, Shape b) {
        Arrays.fill(fixedSum, 0);
        for (int i : fixed) {
            Overlaps.addOuter(b.points(), 3 * i, a.points(), 3 * i, weights[i], fixedSum);
        }
    }

    private void sumPoints(Shape a, Shape b, int[] renumbering) {
        System.arraycopy(fixedSum, 0, pointSum, 0, 9);
        for (int i : moved) {
            Overlaps.addOuter(b.points(), 3 * renumbering[i], a.points(), 3 * i, weights[i], pointSum);
        }
    }
}
