package io.github.cdkdrift.molecule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.cdkdrift.molecule.UnsuitableMoleculeException.Reason;
import java.io.StringReader;
import java.util.List;
import javax.vecmath.Point3d;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;
import org.openscience.cdk.io.MDLV2000Reader;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smiles.SmiFlavor;
import org.openscience.cdk.smiles.SmilesGenerator;
import org.openscience.cdk.smiles.SmilesParser;
import org.openscience.cdk.tools.manipulator.AtomContainerManipulator;

class PreparedMoleculeTest {
    private static final PreparationSettings SETTINGS = PreparationSettings.defaults();

    private static IAtomContainer smiles(String text) throws CDKException {
        return new SmilesParser(SilentChemObjectBuilder.getInstance()).parseSmiles(text);
    }

    private static IAtomContainer mol(String... lines) throws Exception {
        String text = "\n  prog  01010101013D\n\n" + String.join("\n", lines) + "\nM  END\n";
        try (MDLV2000Reader reader = new MDLV2000Reader(new StringReader(text))) {
            return reader.read(SilentChemObjectBuilder.getInstance().newAtomContainer());
        }
    }

    private static PreparedMolecule prepare(String smiles) throws CDKException {
        return PreparedMolecule.of(smiles(smiles), SETTINGS);
    }

    private static UnsuitableMoleculeException failure(IAtomContainer molecule) {
        UnsuitableMoleculeException failure =
                catchThrowableOfType(UnsuitableMoleculeException.class, () -> PreparedMolecule.of(molecule, SETTINGS));
        assertThat(failure).isNotNull();
        assertThat(failure.getMessage()).startsWith("found ").contains("; expected ");
        return failure;
    }

    @ParameterizedTest
    @CsvSource({
        "C*, QUERY",
        "*C |$R1$|, QUERY",
        "[Na+].[Cl-], ELEMENT",
        "C[Mg]Br, ELEMENT",
        "[He], ELEMENT",
        "CCO.CC, FRAGMENTS",
        "C[NH3+].[Cl-], FRAGMENTS",
        "CCO |Sg:n:0:n:ht|, POLYMER",
        "C(C)(C)(C)(C)C, VALENCE",
        "CO(C)C, VALENCE",
        "FC(F)(F)F(C)C, VALENCE",
        "C[N](C)(C)C, VALENCE",
        "[CH3], RADICAL",
        "C[O], RADICAL",
        "CC(C)(C)N(C)[O], RADICAL",
        "[CH2], RADICAL",
    })
    void whatIsNoOrdinaryMoleculeFailsWithItsReason(String smiles, Reason reason) throws CDKException {
        assertThat(failure(smiles(smiles)).reason()).isEqualTo(reason);
    }

    @Test
    void radicalsHaveUnpairedElectronsWhereTheyAreKnownToBeOnes() throws Exception {
        PreparationSettings radicals = SETTINGS.withRadicals(true);

        PreparedMolecule ethyl = PreparedMolecule.of(smiles("C[CH2]"), radicals);
        assertThat(ethyl.molecule().getSingleElectronCount()).isEqualTo(1);
        assertThat(ethyl.molecule()
                        .getConnectedSingleElectronsCount(ethyl.molecule().getAtom(1)))
                .isEqualTo(1);
        assertThat(ethyl.steps()).contains("1 unpaired electron where bonds are missing");
        assertThat(ethyl.graph().container().getSingleElectronCount()).isEqualTo(1);
        assertThat(PreparedMolecule.of(smiles("CCO"), radicals).molecule().getSingleElectronCount())
                .isZero();
        assertThat(failure(smiles("C[CH2]"))).hasMessageContaining("--unpaired").hasMessageContaining("gfn2");
    }

    @Test
    void metalsAndStatedElectronsAreTakenForPotentialsThatKnowThem() throws Exception {
        PreparationSettings any = SETTINGS.withAnyElement(true);
        IAtomContainer stated = smiles("C[CH2]");
        stated.addSingleElectron(1);

        assertThat(PreparedMolecule.of(smiles("C[Zn]C"), any).molecule().getAtomCount())
                .isEqualTo(9);
        assertThat(PreparedMolecule.of(smiles("Cl[Pd](Cl)([NH3])[NH3]"), any)
                        .molecule()
                        .getAtomCount())
                .isEqualTo(11);
        assertThat(PreparedMolecule.of(stated, any).molecule().getSingleElectronCount())
                .isEqualTo(1);
        assertThat(catchThrowableOfType(
                        UnsuitableMoleculeException.class, () -> PreparedMolecule.of(smiles("C[CH2]"), any)))
                .hasMessageContaining("a radical, or hydrogens are missing");
        assertThat(catchThrowableOfType(
                                UnsuitableMoleculeException.class, () -> PreparedMolecule.of(smiles("C[U]C"), any))
                        .reason())
                .isEqualTo(Reason.ELEMENT);
        assertThat(failure(smiles("C[Zn]C"))).hasMessageContaining("gfn2");
    }

