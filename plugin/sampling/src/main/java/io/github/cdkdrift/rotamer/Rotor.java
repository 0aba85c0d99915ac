package io.github.cdkdrift.rotamer;

import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.SymmetryOperation;
import io.github.cdkdrift.molecule.Torsion;
import java.util.Arrays;
import java.util.List;

/**
 * A torsion a–b–c–d and the atoms on the side of c that turn with it. Seen from b a turn of theirs by ξ about the axis b→c is
 * clockwise, so it adds ξ to the torsion.
 */
final class Rotor {
    private final int[] torsion;
    private final int[] turned;
    private final int sign;

    private Rotor(int[] torsion, int[] turned, int sign) {
        this.torsion = torsion;
        this.turned = turned;
        this.sign = sign;
    }

    /** @throws IllegalArgumentException if these are not four different atoms, each bonded to the next, or b–c is in a ring */
    static Rotor of(MolecularGraph graph, int[] torsion) {
        String name = Arrays.toString(torsion);
        if (torsion.length != 4 || Arrays.stream(torsion).distinct().count() < 4) {
            throw new IllegalArgumentException("expected four different atoms, found torsion " + name);
        }
        List<int[]> bonds = graph.bonds();
        for (int i = 0; i < 3; i++) {
            int[] pair = {Math.min(torsion[i], torsion[i + 1]), Math.max(torsion[i], torsion[i + 1])};
            if (bonds.stream().noneMatch(bond -> Arrays.equals(bond, pair))) {
                throw new IllegalArgumentException(
                        "atoms " + pair[0] + " and " + pair[1] + " of torsion " + name + " are not bonded");
            }
        }
        int[] turned = graph.atomsBeyond(torsion[1], torsion[2]);
        if (Arrays.stream(turned).anyMatch(atom -> atom == torsion[1])) {
            throw new IllegalArgumentException("the bond in the middle of torsion " + name + " is in a ring");
        }
        return new Rotor(torsion.clone(), turned, 1);
    }

    /** The rotor that shows in a geometry what this one shows in its image under the operation. */
    Rotor before(SymmetryOperation operation) {
        int[] origin = new int[operation.permutation().length];
        for (int atom = 0; atom < origin.length; atom++) {
            origin[operation.permutation()[atom]] = atom;
        }
        return new Rotor(
                Arrays.stream(torsion).map(atom -> origin[atom]).toArray(),
                Arrays.stream(turned).map(atom -> origin[atom]).toArray(),
                operation.reflects() ? -sign : sign);
    }

    /** Whether both turn about the same bond. */
    boolean isAbout(Rotor other) {
        return Math.min(torsion[1], torsion[2]) == Math.min(other.torsion[1], other.torsion[2])
                && Math.max(torsion[1], torsion[2]) == Math.max(other.torsion[1], other.torsion[2]);
    }

    /** −1 where a reflection turns torsion and torque around, otherwise +1. */
    int sign() {
        return sign;
    }

    /** The torsion in radians, from −π to π. */
    double angle(double[] positions) {
        return sign * Torsion.radians(positions, torsion);
    }

    /** The torque on the turned atoms about the axis, −dE/dξ in kcal/mol per radian. */
    double torque(double[] positions, double[] forces) {
        int b = 3 * torsion[1];
        int c = 3 * torsion[2];
        double ux = positions[c] - positions[b];
        double uy = positions[c + 1] - positions[b + 1];
        double uz = positions[c + 2] - positions[b + 2];
        double sum = 0;
        for (int atom : turned) {
            int i = 3 * atom;
            double rx = positions[i] - positions[c];
            double ry = positions[i + 1] - positions[c + 1];
            double rz = positions[i + 2] - positions[c + 2];
            sum += ux * (ry * forces[i + 2] - rz * forces[i + 1])
                    + uy * (rz * forces[i] - rx * forces[i + 2])
                    + uz * (rx * forces[i + 1] - ry * forces[i]);
        }
        return sign * sum / Math.sqrt(ux * ux + uy * uy + uz * uz);
    }
}
