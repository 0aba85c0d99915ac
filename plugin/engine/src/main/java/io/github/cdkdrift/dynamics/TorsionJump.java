package io.github.cdkdrift.dynamics;

import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.Torsion;
import java.util.List;

/**
 * The rigid rotation of one side of a rotatable bond about it: a Monte Carlo move between rotamers.
 *
 * @param from one end of the bond
 * @param to its other end
 * @param turning the atoms beyond {@code to}, those of the smaller side; not to be modified
 */
public record TorsionJump(int from, int to, int[] turning) {
    /** The moves of a molecule: one for each rotatable bond. */
    public static List<TorsionJump> of(MolecularGraph graph) {
        return graph.rotors().stream()
                .map(rotor -> {
                    int[] beyondSecond = graph.atomsBeyond(rotor[1], rotor[2]);
                    int[] beyondFirst = graph.atomsBeyond(rotor[2], rotor[1]);
                    return beyondSecond.length <= beyondFirst.length
                            ? new TorsionJump(rotor[1], rotor[2], beyondSecond)
                            : new TorsionJump(rotor[2], rotor[1], beyondFirst);
                })
                .toList();
    }

    /**
     * Rotates.
     *
     * @param positions [… atoms · 3] Å from {@code offset} on, modified
     * @param angle radians
     */
    void apply(double[] positions, int offset, double angle) {
        Torsion.turn(positions, offset, from, to, turning, angle);
    }
}
