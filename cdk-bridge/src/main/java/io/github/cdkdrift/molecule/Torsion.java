package io.github.cdkdrift.molecule;

import java.util.Arrays;

/**
 * Signed torsion angles. The sign is IUPAC's (doi:10.1351/goldbook.T06406): positive where, seen along the bond b–c from b, the
 * bond c–d lies clockwise of a–b; 0 is cis, 180 trans.
 */
public final class Torsion {
    /** Squared areas, Å⁴, below which three atoms lie on a line. */
    private static final double IN_A_LINE = 1e-10;

    private Torsion() {}

    /**
     * The torsion a–b–c–d in degrees, in (−180, 180].
     *
     * @param positions [atoms · 3] Å
     * @param torsion the atoms {a, b, c, d}
     * @return 0 where three successive atoms lie on one line and the torsion is undefined; never NaN for finite positions
     */
    public static double degrees(double[] positions, int[] torsion) {
        return Math.toDegrees(radians(positions, torsion));
    }

    /** The same in radians, in (−π, π]. */
    public static double radians(double[] positions, int[] torsion) {
        return radians(positions, 0, torsion);
    }

    /** The same of a geometry that begins at {@code at}. */
    public static double radians(double[] positions, int at, int[] torsion) {
        Bonds t = new Bonds(
                positions, at + 3 * torsion[0], at + 3 * torsion[1], at + 3 * torsion[2], at + 3 * torsion[3]);
        double cosine = t.mx() * t.nx() + t.my() * t.ny() + t.mz() * t.nz();
        double angle = Math.atan2(Math.sqrt(t.squaredAxis()) * t.volume(), cosine);
        return angle == -Math.PI ? Math.PI : angle;
    }

    /**
     * The derivatives of the torsion with respect to its atoms' positions (Blondel and Karplus 1996,
     * doi:10.1002/(SICI)1096-987X(19960715)17:9&lt;1132::AID-JCC5&gt;3.0.CO;2-T).
     *
     * @param positions [atoms · 3] Å
     * @param torsion the atoms {a, b, c, d}
     * @param gradient [4 · 3] radians/Å, overwritten; 0 where the torsion is undefined
     */
    public static void gradient(double[] positions, int[] torsion, double[] gradient) {
        Bonds t = new Bonds(positions, 3 * torsion[0], 3 * torsion[1], 3 * torsion[2], 3 * torsion[3]);
        fill(t, gradient);
    }

    /**
     * Cosine, sine and derivatives of a torsion, for potentials: an energy that is a polynomial of the cosine has exact forces so,
     * at planar torsions too.
     *
     * @param positions coordinates in Å
     * @param a where in {@code positions} the coordinates of the first atom begin; likewise {@code b}, {@code c} and {@code d}
     * @param derivatives [14], overwritten: the gradient as in {@link #gradient}, cosine, sine
     * @return whether the torsion is defined; if not, all are 0
     */
    public static boolean differentiate(double[] positions, int a, int b, int c, int d, double[] derivatives) {
        Bonds t = new Bonds(positions, a, b, c, d);
        double norms = fill(t, derivatives);
        double scale = norms > 0 ? 1 / norms : 0;
        derivatives[12] = scale * (t.mx() * t.nx() + t.my() * t.ny() + t.mz() * t.nz());
        derivatives[13] = scale * Math.sqrt(t.squaredAxis()) * t.volume();
        return norms > 0;
    }

