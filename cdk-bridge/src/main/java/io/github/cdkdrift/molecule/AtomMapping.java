package io.github.cdkdrift.molecule;

import java.util.List;
import java.util.stream.IntStream;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;
import org.openscience.cdk.isomorphism.AtomMatcher;
import org.openscience.cdk.isomorphism.BondMatcher;
import org.openscience.cdk.isomorphism.Mappings;
import org.openscience.cdk.isomorphism.VentoFoggia;

/** Which atom of a molecule is which atom of a geometry. */
final class AtomMapping {
    /** Numberings tried before the stereochemistry counts as contradicted. */
    private static final int NUMBERINGS_TRIED = 100_000;

    private AtomMapping() {}

    /**
     * The molecule's atom for each atom of the skeleton, [atoms].
     *
     * @param positions [atoms · 3] Å of the skeleton
     */
    static int[] find(IAtomContainer molecule, IAtomContainer skeleton, double[] positions) throws CDKException {
        int[] unchanged = IntStream.range(0, molecule.getAtomCount()).toArray();
        List<Stereocentre> centres = Stereocentre.of(molecule);
        if (fits(molecule, skeleton) && agrees(centres, unchanged, positions)) {
            return unchanged;
        }
        Mappings mappings =
                molecule.getAtomCount() == skeleton.getAtomCount() && molecule.getBondCount() == skeleton.getBondCount()
                        ? VentoFoggia.findIdentical(skeleton, AtomMatcher.forElement(), BondMatcher.forAny())
                                .matchAll(molecule)
                        : null;
        if (mappings == null || !mappings.atLeast(1)) {
            throw new CDKException("the molecule does not fit the frames: the molecule is " + Description.of(molecule)
                    + "; the frames show " + Description.of(skeleton));
        }
        return mappings.limit(NUMBERINGS_TRIED).stream()
                .filter(atomAt -> agrees(centres, atomAt, positions))
                .findFirst()
                .orElseThrow(() -> otherStereoisomer(molecule, centres, mappings.first(), positions));
    }

    /** Whether elements and bonds are the same, atom by atom. */
    static boolean fits(IAtomContainer molecule, IAtomContainer skeleton) {
        if (molecule.getAtomCount() != skeleton.getAtomCount() || molecule.getBondCount() != skeleton.getBondCount()) {
            return false;
        }
        for (IAtom atom : molecule.atoms()) {
            if (!atom.getAtomicNumber().equals(skeleton.getAtom(atom.getIndex()).getAtomicNumber())) {
                return false;
            }
        }
        for (IBond bond : molecule.bonds()) {
            IAtom begin = skeleton.getAtom(bond.getBegin().getIndex());
            if (begin.getBond(skeleton.getAtom(bond.getEnd().getIndex())) == null) {
                return false;
            }
        }
        return true;
    }

    private static boolean agrees(List<Stereocentre> centres, int[] atomAt, double[] positions) {
        if (centres.isEmpty()) {
            return true;
        }
        double[] inMoleculeOrder = inMoleculeOrder(atomAt, positions);
        return centres.stream().allMatch(centre -> centre.agrees(inMoleculeOrder));
    }

    private static double[] inMoleculeOrder(int[] atomAt, double[] positions) {
        double[] ordered = new double[positions.length];
        for (int i = 0; i < atomAt.length; i++) {
            System.arraycopy(positions, 3 * i, ordered, 3 * atomAt[i], 3);
        }
        return ordered;
    }

    private static CDKException otherStereoisomer(
            IAtomContainer molecule, List<Stereocentre> centres, int[] atomAt, double[] positions) {
        double[] ordered = inMoleculeOrder(atomAt, positions);
        List<List<Integer>> inverted = centres.stream()
                .filter(centre -> !centre.agrees(ordered))
                .map(Stereocentre::atoms)
                .toList();
        return new CDKException("the frames show another stereoisomer than the molecule, " + Description.of(molecule)
                + ": the configurations at its atoms " + inverted
                + " are the opposite; give the stereoisomer of the frames"
                + " or the molecule without stereochemistry");
    }
}
