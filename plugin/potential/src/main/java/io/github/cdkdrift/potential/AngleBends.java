package io.github.cdkdrift.potential;

import com.actelion.research.chem.forcefield.mmff.AngleBend;
import com.actelion.research.chem.forcefield.mmff.StretchBend;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * MMFF94's angles with their coupling to the two bonds: 143.9325·(ka/2·t²·(1 + cb·t) + (kba·d + kbc·e)·t) for the angle's
 * deviation t in radians and the elongations d and e of the bonds, and 143.9325·ka·(1 + cos ϑ) at linear atoms (Halgren 1996,
 * doi:10.1002/(SICI)1096-987X(199604)17:5/6&lt;490::AID-JCC1&gt;3.0.CO;2-P, equations 3 to 5; cb = −0.4).
 */
final class AngleBends implements EnergyTerms {
    private static final double CUBIC = Math.toDegrees(-0.006981317);
    private static final double SMALLEST_SINE = 1e-8;

    private final int[] atoms;
    private final boolean[] linear;
    private final double[] angles;
    private final double[] constants;
    private final double[] couplings;
    private final double[] lengths;

    /** @param number the caller's number of each of OpenChemLib's atoms */
    AngleBends(List<AngleBend> bends, List<StretchBend> coupled, int[] number) {
        Map<List<Integer>, StretchBend> byAtoms = new HashMap<>();
        coupled.forEach(term -> byAtoms.put(List.of(term.a1, term.a2, term.a3), term));
        int count = bends.size();
        atoms = new int[3 * count];
        linear = new boolean[count];
        angles = new double[count];
        constants = new double[count];
        couplings = new double[2 * count];
        lengths = new double[2 * count];
        for (int i = 0; i < count; i++) {
            AngleBend bend = bends.get(i);
            atoms[3 * i] = number[bend.a1];
            atoms[3 * i + 1] = number[bend.a2];
            atoms[3 * i + 2] = number[bend.a3];
            linear[i] = bend.isLinear;
            angles[i] = Math.toRadians(bend.theta0);
            constants[i] = BondStretches.MILLIDYNE * bend.ka;
            StretchBend forward = byAtoms.get(List.of(bend.a1, bend.a2, bend.a3));
            StretchBend backward = byAtoms.get(List.of(bend.a3, bend.a2, bend.a1));
            if (forward != null) {
                couple(i, forward.kba_ijk, forward.r0i, forward.kba_kji, forward.r0k);
            } else if (backward != null) {
                couple(i, backward.kba_kji, backward.r0k, backward.kba_ijk, backward.r0i);
            }
        }
    }

    private void couple(int i, double first, double firstLength, double second, double secondLength) {
        couplings[2 * i] = BondStretches.MILLIDYNE * first;
        couplings[2 * i + 1] = BondStretches.MILLIDYNE * second;
        lengths[2 * i] = firstLength;
        lengths[2 * i + 1] = secondLength;
    }

    @Override
    public double add(double[] positions, int offset, double[] forces) {
        double energy = 0;
        for (int i = 0; i < angles.length; i++) {
            int a = offset + 3 * atoms[3 * i];
            int centre = offset + 3 * atoms[3 * i + 1];
            int c = offset + 3 * atoms[3 * i + 2];
            double ax = positions[a] - positions[centre];
            double ay = positions[a + 1] - positions[centre + 1];
            double az = positions[a + 2] - positions[centre + 2];
            double cx = positions[c] - positions[centre];
            double cy = positions[c + 1] - positions[centre + 1];
            double cz = positions[c + 2] - positions[centre + 2];
            double la = Math.sqrt(ax * ax + ay * ay + az * az);
            double lc = Math.sqrt(cx * cx + cy * cy + cz * cz);
            double cosine = (ax * cx + ay * cy + az * cz) / (la * lc);
            double nx = ay * cz - az * cy;
            double ny = az * cx - ax * cz;
            double nz = ax * cy - ay * cx;
            double sine = Math.sqrt(nx * nx + ny * ny + nz * nz) / (la * lc);

            double alongA = 0;
            double alongC = 0;
            double byCosine;
            if (linear[i]) {
                energy += constants[i] * (1 + cosine);
                byCosine = constants[i];
            } else {
                double t = Math.atan2(sine, cosine) - angles[i];
                double stretch =
                        couplings[2 * i] * (la - lengths[2 * i]) + couplings[2 * i + 1] * (lc - lengths[2 * i + 1]);
                energy += t * (0.5 * constants[i] * t * (1 + CUBIC * t) + stretch);
                byCosine = -(constants[i] * t * (1 + 1.5 * CUBIC * t) + stretch) / Math.max(sine, SMALLEST_SINE);
                alongA = couplings[2 * i] * t / la;
                alongC = couplings[2 * i + 1] * t / lc;
            }
            double across = byCosine / (la * lc);
            alongA -= byCosine * cosine / (la * la);
            alongC -= byCosine * cosine / (lc * lc);
            Vectors.addPair(
                    forces, centre, a, across * cx + alongA * ax, across * cy + alongA * ay, across * cz + alongA * az);
            Vectors.addPair(
                    forces, centre, c, across * ax + alongC * cx, across * ay + alongC * cy, across * az + alongC * cz);
        }
        return energy;
    }
}
