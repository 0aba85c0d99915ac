package io.github.cdkdrift.potential;

import com.actelion.research.chem.forcefield.mmff.TorsionAngle;
import io.github.cdkdrift.molecule.Torsion;
import java.util.List;

/**
 * MMFF94's torsions, V1/2·(1 + cos Φ) + V2/2·(1 − cos 2Φ) + V3/2·(1 + cos 3Φ), as a cubic polynomial of cos Φ, so that forces
 * are exact at planar torsions too (Halgren 1996, doi:10.1002/(SICI)1096-987X(199604)17:5/6&lt;490::AID-JCC1&gt;3.0.CO;2-P,
 * equation 7). Three atoms in a line have no torsion: no energy, no force.
 */
final class Torsions implements EnergyTerms {
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
        double[] derivatives = new double[14];
        for (int i = 0; i < atoms.length / 4; i++) {
            int a = offset + 3 * atoms[4 * i];
            int b = offset + 3 * atoms[4 * i + 1];
            int c = offset + 3 * atoms[4 * i + 2];
            int d = offset + 3 * atoms[4 * i + 3];
            if (!Torsion.differentiate(positions, a, b, c, d, derivatives)) {
                continue;
            }
            double cosine = derivatives[12];
            double v1 = barriers[3 * i];
            double v2 = barriers[3 * i + 1];
            double v3 = barriers[3 * i + 2];
            double square = cosine * cosine;
            energy += v1 * (1 + cosine) + v2 * (1 - square) + v3 * (1 + cosine * (4 * square - 3));
            double pull = derivatives[13] * (v1 - 2 * v2 * cosine + v3 * (12 * square - 3));
            for (int axis = 0; axis < 3; axis++) {
                forces[a + axis] += pull * derivatives[axis];
                forces[b + axis] += pull * derivatives[3 + axis];
                forces[c + axis] += pull * derivatives[6 + axis];
                forces[d + axis] += pull * derivatives[9 + axis];
            }
        }
        return energy;
    }
}
