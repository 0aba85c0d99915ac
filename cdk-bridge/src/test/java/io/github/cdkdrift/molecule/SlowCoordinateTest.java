package io.github.cdkdrift.molecule;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdkdrift.molecule.SlowCoordinate.Kind;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smiles.SmilesParser;
import org.openscience.cdk.tools.manipulator.AtomContainerManipulator;

class SlowCoordinateTest {
    private static MolecularGraph graph(String smiles) throws Exception {
        IAtomContainer molecule = new SmilesParser(SilentChemObjectBuilder.getInstance()).parseSmiles(smiles);
        AtomContainerManipulator.convertImplicitToExplicitHydrogens(molecule);
        return MolecularGraph.of(molecule);
    }

    private static long count(String smiles, Kind kind) throws Exception {
        return graph(smiles).slowCoordinates().stream()
                .filter(motion -> motion.kind() == kind)
                .count();
    }

    /** Rotors, conjugated bonds, torsions of rings, inverting nitrogen atoms. */
    @ParameterizedTest
    @CsvSource({
        "CCO, 2, 0, 0, 0",
        "CC(=O)NC, 2, 1, 0, 0",
        "C1CCCCC1, 0, 0, 6, 0",
        "CN1CCOCC1, 1, 0, 6, 1",
        "c1ccccc1, 0, 0, 0, 0",
        "c1ccccc1c1ccccc1, 0, 1, 0, 0",
        "C1CC1, 0, 0, 0, 0",
        "C1CC2CCC1C2, 0, 0, 10, 0",
        "CC#CC, 0, 0, 0, 0",
        "NCC, 2, 0, 0, 0",
        "C=CC=C, 0, 1, 0, 0"
    })
    void listsWhatIsSlow(String smiles, int rotors, int conjugated, int ring, int inversions) throws Exception {
        assertThat(count(smiles, Kind.ROTOR)).as("rotors").isEqualTo(rotors);
        assertThat(count(smiles, Kind.CONJUGATED)).as("conjugated").isEqualTo(conjugated);
        assertThat(count(smiles, Kind.RING)).as("ring").isEqualTo(ring);
        assertThat(count(smiles, Kind.INVERSION)).as("inversions").isEqualTo(inversions);
    }

    @Test
    void ringSystemsAreWhatSharesAtoms() throws Exception {
        int[] systems = graph("C1CCCCC1CC1CC2CCC1C2").ringSystems();

        assertThat(systems[0]).isEqualTo(0);
        assertThat(systems[6]).isEqualTo(-1);
        assertThat(systems[7]).isEqualTo(1);
        assertThat(Arrays.stream(systems).max().orElseThrow()).isEqualTo(1);
        assertThat(graph("C1CCCCC1CC1CCCCCCCC1").largestRing()).isEqualTo(9);
    }
}
