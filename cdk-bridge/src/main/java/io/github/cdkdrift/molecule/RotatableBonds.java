package io.github.cdkdrift.molecule;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;
import org.openscience.cdk.interfaces.IBond.Order;
import org.openscience.cdk.interfaces.IChemObject;

/** Bonds that a torsion is measured about: single ones, which turn, and double ones, which keep their sides. */
final class RotatableBonds {
    private RotatableBonds() {}

    /**
     * The torsions of single bonds; see {@link MolecularGraph#rotors}.
     *
     * @param bonds pairs of atoms, sorted
     */
    static List<int[]> rotors(IAtomContainer template, List<int[]> bonds) {
        List<int[]> rotors = new ArrayList<>();
        Set<IChemObject> axes = Stereocentre.axes(template);
        for (int[] pair : bonds) {
            IAtom begin = template.getAtom(pair[0]);
            IAtom end = template.getAtom(pair[1]);
            IBond bond = begin.getBond(end);
            boolean single = bond.getOrder() == Order.SINGLE;
            if (single && !bond.isInRing() && !axes.contains(bond) && turns(begin) && turns(end)) {
                rotors.add(new int[] {reference(begin, end), pair[0], pair[1], reference(end, begin)});
            }
        }
        return List.copyOf(rotors);
    }

    /** Atoms {a, b, c, d} for each double bond b=c outside rings, a and d neighbours of its ends. */
    static List<int[]> doubleBonds(IAtomContainer template) {
        List<int[]> torsions = new ArrayList<>();
        for (IBond bond : template.bonds()) {
            IAtom begin = bond.getBegin();
            IAtom end = bond.getEnd();
            boolean isDouble = bond.getOrder() == Order.DOUBLE && !bond.isAromatic() && !bond.isInRing();
            if (isDouble && begin.getBondCount() > 1 && end.getBondCount() > 1 && turns(begin) && turns(end)) {
                torsions.add(
                        new int[] {reference(begin, end), begin.getIndex(), end.getIndex(), reference(end, begin)});
            }
        }
        return torsions;
    }

    /** The atoms that lie in a line with their two neighbours. */
    static BitSet linear(IAtomContainer template) {
        BitSet linear = new BitSet();
        for (IAtom atom : template.atoms()) {
            linear.set(atom.getIndex(), isLinear(atom));
        }
        return linear;
    }

    /** Bonded pairs whose torsions stay as they are: double and aromatic bonds. */
    static List<int[]> rigid(IAtomContainer template) {
        List<int[]> rigid = new ArrayList<>();
        for (IBond bond : template.bonds()) {
            if (bond.isAromatic() && bond.isInRing() || bond.getOrder() == Order.DOUBLE) {
                rigid.add(new int[] {bond.getBegin().getIndex(), bond.getEnd().getIndex()});
            }
        }
        return List.copyOf(rigid);
    }

    private static boolean turns(IAtom atom) {
        return atom.getBondCount() > 1 && !isLinear(atom);
    }

    /** Whether an atom and its two neighbours lie in a line, as in nitriles, alkynes and allenes. */
    static boolean isLinear(IAtom atom) {
        return atom.getBondCount() == 2 && (hasBond(atom, Order.TRIPLE) || count(atom, Order.DOUBLE) == 2);
    }

    private static boolean hasBond(IAtom atom, Order order) {
        return count(atom, order) > 0;
    }

    private static int count(IAtom atom, Order order) {
        int bonds = 0;
        for (IBond bond : atom.bonds()) {
            bonds += bond.getOrder() == order ? 1 : 0;
        }
        return bonds;
    }

    private static int reference(IAtom atom, IAtom axis) {
        List<IAtom> neighbours = new ArrayList<>();
        atom.neighbors().forEach(neighbours::add);
        return neighbours.stream()
                .filter(neighbour -> !neighbour.equals(axis))
                .min(Comparator.comparing((IAtom neighbour) -> neighbour.getAtomicNumber() == 1)
                        .thenComparing(IAtom::getIndex))
                .orElseThrow()
                .getIndex();
    }
}
