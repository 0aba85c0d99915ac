package io.github.cdkdrift.potential;

import io.github.cdkdrift.molecule.Alignment;
import java.util.Arrays;

/**
 * Holds some atoms in the shape of a reference by ½ k Σ |x − r|², r the reference laid on them: where they lie and how they are turned does
 * not matter. The superposition is a minimum, so that its own motion adds nothing to the forces. Of n atoms in a potential that is flat
 * otherwise, the mean square deviation is (3n − 6) k_BT/(n k): a deviation of 0.13 Å at 300 K for 100 kcal/mol/Å².
 *
 * @param atoms that are held, numbered from 0, at least three; not to be modified
 * @param reference [atoms · 3] Å; not to be modified
 * @param forceConstant k in kcal/mol/Å², above 0
 */
public record CoreRestraint(int[] atoms, double[] reference, double forceConstant) implements Restraint {
    private static final int FEWEST = 3;

    /** Checks the numbers. */
    public CoreRestraint {
        if (atoms.length < FEWEST
                || Arrays.stream(atoms).distinct().count() != atoms.length
                || Arrays.stream(atoms).min().orElseThrow() < 0
                || reference.length != 3 * atoms.length) {
            throw new IllegalArgumentException("found " + atoms.length + " atoms and " + reference.length
                    + " coordinates; expected at least three different atoms, and three coordinates of each");
        }
        if (!Arrays.stream(reference).allMatch(Double::isFinite)
                || !(forceConstant > 0 && forceConstant < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("found the force constant " + forceConstant
                    + "; expected kcal/mol/Å² above 0, and finite coordinates");
        }
    }

    @Override
    public double add(double[] positions, double[] forces) {
        double[] held = held(positions);
        double[] laid = new double[held.length];
        Alignment.superpose(reference, held, laid);
        double squares = 0;
        for (int i = 0; i < held.length; i++) {
            double difference = held[i] - laid[i];
            squares += difference * difference;
            forces[3 * atoms[i / 3] + i % 3] -= forceConstant * difference;
        }
        return 0.5 * forceConstant * squares;
    }

    /** The deviation of a geometry's held atoms from the reference, Å. */
    public double deviation(double[] positions) {
        return Alignment.rmsd(reference, held(positions));
    }

    private double[] held(double[] positions) {
        double[] held = new double[reference.length];
        for (int i = 0; i < held.length; i++) {
            held[i] = positions[3 * atoms[i / 3] + i % 3];
        }
        return held;
    }

    @Override
    public int lastAtom() {
        return Arrays.stream(atoms).max().orElseThrow();
    }
}
