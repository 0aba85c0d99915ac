package io.github.cdkdrift.molecule;

/**
 * Signed torsion angles. The sign is IUPAC's (doi:10.1351/goldbook.T06406): positive where, seen along the bond b–c from b, the
 * bond c–d lies clockwise of a–b; 0 is cis, 180 trans.
 */
public final class Torsion {
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
        int a = 3 * torsion[0];
        int b = 3 * torsion[1];
        int c = 3 * torsion[2];
        int d = 3 * torsion[3];
        double ux = positions[b] - positions[a];
        double uy = positions[b + 1] - positions[a + 1];
        double uz = positions[b + 2] - positions[a + 2];
        double vx = positions[c] - positions[b];
        double vy = positions[c + 1] - positions[b + 1];
        double vz = positions[c + 2] - positions[b + 2];
        double wx = positions[d] - positions[c];
        double wy = positions[d + 1] - positions[c + 1];
        double wz = positions[d + 2] - positions[c + 2];
        double beforeX = uy * vz - uz * vy;
        double beforeY = uz * vx - ux * vz;
        double beforeZ = ux * vy - uy * vx;
        double afterX = vy * wz - vz * wy;
        double afterY = vz * wx - vx * wz;
        double afterZ = vx * wy - vy * wx;
        double sine = Math.sqrt(vx * vx + vy * vy + vz * vz) * (ux * afterX + uy * afterY + uz * afterZ);
        double cosine = beforeX * afterX + beforeY * afterY + beforeZ * afterZ;
        double angle = Math.atan2(sine, cosine);
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
        int a = 3 * torsion[0];
        int b = 3 * torsion[1];
        int c = 3 * torsion[2];
        int d = 3 * torsion[3];
        double ux = positions[b] - positions[a];
        double uy = positions[b + 1] - positions[a + 1];
        double uz = positions[b + 2] - positions[a + 2];
        double vx = positions[c] - positions[b];
        double vy = positions[c + 1] - positions[b + 1];
        double vz = positions[c + 2] - positions[b + 2];
        double wx = positions[d] - positions[c];
        double wy = positions[d + 1] - positions[c + 1];
        double wz = positions[d + 2] - positions[c + 2];
        double mx = uy * vz - uz * vy;
        double my = uz * vx - ux * vz;
        double mz = ux * vy - uy * vx;
        double nx = vy * wz - vz * wy;
        double ny = vz * wx - vx * wz;
        double nz = vx * wy - vy * wx;
        double mm = mx * mx + my * my + mz * mz;
        double nn = nx * nx + ny * ny + nz * nz;
        double vv = vx * vx + vy * vy + vz * vz;
        double first = mm > 0 && nn > 0 ? -Math.sqrt(vv) / mm : 0;
        double last = mm > 0 && nn > 0 ? Math.sqrt(vv) / nn : 0;
        double uv = vv > 0 ? (ux * vx + uy * vy + uz * vz) / vv : 0;
        double wv = vv > 0 ? (wx * vx + wy * vy + wz * vz) / vv : 0;
        double[] m = {mx, my, mz};
        double[] n = {nx, ny, nz};
        for (int axis = 0; axis < 3; axis++) {
            double ofA = first * m[axis];
            double ofD = last * n[axis];
            double ofB = -(1 + uv) * ofA + wv * ofD;
            gradient[axis] = ofA;
            gradient[3 + axis] = ofB;
            gradient[6 + axis] = -ofA - ofB - ofD;
            gradient[9 + axis] = ofD;
        }
    }
}
