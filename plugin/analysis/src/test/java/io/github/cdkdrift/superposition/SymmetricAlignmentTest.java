package io.github.cdkdrift.superposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.TestFrames;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.molecule.Alignment;
import io.github.cdkdrift.molecule.MolecularGraph;
import org.junit.jupiter.api.Test;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smiles.SmilesParser;

class SymmetricAlignmentTest {
    private static final ForceFrames ETHANOL = TestFrames.ethanol();

    /** Carbons of propan-2-ol's skeleton without hydrogens: middle, two ends, oxygen. */
    private static final double[] FORK = {0, 0, 0, 1.2, 0.8, 0.1, -1.2, 0.7, 0, 0.1, -0.6, 1.3};

    private static MolecularGraph graph(String smiles) throws CDKException {
        return MolecularGraph.of(new SmilesParser(SilentChemObjectBuilder.getInstance()).parseSmiles(smiles));
    }

    /** The second geometry is the first with its two ends renamed, turned by a right angle and moved: nothing has changed. */
    @Test
    void equalAtomsMayChangePlaces() throws CDKException {
        MolecularGraph fork = graph("[C]([C])([C])[O]");
        double[] renamed = {
            FORK[0], FORK[1], FORK[2], FORK[6], FORK[7], FORK[8], FORK[3], FORK[4], FORK[5], FORK[9], FORK[10], FORK[11]
        };
        double[] moved = turned(renamed);

        SymmetricAlignment alignment = SymmetricAlignment.of(fork, FORK);

        assertThat(Alignment.rmsd(moved, FORK)).as("as they are numbered").isGreaterThan(0.05);
        assertThat(alignment.rmsd(moved)).isCloseTo(0, within(1e-9));
        assertThat(alignment.superposed(moved)).containsExactly(renamed, within(1e-9));
        assertThat(alignment.partners(moved)).containsExactly(0, 2, 1, 3);
        assertThat(alignment.partners(FORK)).containsExactly(0, 1, 2, 3);
    }

    @Test
    void mirrorImagesStayApart() throws CDKException {
        double[] mirrored = FORK.clone();
        for (int i = 2; i < mirrored.length; i += 3) {
            mirrored[i] = -mirrored[i];
        }
        // Four different atoms around a corner.
        assertThat(SymmetricAlignment.of(graph("[C]([N])([S])[O]"), FORK).rmsd(mirrored))
                .isGreaterThan(0.05);
    }

    @Test
    void atomsThatAreNotChosenGoAlong() throws CDKException {
        double[] reference = ETHANOL.positions(0);
        double[] moved = turned(reference);

        assertThat(SymmetricAlignment.on(TestFrames.graph(ETHANOL), reference, new int[] {0, 1, 2, 8})
                        .superposed(moved))
                .containsExactly(reference, within(1e-9));
    }

    /** Water has one heavy atom, cyanogen's four lie nearly on a line: neither fixes a rotation. */
    @Test
    void heavyAtomsDecideOnlyWhereTheyFixTheRotation() throws CDKException {
        assertThat(SymmetricAlignment.of(TestFrames.graph(ETHANOL), ETHANOL.positions(0))
                        .atoms())
                .containsExactly(0, 1, 2);
        double[] line = {0, 0, 0, 0, 0, 1.2, 0, 0, 2.6, 0, 0.01, 3.8};
        assertThat(SymmetricAlignment.fixRotation(new int[] {0, 1, 2, 3}, line)).isFalse();
        double[] water = {0, 0.8, 0.6, 0, 0, 0, 0, -0.8, 0.6};
        SymmetricAlignment alignment = SymmetricAlignment.of(graph("[H]O[H]"), water);
        assertThat(alignment.atoms()).containsExactly(0, 1, 2);
        assertThat(alignment.rmsd(new double[] {0, -0.8, 0.6, 0, 0, 0, 0, 0.8, 0.6}))
                .isCloseTo(0, within(1e-9));
    }

    /** C60 would have 120 renumberings, ferrocene-like crowns more; forty equal arms of one atom have 40!. */
    @Test
    void whereThereAreTooManyRenumberingsAtomsStayAsTheyAre() throws CDKException {
        StringBuilder star = new StringBuilder("[Xe]");
        double[] positions = new double[3 * 9];
        for (int arm = 1; arm <= 8; arm++) {
            star.append(arm < 8 ? "([F])" : "[F]");
            positions[3 * arm] = Math.cos(arm);
            positions[3 * arm + 1] = Math.sin(arm);
            positions[3 * arm + 2] = 0.1 * arm;
        }
        SymmetricAlignment alignment = SymmetricAlignment.of(graph(star.toString()), positions);
        assertThat(alignment.superposed(turned(positions))).containsExactly(positions, within(1e-9));
    }

    @Test
    void atomsThatAreNotThereAreErrors() throws CDKException {
        MolecularGraph fork = graph("[C]([C])([C])[O]");
        for (int[] atoms : new int[][] {{}, {0, 4}, {-1}}) {
            assertThatThrownBy(() -> SymmetricAlignment.on(fork, FORK, atoms))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("expected some of 0 to 3");
        }
    }

    private static double[] turned(double[] positions) {
        double[] turned = new double[positions.length];
        for (int i = 0; i < positions.length; i += 3) {
            turned[i] = -positions[i + 1] + 7;
            turned[i + 1] = positions[i];
            turned[i + 2] = positions[i + 2] - 3;
        }
        return turned;
    }
}
