package io.github.cdkdrift.molecule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smiles.SmiFlavor;
import org.openscience.cdk.smiles.SmilesGenerator;
import org.openscience.cdk.smiles.SmilesParser;
import org.openscience.cdk.tools.manipulator.AtomContainerManipulator;

class MolecularGraphTest {
    private static MolecularGraph graph(String name) throws CDKException {
        return MolecularGraph.of(GoldenMolecules.get(name));
    }

    private static IAtomContainer smiles(String smiles) throws CDKException {
        return new SmilesParser(SilentChemObjectBuilder.getInstance()).parseSmiles(smiles);
    }

    /**
     * Counted by hand. Rotors: every acyclic single bond but those to hydrogen, to halogen and next to a triple bond.
     * Automorphisms: 3! for each methyl group, 2 for CH₂ and NH₂, times the symmetry of the skeleton (3! for tert-butyl, 12 for
     * benzene, 4 for naphthalene).
     */
    @ParameterizedTest
    @CsvSource({
        "ethanol, 2, 12",
        "tert-butanol, 4, 1296",
        "benzene, 0, 12",
        "alanine dipeptide, 7, 216",
        "aspirin, 5, 6",
        "acetonitrile, 0, 6",
        "'hexa-2,4-diyne', 0, 72",
        "naphthalene, 0, 4",
        "nitrobenzene, 1, 4",
        "acetic acid, 2, 6",
        "water, 0, 2",
        "ammonium, 0, 24",
        "'meso-2,3-butanediol', 5, 72",
        "'(Z)-but-2-ene', 2, 72"
    })
    void countsRotorsAndAutomorphisms(String name, int rotors, int automorphisms) throws Exception {
        MolecularGraph graph = graph(name);
        assertThat(graph.rotors()).hasSize(rotors);
        assertThat(graph.automorphisms()).hasNumberOfRows(automorphisms);
    }

    /** In the file C0–C1–O2, H3–H5 on C0, H6–H7 on C1, H8 on O2. */
    @Test
    void referencesOfARotorAreTheFirstHeavyAtomsThenTheFirstHydrogens() throws Exception {
        assertThat(graph("ethanol").rotors())
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(new int[] {3, 0, 1, 2}, new int[] {0, 1, 2, 8});
    }

