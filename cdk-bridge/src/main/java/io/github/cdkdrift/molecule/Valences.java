package io.github.cdkdrift.molecule;

import java.util.Map;
import java.util.stream.IntStream;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IBond;

/**
 * The numbers of bonds of elements in closed-shell organic molecules; an ion has those of the neutral element with as many
 * electrons, so N⁺ those of carbon.
 */
final class Valences {
    private static final int[] NONE = {0};
    private static final int[] HALOGEN = {1, 3, 5, 7};
    private static final int[] CHALCOGEN = {2, 4, 6};
    private static final int[] PNICTOGEN = {3, 5};
    private static final Map<Integer, int[]> OF_NEUTRAL = Map.ofEntries(
            Map.entry(0, NONE),
            Map.entry(1, new int[] {1}),
            Map.entry(2, NONE),
            Map.entry(5, new int[] {3}),
            Map.entry(6, new int[] {4}),
            Map.entry(7, new int[] {3}),
            Map.entry(8, new int[] {2}),
            Map.entry(9, new int[] {1}),
            Map.entry(10, NONE),
            Map.entry(13, new int[] {3}),
            Map.entry(14, new int[] {4}),
            Map.entry(15, PNICTOGEN),
            Map.entry(16, CHALCOGEN),
            Map.entry(17, HALOGEN),
            Map.entry(18, NONE),
            Map.entry(32, new int[] {4}),
            Map.entry(33, PNICTOGEN),
            Map.entry(34, CHALCOGEN),
            Map.entry(35, HALOGEN),
            Map.entry(36, NONE),
            Map.entry(52, CHALCOGEN),
            Map.entry(53, HALOGEN),
            Map.entry(54, NONE));

    private Valences() {}

    /** The possible numbers of bonds, rising; empty where the charge is one that organic molecules do not have. */
    static int[] of(IAtom atom) {
        int charge = atom.getFormalCharge() == null ? 0 : atom.getFormalCharge();
        return OF_NEUTRAL.getOrDefault(atom.getAtomicNumber() - charge, new int[0]);
    }

    /** Whether an atom is one that bonds of organic molecules say nothing of: a metal, or a neighbour of one, as a ligand's atom is. */
    static boolean bindsMetal(IAtom atom) {
        if (isMetal(atom)) {
            return true;
        }
        for (IBond bond : atom.bonds()) {
            if (isMetal(bond.getOther(atom))) {
                return true;
            }
        }
        return false;
    }

    /** What no closed-shell organic molecule has as a neutral atom with bonds. */
    private static boolean isMetal(IAtom atom) {
        return !OF_NEUTRAL.containsKey(atom.getAtomicNumber());
    }

    /** The bonds of an atom, a double bond counted twice, with its implicit hydrogens. */
    static int used(IAtom atom) {
        int used = atom.getImplicitHydrogenCount() == null ? 0 : atom.getImplicitHydrogenCount();
        for (IBond bond : atom.bonds()) {
            used += bond.getOrder().numeric();
        }
        return used;
    }

    /** How many hydrogens bring an atom to its next possible number of bonds. */
    static int missing(IAtom atom) {
        int used = used(atom);
        return IntStream.of(of(atom))
                        .filter(valence -> valence >= used)
                        .findFirst()
                        .orElse(used)
                - used;
    }
}
