package io.github.cdkdrift.potential;

import com.actelion.research.chem.forcefield.mmff.Electrostatic;
import com.actelion.research.chem.forcefield.mmff.Separation.Relation;
import com.actelion.research.chem.forcefield.mmff.VanDerWaals;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * MMFF94's pairs of atoms three bonds apart or further: the buffered 14-7 potential (Halgren 1992, doi:10.1021/ja00046a032) and
 * Coulomb's law at R + 0.05 Å, three quarters of it between atoms three bonds apart (Halgren 1996,
 * doi:10.1002/(SICI)1096-987X(199604)17:5/6&lt;490::AID-JCC1&gt;3.0.CO;2-P, equations 8 and 13). No cutoff. A dielectric that
 * grows with the distance squares R + 0.05 Å, as the same article has it.
 */
final class NonbondedPairs implements EnergyTerms {
    private static final double COULOMB = 332.0716;
    private static final double CHARGE_BUFFER = 0.05;
    private static final double THREE_BONDS = 0.75;
    private static final double DELTA = 0.07;
    private static final double GAMMA = 0.12;

    private final int[] atoms;
    private final double[] inverseRadii;
    private final double[] wells;
    private final double[] charges;
    private final boolean growsWithDistance;

    /** @param number the caller's number of each of OpenChemLib's atoms */
    NonbondedPairs(List<VanDerWaals> pairs, List<Electrostatic> charged, Dielectric dielectric, int[] number) {
        growsWithDistance = dielectric.growsWithDistance();
        Map<Long, Double> products = new HashMap<>();
        for (Electrostatic pair : charged) {
            double scale = pair.rel == Relation.ONE_FOUR ? THREE_BONDS : 1;
            products.put(key(pair.a1, pair.a2), COULOMB * scale * pair.charge_term / dielectric.constant());
        }
        atoms = new int[2 * pairs.size()];
        inverseRadii = new double[pairs.size()];
        wells = new double[pairs.size()];
        charges = new double[pairs.size()];
        for (int i = 0; i < pairs.size(); i++) {
            VanDerWaals pair = pairs.get(i);
            atoms[2 * i] = number[pair.a1];
            atoms[2 * i + 1] = number[pair.a2];
            inverseRadii[i] = 1 / pair.rstar_ij;
            wells[i] = pair.well_depth;
            charges[i] = products.getOrDefault(key(pair.a1, pair.a2), 0.0);
        }
    }

    private static long key(int a, int b) {
        return ((long) Math.min(a, b) << Integer.SIZE) | Math.max(a, b);
    }

    @Override
    public double add(double[] positions, int offset, double[] forces) {
        double energy = 0;
        for (int i = 0; i < inverseRadii.length; i++) {
            int a = offset + 3 * atoms[2 * i];
            int b = offset + 3 * atoms[2 * i + 1];
            double x = positions[b] - positions[a];
            double y = positions[b + 1] - positions[a + 1];
            double z = positions[b + 2] - positions[a + 2];
            double distance = Math.sqrt(x * x + y * y + z * z);

            double q = distance * inverseRadii[i];
            double q6 = q * q * q * q * q * q;
            double buffer = q + DELTA;
            double wall = q6 * q + GAMMA;
            double charged = distance + CHARGE_BUFFER;
            // One division instead of four: each costs as much as a dozen products.
            double vanDerWaals = buffer * wall;
            double electric = charged * distance;
            double both = 1 / (vanDerWaals * electric);
            double buffered = both * electric * wall;
            double repulsion = both * electric * buffer;
            double inverseCharged = both * vanDerWaals * distance;
            double inverseDistance = both * vanDerWaals * charged;

            double shrink = (1 + DELTA) * buffered;
            double shrink2 = shrink * shrink;
            double scale = wells[i] * shrink2 * shrink2 * shrink2 * shrink;
            double well = (1 + GAMMA) * repulsion - 2;
            double slope = -7 * scale * (buffered * well + (1 + GAMMA) * q6 * repulsion * repulsion) * inverseRadii[i];
            double once = charges[i] * inverseCharged;
            double coulomb = growsWithDistance ? once * inverseCharged : once;
            double power = growsWithDistance ? 2 : 1;
            energy += scale * well + coulomb;
            double pull = (slope - power * coulomb * inverseCharged) * inverseDistance;
            Vectors.addPair(forces, a, b, pull * x, pull * y, pull * z);
        }
        return energy;
    }
}
