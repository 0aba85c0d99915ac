package io.github.cdkdrift.molecule;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.isomorphism.AtomMatcher;
import org.openscience.cdk.isomorphism.BondMatcher;
import org.openscience.cdk.isomorphism.VentoFoggia;
import org.openscience.cdk.tools.manipulator.AtomContainerManipulator;

/**
 * The symmetry of a molecular graph, found as its isomorphisms with itself (VF2, Cordella et al. 2004,
 * doi:10.1109/TPAMI.2004.75). Listing them stops at the limit, whereas CDK's {@code PartitionRefinement} takes seconds for a
 * molecule with many methyl groups before it can say how many there are.
 */
final class Automorphisms {
    private static final AtomMatcher ELEMENT_AND_HYDROGENS = new AtomMatcher() {
        @Override
        public boolean matches(IAtom first, IAtom second) {
            return first.getAtomicNumber().equals(second.getAtomicNumber())
                    && first.getImplicitHydrogenCount().equals(second.getImplicitHydrogenCount());
        }
    };

    private static final AtomMatcher SAME_LABEL = new AtomMatcher() {
        @Override
        public boolean matches(IAtom first, IAtom second) {
            return first.getID().equals(second.getID());
        }
    };

    private Automorphisms() {}

    static int[][] of(IAtomContainer molecule, int limit) throws CDKException {
        return list(MoleculeCopy.of(molecule), AtomMatcher.forElement(), limit);
    }

    static int[][] ofHeavyAtoms(IAtomContainer molecule, int limit) throws CDKException {
        int[] heavy = IntStream.range(0, molecule.getAtomCount())
                .filter(i -> molecule.getAtom(i).getAtomicNumber() > 1)
                .toArray();
        // A copy, because CDK's extract shares its atoms with the whole.
        IAtomContainer whole = MoleculeCopy.of(molecule);
        List<IAtom> kept = Arrays.stream(heavy).mapToObj(whole::getAtom).toList();
        IAtomContainer skeleton = AtomContainerManipulator.extractSubstructure(whole, kept);
        for (int i = 0; i < heavy.length; i++) {
            int hydrogens = molecule.getAtom(heavy[i]).getBondCount()
                    - skeleton.getAtom(i).getBondCount();
            skeleton.getAtom(i).setImplicitHydrogenCount(hydrogens);
        }
        int[][] permutations = list(skeleton, ELEMENT_AND_HYDROGENS, limit);
        for (int[] permutation : permutations) {
            Arrays.setAll(permutation, i -> heavy[permutation[i]]);
        }
        return permutations;
    }

    /** Of some atoms alone, numbered from 0 among themselves; atoms match that have the same label. */
    static int[][] ofAtoms(IAtomContainer molecule, int[] atoms, String[] labels, int limit) throws CDKException {
        IAtomContainer whole = MoleculeCopy.of(molecule);
        for (int i = 0; i < atoms.length; i++) {
            whole.getAtom(atoms[i]).setID(labels[i]);
        }
        List<IAtom> kept = Arrays.stream(atoms).mapToObj(whole::getAtom).toList();
        return list(AtomContainerManipulator.extractSubstructure(whole, kept), SAME_LABEL, limit);
    }

    /** The graph loses its stereo elements, on which CDK's matching would insist. */
    private static int[][] list(IAtomContainer graph, AtomMatcher atoms, int limit) throws CDKException {
        graph.setStereoElements(List.of());
        int[][] permutations = VentoFoggia.findIdentical(graph, atoms, BondMatcher.forAny())
                .matchAll(graph)
                .limit(limit + 1)
                .toArray();
        if (permutations.length > limit) {
            throw new CDKException(Description.of(graph) + " has more than " + limit + " automorphisms");
        }
        Arrays.sort(permutations, Arrays::compare);
        return permutations;
    }
}
