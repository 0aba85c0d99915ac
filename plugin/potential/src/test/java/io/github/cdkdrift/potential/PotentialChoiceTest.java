package io.github.cdkdrift.potential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cdkdrift.molecule.MolecularGraph;
import org.junit.jupiter.api.Test;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smiles.SmilesParser;
import org.openscience.cdk.tools.manipulator.AtomContainerManipulator;

class PotentialChoiceTest {
    private static final double[] METHYLAMINE_ION = new double[24];

    private static MolecularGraph graph(String smiles) throws CDKException {
        IAtomContainer molecule = new SmilesParser(SilentChemObjectBuilder.getInstance()).parseSmiles(smiles);
        AtomContainerManipulator.convertImplicitToExplicitHydrogens(molecule);
        return MolecularGraph.of(molecule);
    }

    @Test
    void theTextSaysAllThatDecidesTheEnergy() throws Exception {
        assertThat(PotentialChoice.of("gfn2")).hasToString("gfn2");
        assertThat(PotentialChoice.of("gfn2").withSolvent("H2O").withUnpaired(1).checked())
                .hasToString("gfn2 in water, unpaired electrons 1");
        assertThat(PotentialChoice.of("gfn1")
                        .withSolvent("chloroform")
                        .withCharge(-1)
                        .checked())
                .hasToString("gfn1 in chcl3, charge -1");
        assertThat(PotentialChoice.of("mmff94").withDielectric(Dielectric.of(4)).checked())
                .hasToString("mmff94 with dielectric 4");
        assertThat(PotentialChoice.of("mmff94s").withDielectric(Dielectric.DISTANCE))
                .hasToString("mmff94s with dielectric distance");
    }

    @Test
    void howManyWorkAtItDecidesNothing() throws Exception {
        assertThat(PotentialChoice.of("gfn2").withWorkers(4).checked()).hasToString("gfn2");
        assertThat(PotentialChoice.of("command:program")
                        .withWorkers(4)
                        .checked()
                        .workers())
                .isEqualTo(4);
        assertThatThrownBy(() -> PotentialChoice.of("gfn2").withWorkers(0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void onlyWhatIsSampledItselfIsCheap() {
        assertThat(PotentialChoice.of("mmff94s").isCheap()).isTrue();
        assertThat(PotentialChoice.of("ethanol.npz").isCheap()).isTrue();
        assertThat(PotentialChoice.of("gfnff").isCheap()).isFalse();
        assertThat(PotentialChoice.of("command:program model.npz").isCheap()).isFalse();
    }

    @Test
    void unknownSolventsListTheKnownOnesOfTheMethod() {
        assertThatThrownBy(() -> PotentialChoice.of("gfn1").withSolvent("dmf").checked())
                .isInstanceOf(PotentialException.class)
                .hasMessageContaining("found the solvent dmf")
                .hasMessageContaining("GFN1-xTB")
                .hasMessageContaining("cs2, dmso, ether, methanol");
    }

    @Test
    void solventsDielectricsAndElectronsBelongToSomePotentialsOnly() {
        assertThatThrownBy(
                        () -> PotentialChoice.of("mmff94").withSolvent("water").checked())
                .isInstanceOf(PotentialException.class)
                .hasMessageContaining("found the solvent water with mmff94")
                .hasMessageContaining("gfn2, gfn1 or gfnff")
                .hasMessageContaining("dielectric");
        assertThatThrownBy(() -> PotentialChoice.of("command:program")
                        .withSolvent("water")
                        .checked())
                .isInstanceOf(PotentialException.class)
                .hasMessageContaining("command:program, which has none");
        assertThatThrownBy(() -> PotentialChoice.of("gfn2")
                        .withDielectric(Dielectric.of(4))
                        .checked())
                .isInstanceOf(PotentialException.class)
                .hasMessageContaining("mmff94 or mmff94s alone");
        assertThatThrownBy(() -> PotentialChoice.of("mmff94").withUnpaired(1).checked())
                .isInstanceOf(PotentialException.class)
                .hasMessageContaining("1 unpaired electrons with mmff94");
        assertThatThrownBy(() -> PotentialChoice.of("mmff94").withWorkers(2).checked())
                .isInstanceOf(PotentialException.class)
                .hasMessageContaining("2 workers for mmff94")
                .hasMessageContaining("command:PROGRAM, gfn2");
    }

    @Test
    void aChargeThatContradictsTheStructureIsAnError() throws Exception {
        MolecularGraph methylammonium = graph("C[NH3+]");

        assertThatThrownBy(() -> PotentialChoice.of("mmff94").withCharge(0).potential(methylammonium, METHYLAMINE_ION))
                .isInstanceOf(PotentialException.class)
                .hasMessageContaining("found the charge 0")
                .hasMessageContaining("add up to 1");
        assertThat(PotentialChoice.of("mmff94")
                        .withCharge(1)
                        .potential(methylammonium, METHYLAMINE_ION)
                        .atoms())
                .isEqualTo(8);
    }

    /** Nitric oxide and its cation: no closed-shell structure says their charge. */
    @Test
    void theChargeIsTakenWhereNoStructureSaysIt() throws Exception {
        double[] positions = {0, 0, 0, 0, 0, 1.1};
        MolecularGraph nitricOxide = MolecularGraph.perceive(new int[] {7, 8}, positions);

        assertThat(nitricOxide.bondOrdersKnown()).isFalse();
        assertThat(PotentialChoice.of("gfn2").withCharge(1).chargeOf(nitricOxide))
                .isEqualTo(1);
        assertThat(PotentialChoice.of("gfn2").chargeOf(nitricOxide)).isZero();
    }

    @Test
    void dielectricsAreAtLeastThatOfAVacuum() {
        assertThatThrownBy(() -> Dielectric.of(0.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 1");
        assertThat(Dielectric.of(78.5)).hasToString("dielectric 78.5");
    }
}