    @Test
    void automorphismsAreDistinctPermutationsThatKeepElementsAndBonds() throws Exception {
        MolecularGraph graph = graph("tert-butanol");
        int[] numbers = graph.atomicNumbers();
        int[][] automorphisms = graph.automorphisms();
        assertThat(automorphisms[0]).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14);
        assertThat(Arrays.stream(automorphisms).map(Arrays::toString)).doesNotHaveDuplicates();
        List<String> bonds = graph.bonds().stream().map(Arrays::toString).toList();
        for (int[] p : automorphisms) {
            assertThat(Arrays.stream(p).map(i -> numbers[i]))
                    .containsExactly(Arrays.stream(numbers).boxed().toArray(Integer[]::new));
            assertThat(graph.bonds()).allSatisfy(bond -> {
                int i = Math.min(p[bond[0]], p[bond[1]]);
                int j = Math.max(p[bond[0]], p[bond[1]]);
                assertThat(bonds).contains("[" + i + ", " + j + "]");
            });
        }
    }

    /** Four tert-butyl groups on ethane and one hydrogen at each carbon have some 10^13 automorphisms. */
    @Test
    @Timeout(5)
    void moreAutomorphismsThanTheLimitAreAnErrorAtOnce() throws Exception {
        assertThatThrownBy(() -> graph("tert-butanol").automorphisms(1295))
                .isInstanceOf(CDKException.class)
                .hasMessageContaining("C4H10O")
                .hasMessageContaining("more than 1295 automorphisms");
        IAtomContainer crowded = smiles("CC(C)(C)C(C(C)(C)C)C(C(C)(C)C)C(C)(C)C");
        AtomContainerManipulator.convertImplicitToExplicitHydrogens(crowded);
        MolecularGraph graph = MolecularGraph.of(crowded);
        assertThatThrownBy(graph::automorphisms).hasMessageContaining("more than 100000");
        // 3! for each of four tert-butyl groups, 2 for the pair at each carbon, 2 for the carbons.
        assertThat(graph.heavyAtomAutomorphisms(100_000)).hasNumberOfRows(6 * 6 * 6 * 6 * 2 * 2 * 2);
    }

    /** Ortho and meta carbons of each ring and the oxygens of the nitro group change places. */
    @Test
    void heavyAtomAutomorphismsCountHydrogensButDoNotMoveThem() throws Exception {
        assertThat(graph("nitrobenzene").heavyAtomAutomorphisms(10)).hasNumberOfRows(4);
        assertThat(graph("ethanol").heavyAtomAutomorphisms(10)).isDeepEqualTo(new int[][] {{0, 1, 2}});
        MolecularGraph acid = graph("acetic acid");
        assertThat(acid.heavyAtomAutomorphisms(10)).hasNumberOfRows(1);
        assertThat(acid.container().atoms()).allMatch(atom -> atom.getImplicitHydrogenCount() == 0);
    }

    @Test
    void resonanceFormsDoNotLowerTheSymmetry() throws Exception {
        // Both oxygens of acetate are alike: 6 for the methyl group times 2.
        assertThat(graph("acetate").automorphisms()).hasNumberOfRows(12);
    }

    /** Ethanol as above; of benzene's twelve atoms all but the one itself lie beyond an atom of the ring. */
    @Test
    void findsNeighboursAndWhatLiesBeyondABond() throws Exception {
        MolecularGraph ethanol = graph("ethanol");

        assertThat(ethanol.neighbours())
                .isDeepEqualTo(new int[][] {{1, 3, 4, 5}, {0, 2, 6, 7}, {1, 8}, {0}, {0}, {0}, {1}, {1}, {2}});
        assertThat(ethanol.atomsBeyond(1, 2)).containsExactly(8);
        assertThat(ethanol.atomsBeyond(0, 1)).containsExactly(2, 6, 7, 8);
        int[] ring = graph("benzene").bonds().get(0);
        assertThat(graph("benzene").atomsBeyond(ring[0], ring[1]))
                .hasSize(11)
                .contains(ring[0])
                .doesNotContain(ring[1]);
    }

    @Test
    void bondsAreSortedPairs() throws Exception {
        assertThat(graph("ethanol").bonds())
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(
                        new int[] {0, 1},
                        new int[] {0, 3},
                        new int[] {0, 4},
                        new int[] {0, 5},
                        new int[] {1, 2},
                        new int[] {1, 6},
                        new int[] {1, 7},
                        new int[] {2, 8});
        assertThat(graph("ethanol").formula()).isEqualTo("C2H6O");
        assertThat(graph("ethanol").symbol(2)).isEqualTo("O");
    }

    @Test
    void containersKeepOrdersChargesStereochemistryTitleAndFields() throws Exception {
        IAtomContainer zwitterion = graph("glycine zwitterion").container();
        assertThat(zwitterion.getTitle()).isEqualTo("glycine zwitterion");
        assertThat(zwitterion.getProperties()).containsEntry("SMILES", "[NH3+]CC(=O)[O-]");
        SmilesGenerator isomeric = new SmilesGenerator(SmiFlavor.Isomeric);
        for (String name : GoldenMolecules.names()) {
            IAtomContainer molecule = GoldenMolecules.get(name);
            double[] positions = GoldenMolecules.positions(molecule);
            IAtomContainer copy = MolecularGraph.of(molecule).container(positions);
            assertThat(isomeric.create(copy)).as(name).isEqualTo(isomeric.create(molecule));
            assertThat(GoldenMolecules.positions(copy)).isEqualTo(positions);
        }
    }

    @Test
    void containersAreIndependentOfTheGraphAndOfEachOther() throws Exception {
        IAtomContainer source = GoldenMolecules.get("ethanol");
        MolecularGraph graph = MolecularGraph.of(source);
        IAtomContainer first = graph.container();
        source.removeAtom(8);
        first.getAtom(0).setFormalCharge(1);
        first.getBond(0).setOrder(IBond.Order.DOUBLE);
        IAtomContainer second = graph.container();
        assertThat(second.getAtomCount()).isEqualTo(9);
        assertThat(second.getAtom(0).getFormalCharge()).isZero();
        assertThat(second.getBond(0).getOrder()).isEqualTo(IBond.Order.SINGLE);
        assertThat(second.getAtom(0).getPoint3d()).isNull();
    }

    @Test
    void refusesMoleculesThatAreNotWholeAndSaysWhatToDo() {
        assertThatThrownBy(() -> MolecularGraph.of(smiles("CCO")))
                .isInstanceOf(CDKException.class)
                .hasMessageContaining("atom 0 (C) has 3 implicit hydrogens")
                .hasMessageContaining("convertImplicitToExplicitHydrogens");
        assertThatThrownBy(() -> MolecularGraph.of(smiles("[H]C([H])([H])*")))
                .isInstanceOf(CDKException.class)
                .hasMessageContaining("atom 4 (R) is not an element");
        assertThatThrownBy(() -> MolecularGraph.of(smiles("[H]O[H].[H]Cl")))
                .isInstanceOf(CDKException.class)
                .hasMessageContaining("2 fragments")
                .hasMessageContaining("ClH3O with bonds");
        assertThatThrownBy(() -> MolecularGraph.of(smiles(""))).hasMessageContaining("no atoms");
        assertThatThrownBy(() -> graph("water").container(new double[8])).isInstanceOf(IllegalArgumentException.class);
    }
}