    @Test
    void anEmptyStructureFails() {
        assertThat(failure(SilentChemObjectBuilder.getInstance().newAtomContainer())
                        .reason())
                .isEqualTo(Reason.EMPTY);
    }

    @Test
    void moreAtomsThanTheSettingsAllowFail() throws CDKException {
        IAtomContainer hexane = smiles("CCCCCC");
        UnsuitableMoleculeException failure = catchThrowableOfType(
                UnsuitableMoleculeException.class, () -> PreparedMolecule.of(hexane, SETTINGS.withMostAtoms(19)));

        assertThat(failure).hasMessage("found 20 atoms with hydrogens; expected at most 19");
        assertThat(failure.reason()).isEqualTo(Reason.SIZE);
        assertThat(PreparedMolecule.of(hexane, SETTINGS.withMostAtoms(20))
                        .molecule()
                        .getAtomCount())
                .isEqualTo(20);
    }

    @Test
    void coordinatesMustBeFiniteApartAndInAngstrom() throws Exception {
        String[] water = {
            "  3  2  0  0  0  0  0  0  0  0999 V2000",
            "    0.0000    0.0000    0.1000 O   0  0",
            "    0.9572    0.0000    0.0000 H   0  0",
            "   -0.2400    0.9266    0.0000 H   0  0",
            "  1  2  1  0",
            "  1  3  1  0"
        };
        assertThat(PreparedMolecule.of(mol(water), SETTINGS).steps()).noneMatch(step -> step.contains("3D"));

        IAtomContainer endless = mol(water);
        endless.getAtom(1).setPoint3d(new Point3d(Double.NaN, 0, 0));
        assertThat(failure(endless)).hasMessageContaining("NaN").hasMessageContaining("atom 1 (H)");

        IAtomContainer clashing = mol(water);
        clashing.getAtom(2).setPoint3d(new Point3d(0.9, 0.1, 0));
        assertThat(failure(clashing)).hasMessageContaining("atom 1 (H) and atom 2 (H) clashing, 0.12 Å apart");

        IAtomContainer picometres = mol(water);
        picometres.atoms().forEach(atom -> atom.getPoint3d().scale(100));
        assertThat(failure(picometres))
                .hasMessageContaining("a bond of 96.24 Å")
                .hasMessageContaining("in Å?");
        assertThat(failure(picometres).reason()).isEqualTo(Reason.COORDINATES);
    }

    @Test
    void twoBondsBetweenTwoAtomsFail() throws CDKException {
        IAtomContainer ethane = smiles("CC");
        ethane.addBond(0, 1, IBond.Order.SINGLE);

        assertThat(failure(ethane).reason()).isEqualTo(Reason.BOND);
    }

    @Test
    void aBondWithoutAnOrderFails() throws CDKException {
        IAtomContainer ethane = smiles("CC");
        ethane.getBond(0).setOrder(IBond.Order.UNSET);

        assertThat(failure(ethane)).hasMessageContaining("no order for the bond between atom 0 (C) and atom 1 (C)");
    }

    @Test
    void unpairedElectronsFail() throws CDKException {
        IAtomContainer methane = smiles("C");
        methane.addSingleElectron(0);

        assertThat(failure(methane).reason()).isEqualTo(Reason.RADICAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CC(=O)Oc1ccccc1C(=O)O",
                "CS(=O)(=O)C",
                "CP(=O)(OC)OC",
                "C[N+](C)(C)CC(=O)[O-]",
                "C[n+]1ccccc1",
                "[C-]#[N+]C",
                "CN=[N+]=[N-]",
                "FS(F)(F)(F)(F)F",
                "OB(O)c1ccccc1",
                "C[Si](C)(C)C",
                "CI(=O)=O",
                "C[S+](C)C",
                "[O-]Cl(=O)(=O)=O",
                "c1cc[nH]c1",
                "[2H]C([2H])[2H]",
                "C[Se]C",
                "C[O+]=C"
            })
    void closedShellsAreTaken(String smiles) throws CDKException {
        if (smiles.equals("[2H]C([2H])[2H]")) {
            // An unnoticed count of hydrogens: this is CHD3.
            assertThat(prepare(smiles).molecule().getAtomCount()).isEqualTo(5);
        }
        assertThat(prepare(smiles).graph().atoms()).isPositive();
    }

