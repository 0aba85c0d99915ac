package io.github.cdkdrift.potential;

import com.actelion.research.chem.forcefield.mmff.MMFFMolecule;
import com.actelion.research.chem.forcefield.mmff.OutOfPlane;
import com.actelion.research.chem.forcefield.mmff.Tables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * MMFF94's out-of-plane angles at atoms with three neighbours: 143.9325·koop/2·χ² for each of the three Wilson angles χ between
 * a bond and the plane of the other two, in radians (Halgren 1996, doi:10.1002/(SICI)1096-987X(199604)17:5/6&lt;490::AID-JCC1&gt;
 * 3.0.CO;2-P, equation 6).
 */
final class OutOfPlaneBends implements EnergyTerms {
    private static final double SMALLEST = 1e-8;

    private final int[] atoms;
    private final double[] constants;

    /** @param number the caller's number of each of OpenChemLib's atoms */
    OutOfPlaneBends(Tables tables, MMFFMolecule molecule, int[] number) {
        List<int[]> found = new ArrayList<>();
        List<Double> strengths = new ArrayList<>();
        for (int centre = 0; centre < molecule.getAllAtoms(); centre++) {
            if (molecule.getAllConnAtoms(centre) != 3) {
                continue;
            }
            for (int i = 0; i < 3; i++) {
                int a = molecule.getConnAtom(centre, i);
                int b = molecule.getConnAtom(centre, (i + 1) % 3);
                int lifted = molecule.getConnAtom(centre, (i + 2) % 3);
                double koop = new OutOfPlane(tables, molecule, centre, a, b, lifted).getKoop();
                if (koop != 0) {
                    found.add(new int[] {number[centre], number[a], number[b], number[lifted]});
                    strengths.add(BondStretches.MILLIDYNE * koop);
                }
            }
        }
        atoms = found.stream().flatMapToInt(Arrays::stream).toArray();
        constants = strengths.stream().mapToDouble(Double::doubleValue).toArray();
    }

    @Override
    public double add(double[] positions, int offset, double[] forces) {
        double energy = 0;
        for (int i = 0; i < constants.length; i++) {
            int centre = offset + 3 * atoms[4 * i];
            int a = offset + 3 * atoms[4 * i + 1];
            int b = offset + 3 * atoms[4 * i + 2];
            int c = offset + 3 * atoms[4 * i + 3];
            double ax = positions[a] - positions[centre];
            double ay = positions[a + 1] - positions[centre + 1];
            double az = positions[a + 2] - positions[centre + 2];
            double bx = positions[b] - positions[centre];
            double by = positions[b + 1] - positions[centre + 1];
            double bz = positions[b + 2] - positions[centre + 2];
            double cx = positions[c] - positions[centre];
            double cy = positions[c + 1] - positions[centre + 1];
            double cz = positions[c + 2] - positions[centre + 2];
            double nx = ay * bz - az * by;
            double ny = az * bx - ax * bz;
            double nz = ax * by - ay * bx;
            double n = Math.max(Math.sqrt(nx * nx + ny * ny + nz * nz), SMALLEST);
            double l = Math.sqrt(cx * cx + cy * cy + cz * cz);
            double sine = Math.max(-1, Math.min(1, (nx * cx + ny * cy + nz * cz) / (n * l)));
            double chi = Math.asin(sine);
            energy += 0.5 * constants[i] * chi * chi;

            double bySine = constants[i] * chi / Math.max(Math.sqrt(1 - sine * sine), SMALLEST);
            double across = bySine / (n * l);
            double alongN = bySine * sine / (n * n);
            double alongC = bySine * sine / (l * l);
            double gx = across * cx - alongN * nx;
            double gy = across * cy - alongN * ny;
            double gz = across * cz - alongN * nz;
            Vectors.addPair(forces, centre, a, by * gz - bz * gy, bz * gx - bx * gz, bx * gy - by * gx);
            Vectors.addPair(forces, centre, b, gy * az - gz * ay, gz * ax - gx * az, gx * ay - gy * ax);
            Vectors.addPair(
                    forces, centre, c, across * nx - alongC * cx, across * ny - alongC * cy, across * nz - alongC * cz);
        }
        return energy;
    }
}
