package io.github.cdkdrift.molecule;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.openscience.cdk.graph.Cycles;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;
import org.openscience.cdk.interfaces.IBond.Order;

/**
 * Lists the slow motions of a molecule. Stereocentres, double bonds and hindered axes are none: they are configuration, kept by {@link
 * Stereocentre}.
 */
final class SlowCoordinates {
    /** A ring of three is flat. */
    private static final int SMALLEST_RING = 4;

    private static final int NITROGEN = 7;

    private SlowCoordinates() {}

    /** @param rotors the torsions of single bonds outside rings */
    static List<SlowCoordinate> of(IAtomContainer template, List<int[]> rotors) {
        List<SlowCoordinate> found = new ArrayList<>();
        for (int[] rotor : rotors) {
            boolean conjugated = isConjugated(template.getAtom(rotor[1]), template.getAtom(rotor[2]));
            found.add(
                    new SlowCoordinate(conjugated ? SlowCoordinate.Kind.CONJUGATED : SlowCoordinate.Kind.ROTOR, rotor));
        }
        for (int[] ring : Cycles.mcb(template).paths()) {
            addRing(template, ring, found);
        }
        for (IAtom atom : template.atoms()) {
            if (inverts(atom)) {
                int[] around = neighbours(atom);
                found.add(new SlowCoordinate(
                        SlowCoordinate.Kind.INVERSION, new int[] {around[0], atom.getIndex(), around[1], around[2]}));
            }
        }
        return List.copyOf(found);
    }

    /** @param ring its atoms in order, the first again at the end */
    private static void addRing(IAtomContainer template, int[] ring, List<SlowCoordinate> found) {
        int size = ring.length - 1;
        for (int i = 0; i < size && size >= SMALLEST_RING; i++) {
            int before = ring[i];
            int begin = ring[(i + 1) % size];
            int end = ring[(i + 2) % size];
            int after = ring[(i + 3) % size];
            IBond bond = template.getBond(template.getAtom(begin), template.getAtom(end));
            boolean flat = bond.isAromatic() || bond.getOrder() != Order.SINGLE;
            if (!flat && !RotatableBonds.isLinear(bond.getBegin()) && !RotatableBonds.isLinear(bond.getEnd())) {
                found.add(new SlowCoordinate(SlowCoordinate.Kind.RING, new int[] {before, begin, end, after}));
            }
        }
    }

    private static boolean isConjugated(IAtom begin, IAtom end) {
        return isUnsaturated(begin) && (isUnsaturated(end) || hasLonePair(end))
                || isUnsaturated(end) && hasLonePair(begin);
    }

    private static boolean isUnsaturated(IAtom atom) {
        return bonds(atom).stream().anyMatch(bond -> bond.isAromatic() || bond.getOrder() == Order.DOUBLE);
    }

    private static boolean hasLonePair(IAtom atom) {
        return atom.getAtomicNumber() == NITROGEN && atom.getBondCount() <= 3 || atom.getAtomicNumber() == 8;
    }

    /** Three single bonds to saturated atoms, and no two hydrogens, which the turn of their bond exchanges. */
    private static boolean inverts(IAtom atom) {
        boolean single = bonds(atom).stream().allMatch(bond -> bond.getOrder() == Order.SINGLE && !bond.isAromatic());
        long hydrogens = StreamSupport.stream(atom.neighbors().spliterator(), false)
                .filter(neighbour -> neighbour.getAtomicNumber() == 1)
                .count();
        boolean conjugated =
                StreamSupport.stream(atom.neighbors().spliterator(), false).anyMatch(SlowCoordinates::isUnsaturated);
        return atom.getAtomicNumber() == NITROGEN && atom.getBondCount() == 3 && single && !conjugated && hydrogens < 2;
    }

    private static List<IBond> bonds(IAtom atom) {
        return StreamSupport.stream(atom.bonds().spliterator(), false).toList();
    }

    private static int[] neighbours(IAtom atom) {
        return StreamSupport.stream(atom.neighbors().spliterator(), false)
                .mapToInt(IAtom::getIndex)
                .sorted()
                .toArray();
    }
}