    @Test
    void whatWasDoneIsSaid() throws CDKException {
        PreparedMolecule ethanol = prepare("CCO");

        assertThat(ethanol.molecule().getAtomCount()).isEqualTo(9);
        assertThat(ethanol.steps()).containsExactly("6 hydrogens added", "no coordinates: 3D ones are made");
        assertThat(prepare("c1ccccc1").steps())
                .contains("no bond turns: conformers differ in vibrations and ring shapes alone");
    }

    @Test
    void theStructureItselfIsLeftAlone() throws CDKException {
        IAtomContainer ethanol = smiles("CCO");
        PreparedMolecule.of(ethanol, SETTINGS);

        assertThat(ethanol.getAtomCount()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CN(=O)=O", "CN=N#N", "O=N(=O)c1ccc(cc1)N(=O)=O"})
    void nitrogenOfFiveBondsGetsCharges(String smiles) throws CDKException {
        PreparedMolecule prepared = prepare(smiles);

        assertThat(prepared.steps()).anyMatch(step -> step.contains("of five bonds written with charges"));
        int charge = 0;
        for (IAtom atom : prepared.molecule().atoms()) {
            charge += atom.getFormalCharge();
        }
        assertThat(charge).isZero();
    }

    @Test
    void aromaticBondsOfAFileAreWrittenOut() throws Exception {
        IAtomContainer benzene = mol(
                "  6  6  0  0  0  0  0  0  0  0999 V2000",
                "    1.3900    0.0000    0.0000 C   0  0",
                "    0.6950    1.2038    0.0000 C   0  0",
                "   -0.6950    1.2038    0.0000 C   0  0",
                "   -1.3900    0.0000    0.0000 C   0  0",
                "   -0.6950   -1.2038    0.0000 C   0  0",
                "    0.6950   -1.2038    0.0000 C   0  0",
                "  1  2  4  0",
                "  2  3  4  0",
                "  3  4  4  0",
                "  4  5  4  0",
                "  5  6  4  0",
                "  6  1  4  0");

        PreparedMolecule prepared = PreparedMolecule.of(benzene, SETTINGS);

        assertThat(prepared.steps()).contains("aromatic bonds written as single and double ones", "6 hydrogens added");
        assertThat(prepared.graph().formula()).isEqualTo("C6H6");
    }

    @ParameterizedTest
    @CsvSource({
        "CC(O)C(O)C, 2, 3",
        "CC(O)C(O)CC, 2, 4",
        "CC=CC, 1, 2",
        "CC1CCC(C)CC1, 2, 2",
        "OC1C(O)C(O)C(O)C(O)C1O, 6, 9",
        "CC(O)CC(O)C, 2, 3",
        "CS(=O)CC, 1, 2",
        "CC=NO, 1, 2",
        "CCNC(=N)N, 0, 1",
        "C1CCCC=C1, 0, 1",
        "c1ccccc1, 0, 1",
        "C[C@H](O)CC, 0, 1",
        "C[C@H](O)C(F)CC, 1, 2",
        "C/C=C/C, 0, 1",
        "CN(C)CC, 0, 1"
    })
    void openConfigurationsAreCountedAndEnumerated(String smiles, int open, int isomers) throws CDKException {
        PreparedMolecule prepared = prepare(smiles);

        // Known numbers of stereoisomers; the nine inositols are seven and an enantiomer pair more.
        assertThat(prepared.openConfigurations()).hasSize(open);
        List<PreparedMolecule> all = prepared.stereoisomers(100);
        assertThat(all).hasSize(isomers).allMatch(isomer -> isomer.openConfigurations()
                .isEmpty());
        assertThat(prepared.stereoisomers(2)).hasSize(Math.min(isomers, 2));
        assertThat(all.get(0).graph().stereocentres()).hasSizeGreaterThanOrEqualTo(open);
    }

    @Test
    void openConfigurationsAreNamed() throws CDKException {
        assertThat(prepare("CC=CC(O)CC").openConfigurations()).containsExactly("C4", "C2=C3");
    }

    @Test
    void doubleBondsAreTransFirst() throws CDKException {
        IAtomContainer first = prepare("CC=CC").stereoisomers(2).get(0).molecule();

        assertThat(new SmilesGenerator(SmiFlavor.Isomeric).create(AtomContainerManipulator.suppressHydrogens(first)))
                .isEqualTo("C/C=C/C");
    }
}
