package io.github.cdkdrift.labelling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.TestStructures;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.Torsion;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelCurvatureTest {
    private static final double DIFFERENCE = 1e-5;

    /** Σ k (dq)² along any direction, q by differences; hydrogen peroxide has three bonds, two angles and one torsion. */
    @Test
    void curvatureAlongADirectionIsThatOfLengthsAnglesAndTorsions() throws Exception {
        MolecularGraph graph = TestStructures.graph("OO");
        double[] positions = StartGeometries.of(graph, 1, 0).get(0);
        double[][] matrix = ModelCurvature.of(graph).matrix(positions);
        int[] chain = chain(graph);
        Random random = new Random(5);
        for (int repeat = 0; repeat < 10; repeat++) {
            double[] direction = random.doubles(12, -1, 1).toArray();
            double expected = ModelCurvature.REST
                    * Arrays.stream(direction).map(x -> x * x).sum();
            double[] back = along(positions, direction, -DIFFERENCE);
            double[] on = along(positions, direction, DIFFERENCE);
            for (int i = 0; i < 3; i++) {
                double rate =
                        (length(on, chain[i], chain[i + 1]) - length(back, chain[i], chain[i + 1])) / (2 * DIFFERENCE);
                expected += ModelCurvature.BOND * rate * rate;
            }
            for (int i = 0; i < 2; i++) {
                double rate = (angle(on, chain, i) - angle(back, chain, i)) / (2 * DIFFERENCE);
                expected += ModelCurvature.ANGLE * rate * rate;
            }
            double turn = Math.toRadians(Torsion.degrees(on, chain) - Torsion.degrees(back, chain)) / (2 * DIFFERENCE);
            expected += ModelCurvature.TORSION * turn * turn;

            double found = IntStream.range(0, 12)
                    .mapToDouble(i -> IntStream.range(0, 12)
                            .mapToDouble(j -> direction[i] * matrix[i][j] * direction[j])
                            .sum())
                    .sum();

            assertThat(found).isCloseTo(expected, within(1e-6 * expected));
        }
    }

    /** Neither moving nor turning the whole molecule is resisted to, but for the constant part; an alkyne has atoms in a line. */
    @ParameterizedTest
    @ValueSource(strings = {"CCO", "CC#CC", "C1CC1C(=O)N", "O", "[H][H]"})
    void theWholeMoleculeIsFree(String smiles) throws Exception {
        MolecularGraph graph = TestStructures.graph(smiles);
        double[] positions = StartGeometries.of(graph, 1, 0).get(0);
        double[][] matrix = ModelCurvature.of(graph).matrix(positions);
        for (int axis = 0; axis < 3; axis++) {
            double[] shift = new double[positions.length];
            double[] turn = new double[positions.length];
            for (int atom = 0; atom < graph.atoms(); atom++) {
                shift[3 * atom + axis] = 1;
                turn[3 * atom + (axis + 1) % 3] = -positions[3 * atom + (axis + 2) % 3];
                turn[3 * atom + (axis + 2) % 3] = positions[3 * atom + (axis + 1) % 3];
            }
            for (double[] motion : new double[][] {shift, turn}) {
                for (int i = 0; i < matrix.length; i++) {
                    double[] row = matrix[i];
                    double resisted = IntStream.range(0, row.length)
                            .mapToDouble(j -> row[j] * motion[j])
                            .sum();
                    assertThat(resisted).isCloseTo(ModelCurvature.REST * motion[i], within(1e-9));
                }
            }
        }
    }

    @Test
    void solvingUndoesMultiplying() throws Exception {
        MolecularGraph graph = TestStructures.graph("CC(O)C#N");
        double[] positions = StartGeometries.of(graph, 1, 0).get(0);
        ModelCurvature curvature = ModelCurvature.of(graph);
        double[][] matrix = curvature.matrix(positions);
        double[] expected = new Random(1).doubles(positions.length, -1, 1).toArray();
        double[] vector = Arrays.stream(matrix)
                .mapToDouble(row -> IntStream.range(0, row.length)
                        .mapToDouble(j -> row[j] * expected[j])
                        .sum())
                .toArray();

        curvature.at(positions).solve(vector);

        assertThat(vector).containsExactly(expected, within(1e-8));
    }

    private static int[] chain(MolecularGraph graph) {
        int[][] neighbours = graph.neighbours();
        int first = IntStream.range(0, 4)
                .filter(atom -> neighbours[atom].length == 1)
                .findFirst()
                .orElseThrow();
        int[] chain = {first, neighbours[first][0], 0, 0};
        for (int i = 2; i < 4; i++) {
            int before = chain[i - 2];
            chain[i] = Arrays.stream(neighbours[chain[i - 1]])
                    .filter(atom -> atom != before)
                    .findFirst()
                    .orElseThrow();
        }
        return chain;
    }

    private static double[] along(double[] positions, double[] direction, double step) {
        return IntStream.range(0, positions.length)
                .mapToDouble(i -> positions[i] + step * direction[i])
                .toArray();
    }

    private static double length(double[] positions, int a, int b) {
        return Math.sqrt(dot(positions, b, a, a, b) * -1);
    }

    private static double angle(double[] positions, int[] chain, int from) {
        double cosine = dot(positions, chain[from + 1], chain[from], chain[from + 1], chain[from + 2])
                / (length(positions, chain[from], chain[from + 1])
                        * length(positions, chain[from + 1], chain[from + 2]));
        return Math.acos(cosine);
    }

    /** (b − a) · (d − c). */
    private static double dot(double[] positions, int a, int b, int c, int d) {
        double sum = 0;
        for (int axis = 0; axis < 3; axis++) {
            sum += (positions[3 * b + axis] - positions[3 * a + axis])
                    * (positions[3 * d + axis] - positions[3 * c + axis]);
        }
        return sum;
    }
}
