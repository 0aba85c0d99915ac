package io.github.cdkdrift.molecule;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.openscience.cdk.graph.Cycles;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;

/** Rings of a molecule whose ring atoms and bonds are marked. */
final class Rings {
    private Rings() {}

    /** Atoms in the largest ring of a minimum cycle basis; 0 where there is none. */
    static int largest(IAtomContainer molecule) {
        return Arrays.stream(Cycles.mcb(molecule).paths())
                .mapToInt(path -> path.length - 1)
                .max()
                .orElse(0);
    }

    /** The ring system of each atom; see {@link MolecularGraph#ringSystems}. */
    static int[] systems(IAtomContainer molecule) {
        int[] systems = new int[molecule.getAtomCount()];
        Arrays.fill(systems, -1);
        int count = 0;
        for (IAtom atom : molecule.atoms()) {
            if (atom.isInRing() && systems[atom.getIndex()] < 0) {
                mark(atom, count++, systems);
            }
        }
        return systems;
    }

    private static void mark(IAtom from, int number, int[] systems) {
        Deque<IAtom> open = new ArrayDeque<>(List.of(from));
        systems[from.getIndex()] = number;
        while (!open.isEmpty()) {
            for (IBond bond : open.pop().bonds()) {
                for (IAtom end : bond.atoms()) {
                    if (bond.isInRing() && systems[end.getIndex()] < 0) {
                        systems[end.getIndex()] = number;
                        open.push(end);
                    }
                }
            }
        }
    }
}
