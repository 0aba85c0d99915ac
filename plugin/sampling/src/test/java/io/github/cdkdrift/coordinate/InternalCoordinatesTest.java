package io.github.cdkdrift.coordinate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.TestStructures;
import io.github.cdkdrift.coordinate.InternalCoordinates.Kind;
import io.github.cdkdrift.labelling.StartGeometries;
import io.github.cdkdrift.molecule.MolecularGraph;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.LUDecomposition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InternalCoordinatesTest {
    private static final double STEP = 1e-5;

    /** A chain, a ring, a branched centre, an alkyne between two groups, an allene, a nitrile at the end, three atoms. */
    @ParameterizedTest
    @ValueSource(strings = {"CC(O)CF", "CN1CCOCC1", "CC(C)(C)Cl", "CC#CC", "CC=C=CC", "NCC#N", "O", "C#CC#CCO"})
    void placesTheAtomsWhereTheyWereRead(String smiles) throws Exception {
        MolecularGraph graph = TestStructures.graph(smiles);
        InternalCoordinates internal = InternalCoordinates.of(graph);
        double[] geometry = shaken(graph, 1);

        double[] values = new double[internal.size()];
        internal.read(geometry, 0, values, 0);
        double[] placed = new double[geometry.length + 3];
        internal.place(values, 0, placed, 3);

        assertThat(internal.size()).isEqualTo(3 * graph.atoms() - 6);
        assertThat(distances(Arrays.copyOfRange(placed, 3, placed.length)))
                .containsExactly(distances(geometry), within(1e-9));
        double[] again = new double[values.length];
        internal.read(placed, 3, again, 0);
        assertThat(again).containsExactly(values, within(1e-8));
    }

    /** |∂x/∂(q, shift, turn)| by central differences, between two geometries: constants and rigid motion drop out. */
    @ParameterizedTest
    @ValueSource(strings = {"CC(O)F", "C1CCO1", "CC#CC", "O", "NCC#N"})
    void volumesAreThoseOfFiniteDifferences(String smiles) throws Exception {
        MolecularGraph graph = TestStructures.graph(smiles);
        InternalCoordinates internal = InternalCoordinates.of(graph);
        double[] a = values(internal, shaken(graph, 1));
        double[] b = values(internal, shaken(graph, 2));

        double expected = logDeterminant(internal, a) - logDeterminant(internal, b);

        assertThat(internal.logVolume(a, 0) - internal.logVolume(b, 0)).isCloseTo(expected, within(1e-6));
    }

    /** A random linear function of positions, and the volume, by central differences. */
    @ParameterizedTest
    @ValueSource(strings = {"CC(O)F", "CN1CCOCC1", "CC#CC", "O", "NCC#N", "CC=C=CC"})
    void gradientsAreThoseOfFiniteDifferences(String smiles) throws Exception {
        MolecularGraph graph = TestStructures.graph(smiles);
        InternalCoordinates internal = InternalCoordinates.of(graph);
        double[] values = values(internal, shaken(graph, 1));
        double[] positions = new double[3 * graph.atoms()];
        internal.place(values, 0, positions, 0);
        double[] slopes = new Random(4).doubles(positions.length, -1, 1).toArray();
        double[] gradients = new double[values.length];
        double[] ofVolume = new double[values.length];

        internal.gradient().pullBack(values, positions, 0, slopes.clone(), gradients);
        internal.addLogVolumeGradient(values, 0, ofVolume, 2);

        for (int k = 0; k < values.length; k++) {
            double[] column = difference(internal, values, k);
            double expected = IntStream.range(0, slopes.length)
                    .mapToDouble(i -> slopes[i] * column[i])
                    .sum();
            assertThat(gradients[k]).isCloseTo(expected, within(1e-7));
            double[] moved = values.clone();
            moved[k] += STEP;
            double up = internal.logVolume(moved, 0);
            moved[k] -= 2 * STEP;
            assertThat(ofVolume[k])
                    .isCloseTo(
                            (up - internal.logVolume(moved, 0)) / STEP,
                            within(1e-6 * Math.max(1, Math.abs(ofVolume[k]))));
        }
    }

    private static double logDeterminant(InternalCoordinates internal, double[] values) {
        int size = 3 * internal.atoms();
        double[][] matrix = new double[size][size];
        for (int k = 0; k < internal.size(); k++) {
            double[] column = difference(internal, values, k);
            for (int i = 0; i < size; i++) {
                matrix[i][k] = column[i];
            }
        }
        double[] x = new double[size];
        internal.place(values, 0, x, 0);
        for (int axis = 0; axis < 3; axis++) {
            int next = (axis + 1) % 3;
            int last = (axis + 2) % 3;
            for (int atom = 0; atom < internal.atoms(); atom++) {
                matrix[3 * atom + axis][size - 6 + axis] = 1;
                matrix[3 * atom + next][size - 3 + axis] = -x[3 * atom + last];
                matrix[3 * atom + last][size - 3 + axis] = x[3 * atom + next];
            }
        }
        return Math.log(Math.abs(new LUDecomposition(new Array2DRowRealMatrix(matrix, false)).getDeterminant()));
    }

    private static double[] difference(InternalCoordinates internal, double[] values, int k) {
        double[] up = new double[3 * internal.atoms()];
        double[] down = new double[up.length];
        double[] moved = values.clone();
        moved[k] += STEP;
        internal.place(moved, 0, up, 0);
        moved[k] -= 2 * STEP;
        internal.place(moved, 0, down, 0);
        return IntStream.range(0, up.length)
                .mapToDouble(i -> (up[i] - down[i]) / (2 * STEP))
                .toArray();
    }

    @Test
    void aRotorTurnsWithOneNumber() throws Exception {
        MolecularGraph graph = TestStructures.graph("FCCF");
        InternalCoordinates internal = InternalCoordinates.of(graph);

        long ofTheBond = IntStream.range(0, internal.size())
                .filter(k -> internal.kind(k) == Kind.TORSION)
                .count();

        assertThat(ofTheBond).isEqualTo(1);
    }

    @Test
    void tellsRingBondsFromOthers() throws Exception {
        InternalCoordinates internal = InternalCoordinates.of(TestStructures.graph("OCC1CCCCC1"));

        long inRing = IntStream.range(0, internal.size())
                .filter(k -> internal.kind(k) == Kind.TORSION && internal.isInRing(k))
                .count();

        assertThat(inRing).isBetween(3L, 5L);
    }

    @Test
    void withoutThreeAtomsOffALineThereAreNone() throws Exception {
        MolecularGraph graph = TestStructures.graph("C#C");

        assertThat(InternalCoordinates.describe(graph)).isFalse();
        assertThatThrownBy(() -> InternalCoordinates.of(graph)).hasMessageContaining("found none among 4 atoms");
    }

    private static double[] values(InternalCoordinates internal, double[] geometry) {
        double[] values = new double[internal.size()];
        internal.read(geometry, 0, values, 0);
        return values;
    }

    private static double[] shaken(MolecularGraph graph, long seed) throws Exception {
        double[] geometry = StartGeometries.of(graph, 1, 1).get(0).clone();
        Random random = new Random(seed);
        for (int i = 0; i < geometry.length; i++) {
            geometry[i] += 0.05 * random.nextGaussian();
        }
        return geometry;
    }

    private static double[] distances(double[] positions) {
        int atoms = positions.length / 3;
        double[] distances = new double[atoms * (atoms - 1) / 2];
        int next = 0;
        for (int i = 0; i < atoms; i++) {
            for (int j = i + 1; j < atoms; j++) {
                distances[next++] = Math.sqrt(Math.pow(positions[3 * i] - positions[3 * j], 2)
                        + Math.pow(positions[3 * i + 1] - positions[3 * j + 1], 2)
                        + Math.pow(positions[3 * i + 2] - positions[3 * j + 2], 2));
            }
        }
        return distances;
    }
}
