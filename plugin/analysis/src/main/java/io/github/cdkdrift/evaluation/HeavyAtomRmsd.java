package io.github.cdkdrift.evaluation;

import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.QuaternionOverlap;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.openscience.cdk.exception.CDKException;

/**
 * Least root mean square deviation of the heavy atoms over translations, proper rotations and the renumberings that the
 * heavy-atom graph allows (same element, same number of hydrogens, same neighbours; bond orders ignored). Coverage asks for
 * some million of them and for no rotation, so only the greatest eigenvalue of the quaternion matrix is found, by Newton's
 * method, without allocation: D. L. Theobald 2005, doi:10.1107/S0108767305015266.
 * One thread at a time. Costs O(heavy atoms · renumberings) a pair of conformers; right to 10⁻⁴ Å where the atoms lie on a line, else to 10⁻⁶ Å.
 */
final class HeavyAtomRmsd {
    private static final int MOST_RENUMBERINGS = 10_000;

    private final int[] heavy;
    private final int[][] renumberings;
    private final double[] covariance = new double[9];

    /** @throws IllegalArgumentException if the heavy atoms can be renumbered in more than 10,000 ways */
    HeavyAtomRmsd(MolecularGraph graph) {
        int[] numbers = graph.atomicNumbers();
        heavy = IntStream.range(0, numbers.length).filter(i -> numbers[i] > 1).toArray();
        renumberings = heavy.length < 2 ? new int[0][] : renumberings(graph, heavy);
    }

    /** Whether there are heavy atoms enough for a deviation. */
    boolean applies() {
        return heavy.length >= 2;
    }

    /** The heavy atoms of a geometry, [atoms · 3] Å, centred, [heavy atoms · 3] Å. */
    double[] centred(double[] positions) {
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

    /** The deviation in Å of two geometries as {@link #centred} gives them. */
    double rmsd(double[] a, double[] b) {
        double spread = 0;
        for (int i = 0; i < a.length; i++) {
            spread += a[i] * a[i] + b[i] * b[i];
        }
        double overlap = 0;
        for (int[] renumbering : renumberings) {
            overlap = Math.max(overlap, greatestOverlap(a, b, renumbering, spread / 2));
        }
        return Math.sqrt(Math.max(0, (spread - 2 * overlap) / heavy.length));
    }

    /** max over rotations of Σ a·Rb. */
    private double greatestOverlap(double[] a, double[] b, int[] renumbering, double upperBound) {
        double xx = 0, xy = 0, xz = 0, yx = 0, yy = 0, yz = 0, zx = 0, zy = 0, zz = 0;
        for (int i = 0; i < renumbering.length; i++) {
            int j = 3 * renumbering[i];
            double x = a[3 * i];
            double y = a[3 * i + 1];
            double z = a[3 * i + 2];
            xx += x * b[j];
            xy += x * b[j + 1];
            xz += x * b[j + 2];
            yx += y * b[j];
            yy += y * b[j + 1];
            yz += y * b[j + 2];
            zx += z * b[j];
            zy += z * b[j + 1];
            zz += z * b[j + 2];
        }
        covariance[0] = xx;
        covariance[1] = xy;
        covariance[2] = xz;
        covariance[3] = yx;
        covariance[4] = yy;
        covariance[5] = yz;
        covariance[6] = zx;
        covariance[7] = zy;
        covariance[8] = zz;
        return QuaternionOverlap.greatest(covariance, upperBound);
    }

    /** [renumberings, heavy atoms], the heavy atoms counted from 0 among themselves. */
    private static int[][] renumberings(MolecularGraph graph, int[] heavy) {
        try {
            int[][] renumberings = graph.heavyAtomAutomorphisms(MOST_RENUMBERINGS);
            for (int[] renumbering : renumberings) {
                Arrays.setAll(renumbering, i -> Arrays.binarySearch(heavy, renumbering[i]));
            }
            return renumberings;
        } catch (CDKException e) {
            throw new IllegalArgumentException(e.getMessage() + "; evaluate this molecule without coverage", e);
        }
    }
}
