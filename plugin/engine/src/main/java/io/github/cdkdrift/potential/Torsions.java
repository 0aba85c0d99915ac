package io.github.cdkdrift.potential;

import com.actelion.research.chem.forcefield.mmff.TorsionAngle;
import java.util.List;

/**
 * MMFF94's torsions, V1/2·(1 + cos Φ) + V2/2·(1 − cos 2Φ) + V3/2·(1 + cos 3Φ), as a cubic polynomial of cos Φ, so that forces
 * are exact at planar torsions too (Halgren 1996, doi:10.1002/(SICI)1096-987X(199604)17:5/6&lt;490::AID-JCC1&gt;3.0.CO;2-P,
 * equation 7). Three atoms in a line have no torsion: no energy, no force.
 */
final class Torsions implements EnergyTerms {
    private static final double IN_A_LINE = 1e-10;

    private final int[] atoms;
    private final double[] barriers;

    /** @param number the caller's number of each of OpenChemLib's atoms */
    Torsions(List<TorsionAngle> torsions, int[] number) {
        atoms = new int[4 * torsions.size()];
        barriers = new double[3 * torsions.size()];
        for (int i = 0; i < torsions.size(); i++) {
            TorsionAngle torsion = torsions.get(i);
            atoms[4 * i] = number[torsion.a1];
            atoms[4 * i + 1] = number[torsion.a2];
            atoms[4 * i + 2] = number[torsion.a3];
            atoms[4 * i + 3] = number[torsion.a4];
            barriers[3 * i] = 0.5 * torsion.v1;
            barriers[3 * i + 1] = torsion.v2;
            barriers[3 * i + 2] = 0.5 * torsion.v3;
        }
    }

    @Override
    public double add(double[] positions, int offset, double[] forces) {
        double energy = 0;
        for (int i = 0; i < atoms.length / 4; i++) {
            int a = offset + 3 * atoms[4 * i];
            int b = offset + 3 * atoms[4 * i + 1];
            int c = offset + 3 * atoms[4 * i + 2];
            int d = offset + 3 * atoms[4 * i + 3];
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
            double m2 = mx * mx + my * my + mz * mz;
            double n2 = nx * nx + ny * ny + nz * nz;
            if (m2 < IN_A_LINE || n2 < IN_A_LINE) {
                continue;
            }
            double mn = Math.sqrt(m2 * n2);
            double cosine = (mx * nx + my * ny + mz * nz) / mn;
            double v1 = barriers[3 * i];
            double v2 = barriers[3 * i + 1];
            double v3 = barriers[3 * i + 2];
            double square = cosine * cosine;
            energy += v1 * (1 + cosine) + v2 * (1 - square) + v3 * (1 + cosine * (4 * square - 3));
            double slope = v1 - 2 * v2 * cosine + v3 * (12 * square - 3);

            double across = slope / mn;
            double alongM = slope * cosine / m2;
            double alongN = slope * cosine / n2;
            double gx = across * nx - alongM * mx;
            double gy = across * ny - alongM * my;
            double gz = across * nz - alongM * mz;
            double hx = across * mx - alongN * nx;
            double hy = across * my - alongN * ny;
            double hz = across * mz - alongN * nz;
            Vectors.addPair(forces, a, b, vy * gz - vz * gy, vz * gx - vx * gz, vx * gy - vy * gx);
            Vectors.addPair(
                    forces,
                    b,
                    c,
                    gy * uz - gz * uy + wy * hz - wz * hy,
                    gz * ux - gx * uz + wz * hx - wx * hz,
                    gx * uy - gy * ux + wx * hy - wy * hx);
            Vectors.addPair(forces, c, d, hy * vz - hz * vy, hz * vx - hx * vz, hx * vy - hy * vx);
        }
        return energy;
    }
}
