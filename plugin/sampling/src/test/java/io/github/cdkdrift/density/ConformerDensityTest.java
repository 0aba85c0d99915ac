package io.github.cdkdrift.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.TestStructures;
import io.github.cdkdrift.coordinate.InternalCoordinates;
import io.github.cdkdrift.labelling.StartGeometries;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.Torsion;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConformerDensityTest {
    /** Of a normal distribution in three dimensions, which densities leave out. */
    private static final double LOG_CONSTANT = -1.5 * Math.log(2 * Math.PI);

    /** Water with bonds and angle drawn from normal distributions. */
    private static double[] water(int count, Random random) {
        double[] positions = new double[9 * count];
        for (int i = 0; i < count; i++) {
            double common = random.nextGaussian();
            double r = 0.96 + 0.03 * common;
            double s = 0.96 + 0.02 * common + 0.02 * random.nextGaussian();
            double angle = 1.82 + 0.1 * random.nextGaussian();
            positions[9 * i + 3] = r;
            positions[9 * i + 6] = s * Math.cos(angle);
            positions[9 * i + 7] = s * Math.sin(angle);
        }
        return positions;
    }

    /** ∫ ρ(x) dx = ∫ ρ J dq = 1 over both bonds and the angle. */
    @Test
    void theDensityOfWaterIntegratesToOne() throws Exception {
        MolecularGraph graph = TestStructures.graph("O");
        ConformerDensity density = ConformerDensity.fit(graph, water(4000, new Random(1)));
        ConformerDensity.Workspace workspace = density.workspace();
        InternalCoordinates internal = InternalCoordinates.of(graph);
        double[] values = new double[3];
        double[] positions = new double[9];
        double sum = 0;
        int grid = 80;
        for (int i = 0; i < grid; i++) {
            for (int j = 0; j < grid; j++) {
                for (int k = 0; k < grid; k++) {
                    values[0] = 0.76 + 0.4 * (i + 0.5) / grid;
                    values[1] = 0.76 + 0.4 * (j + 0.5) / grid;
                    values[2] = 1.2 + 1.24 * (k + 0.5) / grid;
                    internal.place(values, 0, positions, 0);
                    sum += Math.exp(workspace.logDensity(positions, 0) + internal.logVolume(values, 0) + LOG_CONSTANT);
                }
            }
        }
        assertThat(sum * 0.4 * 0.4 * 1.24 / Math.pow(grid, 3)).isCloseTo(1, within(0.01));
    }

    @Test
    void drawsHaveTheMomentsOfTheSamplesAndTheirOwnDensity() throws Exception {
        MolecularGraph graph = TestStructures.graph("O");
        double[] samples = water(20_000, new Random(2));
        ConformerDensity.Workspace workspace =
                ConformerDensity.fit(graph, samples).workspace();
        double[] drawn = new double[samples.length];
        Random random = new Random(3);
        for (int at = 0; at < drawn.length; at += 9) {
            double logDensity = workspace.draw(random, drawn, at);
            assertThat(workspace.logDensity(drawn, at)).isCloseTo(logDensity, within(1e-8));
        }
        double[] expected = moments(samples);
        double[] found = moments(drawn);
        assertThat(found[0]).isCloseTo(expected[0], within(0.001));
        assertThat(found[1]).isCloseTo(expected[1], within(0.03 * expected[1]));
        assertThat(found[2]).isCloseTo(expected[2], within(0.06 * Math.abs(expected[2])));
    }

    /** Mean and variance of the first distance, and its covariance with the second; equal atoms may change places. */
    private static double[] moments(double[] positions) {
        int count = positions.length / 9;
        double[][] distances = new double[2][count];
        for (int i = 0; i < count; i++) {
            for (int h = 0; h < 2; h++) {
                double sum = 0;
                for (int axis = 0; axis < 3; axis++) {
                    sum += Math.pow(positions[9 * i + 3 * (h + 1) + axis] - positions[9 * i + axis], 2);
                }
                distances[h][i] = Math.sqrt(sum);
            }
        }
        double mean = Arrays.stream(distances)
                .flatMapToDouble(Arrays::stream)
                .average()
                .orElseThrow();
        double variance = 0;
        double covariance = 0;
        for (int i = 0; i < count; i++) {
            double a = distances[0][i] - mean;
            double b = distances[1][i] - mean;
            variance += (a * a + b * b) / (2 * count);
            covariance += a * b / count;
        }
        return new double[] {mean, variance, covariance};
    }

    /** Scores of half the width, as a map may leave them, give torsions their distributions among the samples again, and the density is that of the draws. */
    @Test
    void quantileFunctionsOfNarrowScoresGiveTheDistributionsOfTheSamples() throws Exception {
        MolecularGraph graph = TestStructures.graph("ClCCF");
        double[] samples = turned(graph, 20_000);
        ConformerDensity density = ConformerDensity.fit(graph, samples);
        int draws = 20_000;
        Random random = new Random(5);
        double[] shares = density.shares();
        int[] states = new int[draws];
        double[] scores = new double[draws * density.dimensions()];
        for (int i = 0; i < draws; i++) {
            double left = random.nextDouble();
            while (states[i] + 1 < shares.length && (left -= shares[states[i]]) > 0) {
                states[i]++;
            }
            for (int k = 0; k < density.dimensions(); k++) {
                scores[i * density.dimensions() + k] = 0.5 * random.nextGaussian();
            }
        }
        double[] expected = torsions(graph, samples);
        assertThat(farthest(torsions(graph, placed(density, scores, states)), expected))
                .isGreaterThan(0.05);
        ConformerDensity matched = density.withMarginalsOf(scores, states, 1);
        assertThat(farthest(torsions(graph, placed(matched, scores, states)), expected))
                .isLessThan(0.02);
        assertThat(density.withMarginalsOf(scores, states, 0).numbers()).isEqualTo(density.numbers());
        assertThat(ConformerDensity.of(graph, matched.layout(), matched.numbers())
                        .numbers())
                .isEqualTo(matched.numbers());
    }

    /** 1-chloro-2-fluoroethane, turned from one geometry about its bond: normally about three wells. */
    private static double[] turned(MolecularGraph graph, int count) throws Exception {
        double[] start = StartGeometries.of(graph, 1, 1).get(0);
        double before = Torsion.degrees(start, new int[] {0, 1, 2, 3});
        Random random = new Random(6);
        double[] all = new double[count * start.length];
        for (int i = 0; i < count; i++) {
            double[] geometry = Arrays.stream(start)
                    .map(x -> x + 0.01 * random.nextGaussian())
                    .toArray();
            double wanted = 120 * random.nextInt(3) + 60 + 12 * random.nextGaussian();
            Torsion.turn(geometry, 0, 1, 2, graph.atomsBeyond(1, 2), Math.toRadians(wanted - before));
            System.arraycopy(geometry, 0, all, i * start.length, start.length);
        }
        return all;
    }

    private static double[] placed(ConformerDensity density, double[] scores, int[] states) {
        ConformerDensity.Workspace workspace = density.workspace();
        int stride = 3 * density.atoms();
        double[] positions = new double[states.length * stride];
        for (int i = 0; i < states.length; i++) {
            workspace.choose(states[i]);
            workspace.place(scores, i * density.dimensions(), positions, i * stride);
        }
        return positions;
    }

    private static double[] torsions(MolecularGraph graph, double[] positions) {
        int stride = 3 * graph.atoms();
        return IntStream.range(0, positions.length / stride)
                .mapToDouble(i -> Torsion.degrees(
                        Arrays.copyOfRange(positions, i * stride, (i + 1) * stride), new int[] {0, 1, 2, 3}))
                .sorted()
                .toArray();
    }

    /** The largest difference of two cumulative distributions (Kolmogorov and Smirnov). */
    private static double farthest(double[] sorted, double[] others) {
        double farthest = 0;
        int below = 0;
        for (int i = 0; i < sorted.length; i++) {
            while (below < others.length && others[below] < sorted[i]) {
                below++;
            }
            farthest = Math.max(farthest, Math.abs(i / (double) sorted.length - below / (double) others.length));
        }
        return farthest;
    }

    /** What is placed is read again, the volume is |dx/dz| of one, and gradients are those of central differences. */
    @ParameterizedTest
    @ValueSource(strings = {"CC(O)CF", "CN1CCOCC1", "NCC#N"})
    void scoresAreReadAsTheyWerePlacedAndGradientsAreDerivatives(String smiles) throws Exception {
        MolecularGraph graph = TestStructures.graph(smiles);
        ConformerDensity fitted = ConformerDensity.fit(graph, scattered(graph, 600));
        double[] bent =
                new Random(9).doubles(1000L * fitted.dimensions(), -1.2, 1.2).toArray();
        ConformerDensity density = fitted.withMarginalsOf(
                bent, IntStream.range(0, 1000).map(i -> i % fitted.states()).toArray(), 0.8);
        ConformerDensity.Workspace workspace = density.workspace();
        Random random = new Random(8);
        double[] slopes = random.doubles(3 * graph.atoms(), -1, 1).toArray();
        double[] positions = new double[slopes.length];
        double[] read = new double[density.dimensions()];
        double[] gradients = new double[density.dimensions()];
        for (int draw = 0; draw < 20; draw++) {
            int state = random.nextInt(density.states());
            workspace.choose(state);
            double[] normal = random.doubles(density.dimensions(), -1.5, 1.5).toArray();
            double logVolume = workspace.place(normal, 0, positions, 0);
            if (Double.isNaN(logVolume) || !workspace.isFolded(positions, 0)) {
                continue;
            }
            workspace.pullBack(positions, slopes, 0, gradients, 0);
            for (int k = 0; k < normal.length; k++) {
                double difference =
                        (value(workspace, normal, k, 1e-5, slopes) - value(workspace, normal, k, -1e-5, slopes)) / 2e-5;
                assertThat(gradients[k]).isCloseTo(difference, within(1e-4 * Math.max(1, Math.abs(difference))));
            }
            workspace.place(normal, 0, positions, 0);
            assertThat(workspace.read(positions, 0, read, 0)).isCloseTo(logVolume, within(1e-6));
            assertThat(workspace.state()).isEqualTo(state);
            assertThat(read).containsExactly(normal, within(1e-5));
        }
    }

    private static double value(
            ConformerDensity.Workspace workspace, double[] normal, int k, double step, double[] slopes) {
        double[] moved = normal.clone();
        moved[k] += step;
        double[] positions = new double[slopes.length];
        double value = -workspace.place(moved, 0, positions, 0);
        for (int i = 0; i < slopes.length; i++) {
            value += slopes[i] * positions[i];
        }
        return value;
    }

    /** Starts, each turned about a bond and shaken. */
    private static double[] scattered(MolecularGraph graph, int count) throws Exception {
        List<double[]> starts = StartGeometries.of(graph, null, 16, 1);
        Random random = new Random(5);
        return IntStream.range(0, count)
                .mapToObj(i -> starts.get(i % starts.size()))
                .flatMapToDouble(Arrays::stream)
                .map(x -> x + 0.03 * random.nextGaussian())
                .toArray();
    }

    @Test
    void oneGeometryIsNoDistribution() throws Exception {
        MolecularGraph graph = TestStructures.graph("O");

        assertThatThrownBy(() -> ConformerDensity.fit(graph, new double[9]))
                .hasMessage("expected at least two geometries of 3 atoms, found 9 coordinates");
    }
}
