package io.github.cdkdrift.potential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.TestStructures;
import io.github.cdkdrift.molecule.MolecularGraph;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Methanol about one geometry: C, O, three hydrogens of C, that of O. */
class KernelColumnsTest {
    private static final double[] METHANOL = {
        -0.36, -0.01, 0.00, 0.90, -0.05, 0.00, -0.70, 1.02, 0.00, -0.75, -0.52, 0.88, -0.75, -0.52, -0.88, 1.22, 0.85,
        0.00
    };

    private static MolecularGraph graph;
    private static List<double[]> labels;
    private static KernelColumns kernel;

    @BeforeAll
    static void make() throws Exception {
        graph = TestStructures.graph("CO");
        Random random = new Random(1);
        labels = IntStream.range(0, 5).mapToObj(i -> moved(random, 0.1)).toList();
        kernel = KernelColumns.of(graph, labels.subList(0, 2), labels.subList(2, 5), 40);
    }

    private static double[] moved(Random random, double by) {
        return Arrays.stream(METHANOL).map(x -> x + by * random.nextGaussian()).toArray();
    }

    private static double[] functions(double[] geometry, double[] forces) {
        double[] values = new double[kernel.size()];
        kernel.new Workspace().features(geometry, 0, values, 0, forces);
        return values;
    }

    @Test
    void itHasNoMoreFunctionsThanAreAskedForAndDifferFromEachOther() {
        assertThat(kernel.size()).isBetween(25, 40);
        assertThat(KernelColumns.none(graph).size()).isZero();
        // One geometry has no more independent forces than internal coordinates, and symmetric functions tell fewer.
        assertThat(KernelColumns.of(graph, List.of(), labels.subList(0, 1), 40).size())
                .isBetween(3, 12);
    }

    @Test
    void forcesAreTheNegativeGradientOfEachFunction() {
        double[] geometry = moved(new Random(2), 0.1);
        double[] forces = new double[kernel.size() * geometry.length];
        functions(geometry, forces);
        double step = 1e-5;
        for (int i = 0; i < geometry.length; i++) {
            double[] ahead = geometry.clone();
            double[] back = geometry.clone();
            ahead[i] += step;
            back[i] -= step;
            double[] high = functions(ahead, null);
            double[] low = functions(back, null);
            for (int k = 0; k < high.length; k++) {
                assertThat(forces[k * geometry.length + i]).isCloseTo((low[k] - high[k]) / (2 * step), within(1e-4));
            }
        }
    }

    /** The weights at the points stand for the coefficients. */
    @Test
    void theSumIsThatOfItsFunctions() {
        double[] geometry = moved(new Random(3), 0.1);
        double[] columns = new double[kernel.size() * geometry.length];
        double[] values = functions(geometry, columns);
        Random random = new Random(4);
        double[] coefficients = IntStream.range(0, 3 + values.length)
                .mapToDouble(k -> random.nextGaussian())
                .toArray();
        double[] forces = new double[geometry.length];
        double energy = kernel.new Workspace().add(kernel.weights(coefficients, 3), geometry, 0, forces);
        assertThat(energy)
                .isCloseTo(
                        IntStream.range(0, values.length)
                                .mapToDouble(k -> coefficients[3 + k] * values[k])
                                .sum(),
                        within(1e-6));
        for (int i = 0; i < forces.length; i++) {
            int coordinate = i;
            assertThat(forces[i])
                    .isCloseTo(
                            IntStream.range(0, values.length)
                                    .mapToDouble(k -> coefficients[3 + k] * columns[k * geometry.length + coordinate])
                                    .sum(),
                            within(1e-5));
        }
    }

    /** Of the whole process the mean square force over the components at all points is 1; a sparse one has hardly less there. */
    @Test
    void forcesHaveTheVarianceOfTheProcess() {
        double mean = 0;
        for (double[] geometry : labels) {
            double[] columns = new double[kernel.size() * geometry.length];
            functions(geometry, columns);
            mean += Arrays.stream(columns).map(force -> force * force / 49).sum() / geometry.length / labels.size();
        }
        assertThat(mean).isBetween(0.99, 1 + 1e-9);
    }

    @Test
    void hydrogensOfTheMethylGroupCanBeExchanged() {
        double[] geometry = moved(new Random(5), 0.1);
        double[] exchanged = geometry.clone();
        System.arraycopy(geometry, 6, exchanged, 9, 3);
        System.arraycopy(geometry, 9, exchanged, 12, 3);
        System.arraycopy(geometry, 12, exchanged, 6, 3);
        double[] values = functions(geometry, null);
        assertThat(functions(exchanged, null)).containsExactly(values, within(1e-8));
        assertThat(functions(moved(new Random(6), 0.1), null)[3]).isNotCloseTo(values[3], within(1e-3));
    }

    @Test
    void aFileKeepsIt() {
        KernelColumns again = KernelColumns.of(graph, kernel.geometries(), kernel.rows());
        double[] geometry = moved(new Random(7), 0.1);
        double[] values = new double[kernel.size()];
        again.new Workspace().features(geometry, 0, values, 0, null);
        assertThat(values).containsExactly(functions(geometry, null));
    }

    @Test
    void whatIsNoKernelOfTheMoleculeIsRefused() {
        assertThatThrownBy(() -> KernelColumns.of(graph, new double[17], new int[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("6 atoms");
        assertThatThrownBy(() -> KernelColumns.of(graph, METHANOL, new int[] {0, 18}))
                .hasMessageContaining("coordinate");
        double[] collapsed = METHANOL.clone();
        System.arraycopy(collapsed, 0, collapsed, 3, 3);
        assertThatThrownBy(() -> KernelColumns.of(graph, collapsed, new int[] {0, 1}))
                .hasMessageContaining("upon each other");
        assertThatThrownBy(() -> KernelColumns.of(graph, METHANOL, new int[] {0, 1, 0, 1}))
                .hasMessageContaining("depend");
    }
}
