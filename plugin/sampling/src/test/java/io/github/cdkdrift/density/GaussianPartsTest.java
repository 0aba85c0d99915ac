package io.github.cdkdrift.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.LUDecomposition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GaussianPartsTest {
    private static final int SIZE = 5;

    private static double[][] covariance() {
        Random random = new Random(3);
        double[][] root = new double[SIZE][SIZE];
        for (double[] row : root) {
            Arrays.setAll(row, i -> random.nextGaussian());
        }
        Array2DRowRealMatrix matrix = new Array2DRowRealMatrix(root);
        double[][] covariance = matrix.multiply(matrix.transpose()).getData();
        for (int i = 0; i < SIZE; i++) {
            covariance[i][i] += 0.5;
        }
        return covariance;
    }

    /** ln N(x; 0, Σ) without its constant, by a general solver. */
    private static double logDensity(double[][] covariance, double[] x) {
        LUDecomposition lu = new LUDecomposition(new Array2DRowRealMatrix(covariance));
        Array2DRowRealMatrix column = new Array2DRowRealMatrix(x);
        double squares =
                column.transpose().multiply(lu.getSolver().solve(column)).getEntry(0, 0);
        return -0.5 * squares - 0.5 * Math.log(lu.getDeterminant());
    }

    @Test
    void theFactorKnowsTheDensityAndInvertsItself() {
        double[][] covariance = covariance();
        GaussianFactor factor = GaussianFactor.of(covariance);
        double[] z = {0.3, -1.2, 0.5, 2, -0.1};
        double[] x = z.clone();

        factor.multiply(x);
        double expected = logDensity(covariance, x);
        double squares = factor.solve(x);

        assertThat(x).containsExactly(z, within(1e-12));
        assertThat(-0.5 * squares - factor.logDeterminant()).isCloseTo(expected, within(1e-10));
    }

    /** N(y_b | y_o) = N(y) / N(y_o). */
    @Test
    void aBlockIsTheJointDensityOverThatOfTheOthers() {
        double[][] covariance = covariance();
        double[][] precision = new LUDecomposition(new Array2DRowRealMatrix(covariance))
                .getSolver()
                .getInverse()
                .getData();
        ConditionalBlock block = new ConditionalBlock(precision, new int[] {1, 3});
        double[] y = {0.3, -1.2, 0.5, 2, -0.1};
        int[] others = {0, 2, 4};
        double[][] ofOthers = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                ofOthers[i][j] = covariance[others[i]][others[j]];
            }
        }

        double found = block.logDensity(y, new double[2]);

        double expected = logDensity(covariance, y) - logDensity(ofOthers, new double[] {y[0], y[2], y[4]});
        assertThat(found).isCloseTo(expected, within(1e-10));
    }

    @Test
    void drawsOfABlockHaveItsMomentsAndTheirDensity() {
        double[][] covariance = covariance();
        double[][] precision = new LUDecomposition(new Array2DRowRealMatrix(covariance))
                .getSolver()
                .getInverse()
                .getData();
        ConditionalBlock block = new ConditionalBlock(precision, new int[] {1, 3});
        Random random = new Random(5);
        double[] buffer = new double[2];
        double[] y = {0.3, 0, 0.5, 0, -0.1};
        double sum = 0;
        double squares = 0;
        int count = 100_000;
        for (int i = 0; i < count; i++) {
            double drawn = block.draw(y, buffer, random);
            assertThat(drawn).isCloseTo(block.logDensity(y, buffer), within(1e-9));
            sum += y[1] / count;
            squares += y[1] * y[1] / count;
        }
        // Mean and variance of y₁ given the others, by the inverse of the precision's block.
        double[][] inner = {{precision[1][1], precision[1][3]}, {precision[3][1], precision[3][3]}};
        double determinant = inner[0][0] * inner[1][1] - inner[0][1] * inner[1][0];
        double pull1 = precision[1][0] * 0.3 + precision[1][2] * 0.5 - precision[1][4] * 0.1;
        double pull3 = precision[3][0] * 0.3 + precision[3][2] * 0.5 - precision[3][4] * 0.1;
        double mean = -(inner[1][1] * pull1 - inner[0][1] * pull3) / determinant;
        double variance = inner[1][1] / determinant;
        double error = Math.sqrt(variance / count);
        assertThat(sum).isCloseTo(mean, within(4 * error));
        assertThat(squares - sum * sum).isCloseTo(variance, within(4 * variance * Math.sqrt(2.0 / count)));
    }

    /** Of a range without ends, one that ends near the samples, and one with few samples. */
    @ParameterizedTest
    @CsvSource({"2000, -Infinity, Infinity", "2000, 0, 1", "100, -0.01, 1.2", "3, -1, 2"})
    void scoresAndValuesInvertEachOtherAndSlopesAreDerivatives(int samples, double lowest, double highest) {
        double[] values = new Random(1).doubles(samples).map(u -> u * u).toArray();
        QuantileFunction function = QuantileFunction.of(values, lowest, highest);

        for (double score = -5; score < 5; score += 0.37) {
            assertThat(function.score(function.value(score))).isCloseTo(score, within(1e-5));
            double slope = (function.value(score + 1e-6) - function.value(score - 1e-6)) / 2e-6;
            assertThat(Math.exp(function.logSlope(score))).isCloseTo(slope, within(1e-3 * slope));
            double bend = (function.logSlope(score + 1e-5) - function.logSlope(score - 1e-5)) / 2e-5;
            assertThat(function.logSlopeDerivative(score)).isCloseTo(bend, within(1e-4 * Math.max(1, Math.abs(bend))));
        }
    }

    @Test
    void valuesKeepToTheRangeAndSlopesHaveNoSteps() {
        double[] values = new Random(1).doubles(4000).map(u -> u * u).toArray();
        QuantileFunction function = QuantileFunction.of(values, 0, 1);

        // The median of u² is a quarter.
        assertThat(function.value(0)).isCloseTo(0.25, within(0.03));
        assertThat(function.value(-9)).isBetween(-1e-12, 1e-3);
        assertThat(function.value(9)).isBetween(1 - 1e-3, 1 + 1e-12);
        for (int knot = 0; knot <= 16; knot++) {
            double score = -2 + knot * 0.25;
            assertThat(function.logSlope(score + 1e-9)).isCloseTo(function.logSlope(score - 1e-9), within(1e-6));
        }
    }
}
