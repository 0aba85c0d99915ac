package io.github.cdkdrift.labelling;

import static io.github.cdkdrift.labelling.TestStructures.graph;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.Torsion;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
}
