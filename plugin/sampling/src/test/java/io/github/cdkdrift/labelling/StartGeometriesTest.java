package io.github.cdkdrift.labelling;

import static io.github.cdkdrift.TestStructures.graph;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.Stereocentre;
import io.github.cdkdrift.molecule.Torsion;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class StartGeometriesTest {
    /** Bonds of 0.8 to 2.2 Å, nothing else closer than 1.2 Å: atoms are where the graph has them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "O",
                "[He]",
                "C[C@H](F)O",
                "C/C=C\\C",
                "C/C=C/C",
                "[NH3+]CC(=O)[O-]",
                "CC(=O)N[C@@H](C)C(=O)NC",
                "CC(=O)Oc1ccccc1C(=O)O",
                "C1CCCCC1O",
                "OC[C@H]1O[C@@H](O)[C@H](O)[C@@H](O)[C@@H]1O"
            })
    void geometriesHaveTheBondsAndConfigurationsOfTheGraph(String smiles) throws Exception {
        MolecularGraph graph = graph(smiles);
        boolean[][] bonded = new boolean[graph.atoms()][graph.atoms()];
        graph.bonds().forEach(bond -> bonded[bond[0]][bond[1]] = true);

        List<double[]> geometries = StartGeometries.of(graph, 4, 1);

        assertThat(geometries).isNotEmpty().hasSizeLessThanOrEqualTo(4);
        for (double[] positions : geometries) {
            for (int i = 0; i < graph.atoms(); i++) {
                for (int j = i + 1; j < graph.atoms(); j++) {
                    double distance = distance(positions, i, j);
                    if (bonded[i][j]) {
                        assertThat(distance).isBetween(0.8, 2.2);
                    } else {
                        assertThat(distance).isGreaterThan(1.2);
                    }
                }
            }
            assertThat(graph.stereocentres()).allMatch(centre -> centre.agrees(positions));
        }
    }

    private static double distance(double[] positions, int i, int j) {
        return Math.sqrt(Math.pow(positions[3 * i] - positions[3 * j], 2)
                + Math.pow(positions[3 * i + 1] - positions[3 * j + 1], 2)
                + Math.pow(positions[3 * i + 2] - positions[3 * j + 2], 2));
    }

    @Test
    void butaneIsFoundStretchedAndBent() throws Exception {
        List<Double> torsions = StartGeometries.of(graph("CCCC"), 8, 1).stream()
                .map(positions -> Math.abs(Torsion.degrees(positions, new int[] {0, 1, 2, 3})))
                .toList();

        assertThat(torsions).anyMatch(angle -> angle > 150);
        assertThat(torsions).anyMatch(angle -> angle < 90);
    }

    /** C–C–O–H of acetic acid: syn and anti are 12 kcal/mol apart, so that no walker goes from one to the other. */
    @Test
    void hydroxylGroupsPointToBothSides() throws Exception {
        List<double[]> geometries = StartGeometries.of(graph("CC(=O)O"), 12, 1);

        assertThat(geometries).hasSize(12);
        List<Double> torsions = geometries.stream()
                .map(positions -> Math.abs(Torsion.degrees(positions, new int[] {0, 1, 3, 7})))
                .toList();
        assertThat(torsions).anyMatch(angle -> angle > 150).anyMatch(angle -> angle < 30);
        for (double[] positions : geometries) {
            assertThat(distance(positions, 3, 7)).isBetween(0.8, 1.1);
            assertThat(distance(positions, 1, 7)).isBetween(1.7, 2.1);
        }
    }

    @Test
    void theSeedDecides() throws Exception {
        MolecularGraph graph = graph("CCCCCO");

        assertThat(StartGeometries.of(graph, 5, 0).toArray(double[][]::new))
                .isDeepEqualTo(StartGeometries.of(graph, 5, 0).toArray(double[][]::new));
        assertThat(StartGeometries.of(graph, 5, 0).get(0))
                .isNotEqualTo(StartGeometries.of(graph, 5, 7).get(0));
    }

    @Test
    void refusesToMakeNone() throws Exception {
        MolecularGraph graph = graph("CC");

        assertThatThrownBy(() -> StartGeometries.of(graph, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Which hydrogen comes first in OpenChemLib's geometries depends on the seed. */
    @Test
    void otherGeometriesAreNumberedAsTheStructureIs() throws Exception {
        for (String smiles : List.of("CCO", "CC(C)CO")) {
            MolecularGraph graph = graph(smiles);
            double[] structure = StartGeometries.of(graph, 1, 0).get(0);
            int renumbered = 0;
            for (long seed = 0; seed < 6; seed++) {
                List<double[]> geometries = StartGeometries.of(graph, structure, 4, seed);

                assertThat(geometries.get(0)).isEqualTo(structure);
                assertThat(geometries).hasSizeGreaterThan(1);
                for (double[] positions : geometries) {
                    assertThat(handedness(graph, positions)).as(smiles).isEqualTo(handedness(graph, structure));
                }
                renumbered +=
                        handedness(graph, StartGeometries.of(graph, 4, seed).get(0))
                                        .equals(handedness(graph, structure))
                                ? 0
                                : 1;
            }
            assertThat(renumbered).as(smiles).isPositive();
        }
    }

    @Test
    void geometriesAreNumberedAlikeWithoutAStructure() throws Exception {
        for (String smiles : List.of("OC1CCCCC1", "CC(C)C1CCC(C)CC1O")) {
            MolecularGraph graph = graph(smiles);
            List<double[]> geometries = StartGeometries.of(graph, 32, 1);

            assertThat(geometries).hasSizeGreaterThan(1);
            for (double[] positions : geometries) {
                assertThat(handedness(graph, positions)).as(smiles).isEqualTo(handedness(graph, geometries.get(0)));
            }
        }
    }

    /** A structure whose open stereocentres have one configuration is not given geometries of another. */
    @Test
    void otherConfigurationsAreLeftOut() throws Exception {
        MolecularGraph open = graph("CC(O)C(O)C");
        MolecularGraph meso = graph("C[C@H](O)[C@@H](O)C");
        double[] structure =
                StartGeometries.of(graph("C[C@H](O)[C@H](O)C"), 1, 0).get(0);

        assertThat(open.renumbered(StartGeometries.of(meso, 4, 0), structure)).isEmpty();
        assertThat(open.renumbered(List.of(structure), structure)).hasSize(1);
    }

    @Test
    void aStructureThatIsNotWhatTheGraphSaysIsNotUsed() throws Exception {
        MolecularGraph stated = graph("C[C@H](O)[C@H](O)C");
        double[] meso = StartGeometries.of(graph("C[C@H](O)[C@@H](O)C"), 1, 0).get(0);

        List<double[]> geometries = StartGeometries.of(stated, meso, 4, 0);

        assertThat(geometries).isNotEmpty().doesNotContain(meso);
        assertThat(geometries)
                .allMatch(positions -> stated.stereocentres().stream().allMatch(centre -> centre.agrees(positions)));
    }

    /** Signs of the volumes that the neighbours of every centre of four span. */
    private static List<Boolean> handedness(MolecularGraph graph, double[] positions) {
        return Arrays.stream(graph.neighbours())
                .filter(around -> around.length == 4)
                .map(around -> new Stereocentre(Arrays.stream(around).boxed().toList(), true, 1).agrees(positions))
                .toList();
    }

    /** Four groups beside the bond between two rings: configuration, which coordinates show and no motion changes. */
    @Test
    void aHinderedAxisStaysAsTheGeometryHasIt() throws Exception {
        MolecularGraph open = graph("Cc1cccc(Cl)c1-c1c(Br)cccc1C");
        double[] known = StartGeometries.of(open, 1, 0).get(0);
        double[] mirrored = Arrays.stream(known).map(x -> -x).toArray();
        MolecularGraph graph = open.completedLike(known);

        assertThat(graph.rotors()).hasSize(open.rotors().size() - 1);
        assertThat(graph.stereocentres()).hasSize(1).allMatch(axis -> axis.agrees(known) && !axis.agrees(mirrored));
        assertThat(StartGeometries.of(graph, known, 24, 1))
                .hasSizeGreaterThan(5)
                .allMatch(positions -> graph.stereocentres().get(0).agrees(positions));
        assertThat(open.completedLike(mirrored).stereocentres().get(0).agrees(mirrored))
                .isTrue();
    }

    @Test
    void hydrogenItselfHasAGeometry() throws Exception {
        assertThat(StartGeometries.of(graph("[H][H]"), 4, 0)).isNotEmpty();
    }
}
