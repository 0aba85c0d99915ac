package io.github.cdkdrift.labelling;

import static io.github.cdkdrift.TestStructures.graph;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.Torsion;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.potential.Potentials;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DistanceGeometryTest {
    @Test
    void forcesAreTheSlopesOfTheError() throws Exception {
        MolecularGraph graph = graph("C[C@H](O)C=C");
        double[] known = StartGeometries.of(graph, 1, 0).get(0);
        DistanceError error = new DistanceError(graph, known);
        error.flatten(0.3);
        Random random = new Random(1);
        double[] points = random.doubles(4 * graph.atoms(), -2, 2).toArray();
        double[] forces = new double[points.length];
        error.evaluate(points, 1, new double[1], forces);
        for (int i = 0; i < points.length; i++) {
            double[] up = new double[1];
            double[] down = new double[1];
            points[i] += 1e-5;
            error.evaluate(points, 1, up, new double[points.length]);
            points[i] -= 2e-5;
            error.evaluate(points, 1, down, new double[points.length]);
            points[i] += 1e-5;
            double slope = (down[0] - up[0]) / 2e-5;
            assertThat(forces[i]).isCloseTo(slope, within(1e-5 * (1 + Math.abs(slope))));
        }
    }

    @Test
    void theKnownGeometryHasNoErrorOfBondsAnglesAndHandedness() throws Exception {
        MolecularGraph graph = graph("FC1CCCCC1");
        double[] known = StartGeometries.of(graph, 1, 0).get(0);
        double[] points = new double[4 * graph.atoms()];
        for (int i = 0; i < known.length; i++) {
            points[4 * (i / 3) + i % 3] = known[i];
        }
        double[] value = new double[1];

        new DistanceError(graph, known).evaluate(points, 1, value, new double[points.length]);

        // Pairs that are near without being bonded may be a little closer than the shortest distances.
        assertThat(value[0]).isLessThan(0.5);
    }

    /** Both chairs of a monosubstituted ring, and both of a disubstituted one, from a geometry in one of them. */
    @Test
    void everyRingShapeComesFromOneOfThem() throws Exception {
        assertThat(shapes("FC1CCCCC1", new int[] {0, 1, 2, 3})).isEqualTo(3);
        assertThat(shapes("Cl[C@H]1CCCC[C@@H]1Cl", new int[] {0, 1, 6, 7})).isEqualTo(3);
    }

    /** 1 where a torsion near 60° is among the minima within 3 kcal/mol of the lowest, 2 where one near 180° is, 3 where both are. */
    private static int shapes(String smiles, int[] torsion) throws Exception {
        MolecularGraph open = graph(smiles);
        double[] known = StartGeometries.of(open, 1, 0).get(0);
        MolecularGraph graph = open.completedLike(known);
        List<double[]> embedded = DistanceGeometry.embed(graph, known, 40, 3);
        assertThat(embedded).hasSizeGreaterThan(30);
        assertThat(embedded)
                .allMatch(geometry -> graph.stereocentres().stream().allMatch(centre -> centre.agrees(geometry)));
        try (Potential potential = Potentials.of("mmff94", graph, known)) {
            List<double[]> minima = Minima.of(graph, potential, embedded);
            double[] energy = new double[1];
            double[] forces = new double[known.length];
            double lowest = Double.POSITIVE_INFINITY;
            for (double[] minimum : minima) {
                potential.evaluate(minimum, 1, energy, forces);
                lowest = Math.min(lowest, energy[0]);
            }
            int found = 0;
            for (double[] minimum : minima) {
                potential.evaluate(minimum, 1, energy, forces);
                double degrees = Math.abs(Torsion.degrees(minimum, torsion));
                if (energy[0] < lowest + 3) {
                    found |= degrees < 90 ? 1 : degrees > 150 ? 2 : 0;
                }
            }
            return found;
        }
    }
}
