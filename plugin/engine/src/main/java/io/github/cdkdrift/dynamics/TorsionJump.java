package io.github.cdkdrift.dynamics;

import io.github.cdkdrift.molecule.MolecularGraph;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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
        List<List<Integer>> neighbours = new ArrayList<>();
        for (int i = 0; i < graph.atoms(); i++) {
            neighbours.add(new ArrayList<>());
        }
        for (int[] bond : graph.bonds()) {
            neighbours.get(bond[0]).add(bond[1]);
            neighbours.get(bond[1]).add(bond[0]);
        }
        return graph.rotors().stream()
                .map(rotor -> {
                    int[] beyondSecond = beyond(neighbours, rotor[1], rotor[2]);
                    int[] beyondFirst = beyond(neighbours, rotor[2], rotor[1]);
                    return beyondSecond.length <= beyondFirst.length
                            ? new TorsionJump(rotor[1], rotor[2], beyondSecond)
                            : new TorsionJump(rotor[2], rotor[1], beyondFirst);
                })
                .toList();
    }

    private static int[] beyond(List<List<Integer>> neighbours, int from, int to) {
        boolean[] seen = new boolean[neighbours.size()];
        seen[from] = true;
        seen[to] = true;
        Deque<Integer> open = new ArrayDeque<>(List.of(to));
        List<Integer> found = new ArrayList<>();
        while (!open.isEmpty()) {
            for (int next : neighbours.get(open.pop())) {
                if (!seen[next]) {
                    seen[next] = true;
                    found.add(next);
                    open.push(next);
                }
            }
        }
        return found.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * Rotates (Rodrigues' formula).
     *
     * @param positions [… atoms · 3] Å from {@code offset} on, modified
     * @param angle radians
     */
    void apply(double[] positions, int offset, double angle) {
        int a = offset + 3 * from;
        int b = offset + 3 * to;
        double ux = positions[b] - positions[a];
        double uy = positions[b + 1] - positions[a + 1];
        double uz = positions[b + 2] - positions[a + 2];
        double norm = Math.sqrt(ux * ux + uy * uy + uz * uz);
        ux /= norm;
        uy /= norm;
        uz /= norm;
        double cosine = Math.cos(angle);
        double sine = Math.sin(angle);
        for (int atom : turning) {
            int i = offset + 3 * atom;
            double x = positions[i] - positions[b];
            double y = positions[i + 1] - positions[b + 1];
            double z = positions[i + 2] - positions[b + 2];
            double along = (1 - cosine) * (ux * x + uy * y + uz * z);
            positions[i] = positions[b] + cosine * x + sine * (uy * z - uz * y) + along * ux;
            positions[i + 1] = positions[b + 1] + cosine * y + sine * (uz * x - ux * z) + along * uy;
            positions[i + 2] = positions[b + 2] + cosine * z + sine * (ux * y - uy * x) + along * uz;
        }
    }
}
