package io.github.cdkdrift;

import io.github.cdkdrift.molecule.MolecularGraph;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smiles.SmilesParser;
import org.openscience.cdk.tools.manipulator.AtomContainerManipulator;

/** Molecules for tests. */
public final class TestStructures {
    private TestStructures() {}

    /** The molecule of a SMILES, its hydrogen atoms behind the others. */
    public static MolecularGraph graph(String smiles) throws CDKException {
        IAtomContainer molecule = new SmilesParser(SilentChemObjectBuilder.getInstance()).parseSmiles(smiles);
        AtomContainerManipulator.convertImplicitToExplicitHydrogens(molecule);
        return MolecularGraph.of(molecule);
    }
}
