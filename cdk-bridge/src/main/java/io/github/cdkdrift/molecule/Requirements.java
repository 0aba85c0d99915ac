package io.github.cdkdrift.molecule;

import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.graph.ConnectivityChecker;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IAtomContainerSet;
import org.openscience.cdk.interfaces.IPseudoAtom;

/** What a molecule must be before it can be a {@link MolecularGraph}. */
final class Requirements {
    private Requirements() {}

    static void check(IAtomContainer molecule) throws CDKException {
        if (molecule.isEmpty()) {
            throw new CDKException("the molecule has no atoms");
        }
        for (IAtom atom : molecule.atoms()) {
            checkAtom(atom);
        }
        IAtomContainerSet fragments = ConnectivityChecker.partitionIntoMolecules(molecule);
        if (fragments.getAtomContainerCount() > 1) {
            throw new CDKException(
                    "found " + fragments.getAtomContainerCount() + " fragments without a bond between them, "
                            + Description.of(molecule) + "; expected one connected molecule");
        }
    }

    private static void checkAtom(IAtom atom) throws CDKException {
        String name = "atom " + atom.getIndex();
        Integer number = atom.getAtomicNumber();
        if (atom instanceof IPseudoAtom || number == null || number < 1) {
            throw new CDKException(name + " (" + atom.getSymbol() + ") is not an element; expected a whole molecule"
                    + " without R-groups or query atoms");
        }
        Integer implicit = atom.getImplicitHydrogenCount();
        if (implicit != null && implicit > 0) {
            throw new CDKException(
                    name + " (" + atom.getSymbol() + ") has " + implicit + " implicit hydrogens; expected"
                            + " every hydrogen as an atom: convert them first"
                            + " (AtomContainerManipulator.convertImplicitToExplicitHydrogens)");
        }
    }
}
