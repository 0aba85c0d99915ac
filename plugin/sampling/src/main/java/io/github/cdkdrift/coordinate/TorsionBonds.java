package io.github.cdkdrift.coordinate;

/**
 * The three bonds of a torsion a–b–c–d and the normals of its two planes. In single precision, as all that runs over a training
 * batch; {@link io.github.cdkdrift.molecule.Torsion} has the same in double precision. Small enough for the compiler to keep it
 * in registers.
 */
final class TorsionBonds {
    private final float ux;
    private final float uy;
    private final float uz;
    private final float vx;
    private final float vy;
    private final float vz;
    private final float wx;
    private final float wy;
    private final float wz;

    TorsionBonds(float[] p, int offset, int[] torsion) {
        int a = offset + 3 * torsion[0];
        int b = offset + 3 * torsion[1];
        int c = offset + 3 * torsion[2];
        int d = offset + 3 * torsion[3];
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

    float mx() {
        return uy * vz - uz * vy;
    }

    float my() {
        return uz * vx - ux * vz;
    }

    float mz() {
        return ux * vy - uy * vx;
    }

    float nx() {
        return vy * wz - vz * wy;
    }

    float ny() {
        return vz * wx - vx * wz;
    }

    float nz() {
        return vx * wy - vy * wx;
    }

    float squaredAxis() {
        return vx * vx + vy * vy + vz * vz;
    }

    /** a–b times the normal of b–c–d. */
    float volume() {
        return ux * nx() + uy * ny() + uz * nz();
    }

    float firstAlongAxis() {
        return ux * vx + uy * vy + uz * vz;
    }

    float lastAlongAxis() {
        return wx * vx + wy * vy + wz * vz;
    }
}
