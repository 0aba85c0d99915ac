package io.github.cdkdrift.molecule;

import java.util.List;

/**
 * The rigid rotation of one side of a rotatable bond about it.
 *
 * @param from one end of the bond
 * @param to its other end
 * @param turning the atoms beyond {@code to}, those of the smaller side; not to be modified
 */
public record BondTurn(int from, int to, int[] turning) {
    /** The turns of a molecule, one for each rotatable bond. */
    public static List<BondTurn> of(MolecularGraph graph) {
        return graph.rotors().stream()
                .map(rotor -> {
                    int[] beyondSecond = graph.atomsBeyond(rotor[1], rotor[2]);
                    int[] beyondFirst = graph.atomsBeyond(rotor[2], rotor[1]);
                    return beyondSecond.length <= beyondFirst.length
                            ? new BondTurn(rotor[1], rotor[2], beyondSecond)
                            : new BondTurn(rotor[2], rotor[1], beyondFirst);
                })
                .toList();
    }

    /**
     * Rotates.
     *
     * @param positions [… atoms · 3] Å from {@code offset} on, modified
     * @param angle radians
     */
    public void apply(double[] positions, int offset, double angle) {
        Torsion.turn(positions, offset, from, to, turning, angle);
    }
}
