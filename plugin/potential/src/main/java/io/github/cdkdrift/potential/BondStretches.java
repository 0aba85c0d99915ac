package io.github.cdkdrift.potential;

import com.actelion.research.chem.forcefield.mmff.BondStretch;
import java.util.List;

/**
 * MMFF94's bonds: quartic in the elongation d, 143.9325·kb/2·d²·(1 + cs·d + 7/12·cs²·d²) with cs = −2/Å (Halgren 1996,
 * doi:10.1002/(SICI)1096-987X(199604)17:5/6&lt;490::AID-JCC1&gt;3.0.CO;2-P, equation 2).
 */
final class BondStretches implements EnergyTerms {
    /** kcal/mol/Å² in one md/Å. */
    static final double MILLIDYNE = 143.9325;

    private static final double CUBIC = -2;
    private static final double QUARTIC = 7.0 / 12 * CUBIC * CUBIC;

    private final int[] atoms;
    private final double[] lengths;
    private final double[] constants;

    /** @param number the caller's number of each of OpenChemLib's atoms */
    BondStretches(List<BondStretch> bonds, int[] number) {
        atoms = new int[2 * bonds.size()];
        lengths = new double[bonds.size()];
        constants = new double[bonds.size()];
        for (int i = 0; i < bonds.size(); i++) {
            BondStretch bond = bonds.get(i);
            atoms[2 * i] = number[bond.a1];
            atoms[2 * i + 1] = number[bond.a2];
            lengths[i] = bond.r0;
            constants[i] = MILLIDYNE * bond.kb;
        }
    }

    @Override
    public double add(double[] positions, int offset, double[] forces) {
        double energy = 0;
        for (int i = 0; i < lengths.length; i++) {
            int a = offset + 3 * atoms[2 * i];
            int b = offset + 3 * atoms[2 * i + 1];
            double x = positions[b] - positions[a];
            double y = positions[b + 1] - positions[a + 1];
            double z = positions[b + 2] - positions[a + 2];
            double length = Math.sqrt(x * x + y * y + z * z);
            double d = length - lengths[i];
            energy += 0.5 * constants[i] * d * d * (1 + CUBIC * d + QUARTIC * d * d);
            double pull = constants[i] * d * (1 + 1.5 * CUBIC * d + 2 * QUARTIC * d * d) / length;
            Vectors.addPair(forces, a, b, pull * x, pull * y, pull * z);
        }
        return energy;
    }
}
