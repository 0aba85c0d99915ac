package io.github.cdkdrift.labelling;

import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.Torsion;
import java.util.ArrayList;
import java.util.Arrays;
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
    private record Rotor(int from, int to, int[] hydrogens) {}

    private final List<Rotor> rotors = new ArrayList<>();

    HydrogenRotors(MolecularGraph graph) {
        int[] elements = graph.atomicNumbers();
        for (int[] torsion : graph.rotors()) {
            add(graph, elements, torsion[1], torsion[2]);
            add(graph, elements, torsion[2], torsion[1]);
        }
    }

    private void add(MolecularGraph graph, int[] elements, int from, int to) {
        int[] others = graph.atomsBeyond(from, to);
        if (others.length <= MOST_HYDROGENS && Arrays.stream(others).allMatch(atom -> elements[atom] == 1)) {
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
            Torsion.turn(turned, 0, rotor.from, rotor.to, rotor.hydrogens, STEP * random.nextInt(STEPS));
        }
        return turned;
    }
}
