package io.github.cdkdrift.molecule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smiles.SmilesParser;
import org.openscience.cdk.tools.manipulator.AtomContainerManipulator;

class BeadsTest {
    /** C0 C1 =O2 N3 C4 C5 C6 =O7 N8 C9, then hydrogens. */
    private static final String ALANINE_DIPEPTIDE = "CC(=O)N[C@@H](C)C(=O)NC";

    private static MolecularGraph graph(String smiles) throws CDKException {
        IAtomContainer molecule = new SmilesParser(SilentChemObjectBuilder.getInstance()).parseSmiles(smiles);
        AtomContainerManipulator.convertImplicitToExplicitHydrogens(molecule);
        return MolecularGraph.of(molecule);
    }

    @Test
    void theBackboneOfAlanineDipeptideIsFiveBeadsInAChain() throws CDKException {
        Beads beads = Beads.of(graph(ALANINE_DIPEPTIDE), "backbone");
        assertThat(beads.atoms()).containsExactly(1, 3, 4, 6, 8);
        assertThat(beads.graph().atomicNumbers()).containsExactly(6, 7, 6, 6, 7);
        assertThat(beads.graph().bonds().toArray(int[][]::new))
                .isDeepEqualTo(new int[][] {{0, 1}, {1, 2}, {2, 3}, {3, 4}});
        assertThat(beads.graph().slowCoordinates())
                .extracting(SlowCoordinate::atoms)
                .containsExactly(new int[] {0, 1, 2, 3}, new int[] {1, 2, 3, 4});
        assertThat(beads.size()).isEqualTo(5);
    }

    @Test
    void everyAtomPullsAtTheNearestBead() throws CDKException {
        Beads beads = Beads.of(graph(ALANINE_DIPEPTIDE), "backbone");
        // Hydrogens 10 to 21: three of each methyl group, those of N3, C4, C5 and N8 between them.
        assertThat(beads.owners()).containsExactly(0, 0, 0, 1, 2, 2, 3, 3, 4, 4, 0, 0, 0, 1, 2, 2, 2, 2, 4, 4, 4, 4);
    }

    /**
     * Springs between all atoms of propane make positions normal with the precision A/kT, and those of the carbon atoms alone normal with the inverse of their part of
     * the covariance: so the mean force is known.
     */
    @Test
    void forcesAreThoseOfThePotentialOfMeanForceOnAverage() throws CDKException {
        Beads beads = Beads.of(graph("CCC"), "heavy");
        int atoms = 11;
        RandomGenerator random = new SplittableRandom(1);
        double[][] springs = new double[atoms][atoms];
        for (int i = 0; i < atoms; i++) {
            springs[i][i] += 1;
            for (int j = 0; j < i; j++) {
                double strength = 3 * random.nextDouble();
                springs[i][j] -= strength;
                springs[j][i] -= strength;
                springs[i][i] += strength;
                springs[j][j] += strength;
            }
        }
        double[][] reduced = Arrays.stream(springs).map(double[]::clone).toArray(double[][]::new);
        for (int k = atoms - 1; k >= 3; k--) {
            for (int i = 0; i < k; i++) {
                for (int j = 0; j < k; j++) {
                    reduced[i][j] -= reduced[i][k] * reduced[k][j] / reduced[k][k];
                }
            }
        }
        for (int moved = 0; moved < 3; moved++) {
            double[] x = new double[3 * atoms];
            x[3 * moved] = 1;
            for (int k = 3; k < atoms; k++) {
                for (int j = 0; j < k; j++) {
                    x[3 * k] -= reduced[k][j] * x[3 * j] / reduced[k][k];
                }
            }
            // Forces are linear, so that their mean at given carbon atoms is what they are where the others have their
            // mean.
            double[] forces = new double[3 * atoms];
            for (int i = 0; i < atoms; i++) {
                for (int j = 0; j < atoms; j++) {
                    forces[3 * i] -= springs[i][j] * x[3 * j];
                }
            }
            double[] ofBeads = beads.forces(forces);
            for (int bead = 0; bead < 3; bead++) {
                assertThat(ofBeads[3 * bead]).isCloseTo(-reduced[bead][moved], within(1e-9));
            }
        }
    }

    @Test
    void aPeptidesEndsBelongToItsBackbone() throws CDKException {
        // Glycylalanine: N0 C1 C2 =O3 N4 C5 C6 C7 =O8 O9.
        assertThat(Beads.of(graph("NCC(=O)NC(C)C(=O)O"), "BACKBONE").atoms()).containsExactly(0, 1, 2, 4, 5, 7);
    }

    @Test
    void heavyAtomsAreAllButHydrogen() throws CDKException {
        Beads beads = Beads.of(graph(ALANINE_DIPEPTIDE), "heavy");
        assertThat(beads.atoms()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(beads.graph().bonds()).hasSize(9);
        assertThat(beads.graph().stereocentres()).isEmpty();
    }

    /** Butane's carbon atoms look the same from both ends and in a mirror; they need not be in a molecule that they are a part of. */
    @Test
    void beadsHaveNoSymmetry() throws CDKException {
        double[] positions = {0, 0, 0, 1.5, 0, 0, 2, 1.4, 0, 3.4, 1.6, 0.4};
        Beads beads = Beads.of(graph("CCCC"), "heavy");
        assertThat(beads.graph().symmetry(positions, 100).skeleton()).hasSize(1);
        assertThat(beads.graph().completedLike(positions).symmetryOperations(positions, 100))
                .hasSize(1);
        assertThat(MolecularGraph.of(beads.graph().container())
                        .symmetry(positions, 100)
                        .size())
                .isEqualTo(4);
    }

    @Test
    void aPatternChoosesAndPositionsAreThoseOfItsAtoms() throws CDKException {
        Beads beads = Beads.of(graph("CCO"), "[H]OCC");
        assertThat(beads.graph().formula()).isEqualTo("C2HO");
        double[] positions = new double[27];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = i;
        }
        assertThat(beads.positions(positions)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 24, 25, 26);
    }

    @Test
    void beadsThatAreTooFewMissingOrApartAreRefused() throws CDKException {
        MolecularGraph dipeptide = graph(ALANINE_DIPEPTIDE);
        assertThatThrownBy(() -> Beads.of(dipeptide, "C=O"))
                .hasMessage(
                        "found beads that no path of bonds among them joins: C2 O3 | C7 O8; expected the atoms between them as beads, too");
        assertThatThrownBy(() -> Beads.of(dipeptide, "[$(C(C)(N)[H])]"))
                .hasMessageContaining("found 1 bead in C6H12N2O2");
        assertThatThrownBy(() -> Beads.of(dipeptide, "S")).hasMessageStartingWith("found no atoms of C6H12N2O2");
        assertThatThrownBy(() -> Beads.of(dipeptide, "C((")).hasMessageContaining("expected a SMARTS pattern");
        assertThatThrownBy(() -> Beads.of(graph("CCO"), "backbone")).hasMessageContaining("expected a peptide");
        assertThatThrownBy(() -> Beads.of(dipeptide, new int[] {20, 21, 22}))
                .hasMessageContaining("atoms from 0 to 21");
    }
}
