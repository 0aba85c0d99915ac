package io.github.cdkdrift.superposition;

import java.util.Arrays;

/**
 * Numbers of a geometry that neither motion nor renumbering changes: the singular values of its coordinates, then the distances to
 * the centroid, sorted within each orbit of atoms. By von Neumann's inequality for traces and by the triangle inequality two
 * geometries deviate by no less than their signatures do.
 */
final class Signature {
    private Signature() {}

    /** @param atoms [atoms · 3] Å from the centroid; @param orbits the orbit of each atom */
    static double[] of(double[] atoms, int[] orbits) {
        int count = orbits.length;
        double[] signature = new double[3 + count];
        System.arraycopy(singularValues(atoms), 0, signature, 0, 3);
        double[][] byOrbit = new double[count][2];
        for (int i = 0; i < count; i++) {
            byOrbit[i][0] = orbits[i];
            byOrbit[i][1] = Math.sqrt(atoms[3 * i] * atoms[3 * i]
                    + atoms[3 * i + 1] * atoms[3 * i + 1]
                    + atoms[3 * i + 2] * atoms[3 * i + 2]);
        }
        Arrays.sort(byOrbit, Arrays::compare);
        for (int i = 0; i < count; i++) {
            signature[3 + i] = byOrbit[i][1];
        }
        return signature;
    }

    /** Whether two signatures alone tell that Σ |a − Rb|² is more than so much. */
    static boolean differ(double[] a, double[] b, double squares) {
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

    /** Roots of the eigenvalues of Σ x xᵀ, a symmetric 3×3 matrix, by the trigonometric solution of its cubic. */
    private static double[] singularValues(double[] atoms) {
        double[] m = new double[9];
        for (int i = 0; i < atoms.length; i += 3) {
            Overlaps.addOuter(atoms, i, atoms, i, 1, m);
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
}
