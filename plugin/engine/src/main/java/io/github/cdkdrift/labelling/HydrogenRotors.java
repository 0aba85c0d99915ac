package io.github.cdkdrift.labelling;

import io.github.cdkdrift.molecule.MolecularGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Hydroxyl, thiol and amino groups, whose hydrogens a conformer generator leaves as they are though it makes different rotamers
 * where they point: in acids they do not turn by themselves in a short time.
 */
final class HydrogenRotors {
    private static final double STEP = Math.PI / 3;
    private static final int STEPS = 6;

    /** A methyl group looks the same in each of its rotamers. */
    private static final int MOST_HYDROGENS = 2;

    /** Hydrogens about an axis. */
    private record Rotor(int from, int to, List<Integer> hydrogens) {}

    private final List<Rotor> rotors = new ArrayList<>();

    HydrogenRotors(MolecularGraph graph) {
        int[] elements = graph.atomicNumbers();
        for (int[] torsion : graph.rotors()) {
            add(graph, elements, torsion[1], torsion[2]);
            add(graph, elements, torsion[2], torsion[1]);
        }
    }

    private void add(MolecularGraph graph, int[] elements, int from, int to) {
        List<Integer> others = new ArrayList<>();
        for (int[] bond : graph.bonds()) {
            if (bond[0] == to && bond[1] != from) {
                others.add(bond[1]);
            } else if (bond[1] == to && bond[0] != from) {
                others.add(bond[0]);
            }
        }
        if (others.size() <= MOST_HYDROGENS && others.stream().allMatch(atom -> elements[atom] == 1)) {
            rotors.add(new Rotor(from, to, others));
        }
    }

    boolean isEmpty() {
        return rotors.isEmpty();
    }

    /** The geometry with every rotor at one of six places drawn at random, [atoms · 3] Å. */
    double[] turned(double[] positions, RandomGenerator random) {
        double[] turned = positions.clone();
        for (Rotor rotor : rotors) {
            double angle = STEP * random.nextInt(STEPS);
            for (int hydrogen : rotor.hydrogens) {
                turn(turned, rotor.from, rotor.to, hydrogen, angle);
            }
        }
        return turned;
    }

    /** Rodrigues' rotation of one atom about the axis through two others. */
    private static void turn(double[] positions, int from, int to, int atom, double angle) {
        double[] axis = new double[3];
        double[] arm = new double[3];
        double squares = 0;
        for (int i = 0; i < 3; i++) {
            axis[i] = positions[3 * to + i] - positions[3 * from + i];
            arm[i] = positions[3 * atom + i] - positions[3 * to + i];
            squares += axis[i] * axis[i];
        }
        double length = Math.sqrt(squares);
        double along = (axis[0] * arm[0] + axis[1] * arm[1] + axis[2] * arm[2]) / squares;
        for (int i = 0; i < 3; i++) {
            int j = (i + 1) % 3;
            int k = (i + 2) % 3;
            double across = (axis[j] * arm[k] - axis[k] * arm[j]) / length;
            positions[3 * atom + i] = positions[3 * to + i]
                    + Math.cos(angle) * arm[i]
                    + Math.sin(angle) * across
                    + (1 - Math.cos(angle)) * along * axis[i];
        }
    }
}
