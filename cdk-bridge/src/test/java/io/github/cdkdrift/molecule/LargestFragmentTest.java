package io.github.cdkdrift.molecule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.isomorphism.VentoFoggia;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smiles.SmilesParser;
import org.openscience.cdk.tools.manipulator.AtomContainerManipulator;

class LargestFragmentTest {
    private static final PreparationSettings LARGEST =
            PreparationSettings.defaults().withLargestFragment(true);

    private static IAtomContainer molecule(String smiles) throws Exception {
        return new SmilesParser(SilentChemObjectBuilder.getInstance()).parseSmiles(smiles);
    }

    @ParameterizedTest
    @CsvSource({
        "C[NH2+]CCc1ccccc1.[Cl-], CNCCc1ccccc1, free base",
        "[Na+].CC(=O)[O-], CC(=O)O, free acid",
        "CC(=O)O.O, CC(=O)O, largest fragment",
        "[K+].[K+].[O-]C(=O)CC(=O)[O-], OC(=O)CC(=O)O, 2 protons",
        "C[N+](C)(C)CCO.[Cl-], C[N+](C)(C)CCO, charged +1",
        "C[N+](C)(C)CC(=O)[O-].Cl, C[N+](C)(C)CC(=O)[O-], largest fragment",
        "[O-][N+](=O)CC[NH3+].[Br-], [O-][N+](=O)CCN, free base",
        "N[C@@H](C)C(=O)O.Cl.O, N[C@@H](C)C(=O)O, largest fragment",
        "CCO, CCO, hydrogens"
    })
    void isTheFreeBaseOrAcid(String salt, String expected, String said) throws Exception {
        PreparedMolecule prepared = PreparedMolecule.of(molecule(salt), LARGEST);
        IAtomContainer heavy =
                AtomContainerManipulator.suppressHydrogens(prepared.molecule().clone());
        assertThat(VentoFoggia.findIdentical(molecule(expected)).matches(heavy)).isTrue();
        assertThat(String.join("; ", prepared.steps())).contains(said);
    }

    @Test
    void titleAndFieldsAreThoseOfTheRecord() throws Exception {
        IAtomContainer salt = molecule("CN.Cl salt of methylamine");
        salt.setProperty("batch", "7");
        RecordData data = PreparedMolecule.of(salt, LARGEST).graph().data();
        assertThat(data.title()).isEqualTo("salt of methylamine");
        assertThat(data.fields()).containsEntry("batch", "7");
    }

    @Test
    void withoutTheOptionMixturesAreRefused() {
        assertThatThrownBy(() -> PreparedMolecule.of(molecule("CN.Cl"), PreparationSettings.defaults()))
                .hasMessageContaining("2 fragments")
                .hasMessageContaining("largest fragment");
    }
}