    /** Fills the gradient; returns the product of the lengths of both planes' normals, 0 where the torsion is undefined. */
    private static double fill(Bonds t, double[] gradient) {
        double mx = t.mx();
        double my = t.my();
        double mz = t.mz();
        double nx = t.nx();
        double ny = t.ny();
        double nz = t.nz();
        double mm = mx * mx + my * my + mz * mz;
        double nn = nx * nx + ny * ny + nz * nz;
        if (mm < IN_A_LINE || nn < IN_A_LINE) {
            Arrays.fill(gradient, 0, 12, 0);
            return 0;
        }
        double vv = t.squaredAxis();
        double length = Math.sqrt(vv);
        double first = -length / mm;
        double last = length / nn;
        double before = -1 - t.firstAlongAxis() / vv;
        double after = t.lastAlongAxis() / vv;
        put(gradient, 0, first * mx, last * nx, before, after);
        put(gradient, 1, first * my, last * ny, before, after);
        put(gradient, 2, first * mz, last * nz, before, after);
        return Math.sqrt(mm * nn);
    }

    private static void put(double[] gradient, int axis, double ofA, double ofD, double before, double after) {
        double ofB = before * ofA + after * ofD;
        gradient[axis] = ofA;
        gradient[3 + axis] = ofB;
        gradient[6 + axis] = -ofA - ofB - ofD;
        gradient[9 + axis] = ofD;
    }

    /**
     * Turns atoms about the axis through two others (Rodrigues' formula). Turned are atoms on the side of {@code to}: their
     * torsions about the axis grow by the angle.
     *
     * @param positions [… atoms · 3] Å from {@code offset} on, modified
     * @param angle radians
     */
    public static void turn(double[] positions, int offset, int from, int to, int[] atoms, double angle) {
        int a = offset + 3 * from;
        int b = offset + 3 * to;
        double ux = positions[b] - positions[a];
        double uy = positions[b + 1] - positions[a + 1];
        double uz = positions[b + 2] - positions[a + 2];
        double norm = Math.sqrt(ux * ux + uy * uy + uz * uz);
        ux /= norm;
        uy /= norm;
        uz /= norm;
        double cosine = Math.cos(angle);
        double sine = Math.sin(angle);
        for (int atom : atoms) {
            int i = offset + 3 * atom;
            double x = positions[i] - positions[b];
            double y = positions[i + 1] - positions[b + 1];
            double z = positions[i + 2] - positions[b + 2];
            double along = (1 - cosine) * (ux * x + uy * y + uz * z);
            positions[i] = positions[b] + cosine * x + sine * (uy * z - uz * y) + along * ux;
            positions[i + 1] = positions[b + 1] + cosine * y + sine * (uz * x - ux * z) + along * uy;
            positions[i + 2] = positions[b + 2] + cosine * z + sine * (ux * y - uy * x) + along * uz;
        }
    }

    /** The bonds u, v and w of a–b–c–d and the normals m and n of its planes; the compiler keeps them in registers. */
    private static final class Bonds {
        private final double ux;
        private final double uy;
        private final double uz;
        private final double vx;
        private final double vy;
        private final double vz;
        private final double wx;
        private final double wy;
        private final double wz;

        Bonds(double[] p, int a, int b, int c, int d) {
            ux = p[b] - p[a];
            uy = p[b + 1] - p[a + 1];
            uz = p[b + 2] - p[a + 2];
            vx = p[c] - p[b];
            vy = p[c + 1] - p[b + 1];
            vz = p[c + 2] - p[b + 2];
            wx = p[d] - p[c];
            wy = p[d + 1] - p[c + 1];
            wz = p[d + 2] - p[c + 2];
        }

        double mx() {
            return uy * vz - uz * vy;
        }

        double my() {
            return uz * vx - ux * vz;
        }

        double mz() {
            return ux * vy - uy * vx;
        }

        double nx() {
            return vy * wz - vz * wy;
        }

        double ny() {
            return vz * wx - vx * wz;
        }

        double nz() {
            return vx * wy - vy * wx;
        }

        double squaredAxis() {
            return vx * vx + vy * vy + vz * vz;
        }

        /** a–b times the normal of b–c–d. */
        double volume() {
            return ux * nx() + uy * ny() + uz * nz();
        }

        double firstAlongAxis() {
            return ux * vx + uy * vy + uz * vz;
        }

        double lastAlongAxis() {
            return wx * vx + wy * vy + wz * vz;
        }
    }
}
