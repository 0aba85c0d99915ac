package io.github.cdkdrift.molecule;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdkdrift.io.ExtendedXyzReader;
import io.github.cdkdrift.io.LabelledFrame;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openscience.cdk.aromaticity.Aromaticity;
import org.openscience.cdk.aromaticity.ElectronDonation;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.graph.Cycles;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.isomorphism.VentoFoggia;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smiles.SmiFlavor;
import org.openscience.cdk.smiles.SmilesGenerator;
import org.openscience.cdk.smiles.SmilesParser;
import org.openscience.cdk.tools.manipulator.AtomContainerManipulator;

/** Molecules of {@code test-data/golden/ions.xyz}, whose script says where they come from. */
class IonPerceptionTest {
    private record Ion(String smiles, int charge, int[] atomicNumbers, double[] positions) {
        @Override
        public String toString() {
            return smiles;
        }
    }

    static Stream<Ion> ions() throws Exception {
        List<Ion> ions = new ArrayList<>();
        try (ExtendedXyzReader reader = ExtendedXyzReader.of(
                IonPerceptionTest.class.getResourceAsStream("/io/github/cdkdrift/data/golden/ions.xyz"), "ions.xyz")) {
            for (LabelledFrame frame = reader.read(); frame != null; frame = reader.read()) {
                ions.add(new Ion(
                        reader.text("smiles").orElseThrow(),
                        Integer.parseInt(reader.text("ion_charge").orElseThrow()),
                        frame.atomicNumbers(),
                        frame.positions()));
            }
        }
        return ions.stream();
    }

    @ParameterizedTest
    @MethodSource("ions")
    void isTheMoleculeAtItsCharge(Ion ion) throws Exception {
        MolecularGraph graph =
                MolecularGraph.perceive(ion.atomicNumbers(), ion.positions(), OptionalInt.of(ion.charge()));
        assertThat(graph.bondOrdersKnown()).isTrue();
        assertThat(isMolecule(graph, ion.smiles())).as(smiles(graph)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("ions")
    void isTheMoleculeOrNoneWithoutAStatedCharge(Ion ion) throws Exception {
        MolecularGraph graph = MolecularGraph.perceive(ion.atomicNumbers(), ion.positions());
        if (graph.bondOrdersKnown()) {
            assertThat(isMolecule(graph, ion.smiles())).as(smiles(graph)).isTrue();
        } else {
            assertThat(ion.charge()).isNotZero();
        }
    }

    /** But for the order of Kekulé bonds, which aromaticity makes alike. */
    private static boolean isMolecule(MolecularGraph graph, String smiles) throws Exception {
        IAtomContainer found = AtomContainerManipulator.suppressHydrogens(graph.container());
        IAtomContainer expected = new SmilesParser(SilentChemObjectBuilder.getInstance()).parseSmiles(smiles);
        return VentoFoggia.findIdentical(aromatic(expected)).matches(aromatic(found));
    }

    private static IAtomContainer aromatic(IAtomContainer molecule) throws Exception {
        molecule.setStereoElements(List.of());
        Cycles.markRingAtomsAndBonds(molecule);
        AtomContainerManipulator.percieveAtomTypesAndConfigureAtoms(molecule);
        new Aromaticity(ElectronDonation.daylight(), Cycles.all()).apply(molecule);
        return molecule;
    }

    private static String smiles(MolecularGraph graph) throws IOException, CDKException {
        return new SmilesGenerator(SmiFlavor.Default)
                .create(AtomContainerManipulator.suppressHydrogens(graph.container()));
    }
}
