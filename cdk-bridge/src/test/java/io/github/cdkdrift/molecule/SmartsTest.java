package io.github.cdkdrift.molecule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smiles.SmilesParser;
import org.openscience.cdk.tools.manipulator.AtomContainerManipulator;

class SmartsTest {
    private static MolecularGraph graph(String smiles) throws CDKException {
        IAtomContainer molecule = new SmilesParser(SilentChemObjectBuilder.getInstance()).parseSmiles(smiles);
        AtomContainerManipulator.convertImplicitToExplicitHydrogens(molecule);
        return MolecularGraph.of(molecule);
    }

    @Test
    void findsAromaticRingsAndHydrogens() throws CDKException {
        MolecularGraph phenol = graph("c1ccccc1O");

        assertThat(Smarts.of("c1ccccc1").atoms(phenol)).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(Smarts.of("cO[H]").matches(phenol)).hasSize(1).first().satisfies(match -> assertThat(match)
                .containsExactly(5, 6, 12));
    }

    @Test
    void saysWhatIsNoPatternAndWhatIsNotThere() {
        assertThatThrownBy(() -> Smarts.of("C(("))
                .isInstanceOf(CDKException.class)
                .hasMessageStartingWith("found 'C(('; expected a SMARTS pattern");
        assertThatThrownBy(() -> Smarts.of(" ")).hasMessageContaining("empty");
        assertThatThrownBy(() -> Smarts.of("N").atoms(graph("CCO")))
                .hasMessageStartingWith("found no atoms of C2H6O that match N");
    }
}
