package io.github.cdkdrift.molecule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.isomorphism.VentoFoggia;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smiles.SmilesParser;
import org.openscience.cdk.tools.manipulator.AtomContainerManipulator;

/** Numbers of stereoisomers, counted by hand. */
class StereoisomersTest {
    private static PreparedMolecule prepared(String smiles) throws Exception {
        return PreparedMolecule.of(
                new SmilesParser(SilentChemObjectBuilder.getInstance()).parseSmiles(smiles),
                PreparationSettings.defaults());
    }

    private static List<IAtomContainer> isomers(String smiles) throws Exception {
        return prepared(smiles).stereoisomers(32).stream()
                .map(isomer -> AtomContainerManipulator.suppressHydrogens(
                        isomer.graph().container()))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "CC(O)C(O)C(O)C, 4",
        "C[C@H](O)C(O)[C@@H](O)C, 1",
        "C[C@H](O)C(O)[C@H](O)C, 2",
        "C[C@@H](O)C(O)[C@@H](O)C, 2",
        "CC(O)C(O)C, 3",
        "CC(O)C(N)=O, 2",
        "CC(C)(C)C(O)C, 2",
        "CCO, 1"
    })
    void pseudoasymmetricCentresCount(String smiles, int expected) throws Exception {
        if (expected == 1) {
            assertThat(prepared(smiles).openConfigurations()).isEmpty();
        }
        assertThat(prepared(smiles).stereoisomers(32)).hasSize(expected);
    }

    @Test
    void racematesAndRelativeGroupsHaveTwoMembers() throws Exception {
        List<IAtomContainer> racemate = isomers("C[C@H](O)[C@@H](C)Cl |&1:1,3|");
        assertThat(racemate).hasSize(2);
        assertThat(isSame("C[C@H](O)[C@@H](C)Cl", racemate.get(0))).isTrue();
        assertThat(isSame("C[C@@H](O)[C@H](C)Cl", racemate.get(1))).isTrue();
        assertThat(isomers("C[C@H](O)[C@@H](C)Cl |o1:1,3|")).hasSize(2);
        assertThat(isomers("C[C@H](O)[C@@H](C)Cl |&1:1,o1:3|")).hasSize(4);
        assertThat(isomers("C[C@H](O)[C@@H](C)Cl |a:1,3|")).hasSize(1);
        assertThat(prepared("C[C@H](O)[C@@H](C)Cl |&1:1,3|").openConfigurations())
                .containsExactly("the racemate at C2 with C4");
    }

    private static boolean isSame(String smiles, IAtomContainer molecule) throws Exception {
        return VentoFoggia.findIdentical(new SmilesParser(SilentChemObjectBuilder.getInstance()).parseSmiles(smiles))
                .matches(molecule);
    }
}
