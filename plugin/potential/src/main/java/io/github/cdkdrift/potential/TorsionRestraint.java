package io.github.cdkdrift.potential;

import io.github.cdkdrift.molecule.Torsion;
import java.util.Arrays;

/**
 * Holds a torsion φ at an angle by ½ k (φ − φ₀)², the difference taken the short way round. Where the potential itself is flat, the
 * variance of φ is k_BT/k: 4.4° at 300 K for 100 kcal/mol/rad².
 *
 * @param atoms the torsion's four, numbered from 0; not to be modified
 * @param degrees φ₀
 * @param forceConstant k in kcal/mol/rad², above 0
 */
public record TorsionRestraint(int[] atoms, double degrees, double forceConstant) implements Restraint {
    /** Checks the numbers. */
    public TorsionRestraint {
        if (atoms.length != 4
                || Arrays.stream(atoms).distinct().count() != 4
                || Arrays.stream(atoms).min().orElseThrow() < 0) {
            throw new IllegalArgumentException(
                    "found the atoms " + Arrays.toString(atoms) + "; expected four different ones, numbered from 0");
        }
        if (!Double.isFinite(degrees) || !(forceConstant > 0 && forceConstant < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("found " + degrees + "° and the force constant " + forceConstant
                    + "; expected a finite angle, and kcal/mol/rad² above 0");
        }
    }

    @Override
    public double add(double[] positions, double[] forces) {
        double difference =
                Math.IEEEremainder(Torsion.radians(positions, atoms) - Math.toRadians(degrees), 2 * Math.PI);
        double[] gradient = new double[12];
        Torsion.gradient(positions, atoms, gradient);
        for (int i = 0; i < gradient.length; i++) {
            forces[3 * atoms[i / 3] + i % 3] -= forceConstant * difference * gradient[i];
        }
        return 0.5 * forceConstant * difference * difference;
    }

    @Override
    public int lastAtom() {
        return Arrays.stream(atoms).max().orElseThrow();
    }
}
