package io.github.cdkdrift.density;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.CholeskyDecomposition;

/**
 * The Gaussian distribution of some coordinates, given all others: with the precision matrix P = Σ⁻¹ its mean is −P_bb⁻¹ P_bo y_o and its
 * covariance P_bb⁻¹. Immutable.
 */
final class ConditionalBlock {
    private final int[] inside;
    private final int[] outside;
    /** P_bo, [inside][outside]. */
    private final double[][] coupling;
    /** Cholesky factor of P_bb, [inside][inside]. */
    private final double[][] factor;

    private final double logDeterminant;

    ConditionalBlock(double[][] precision, int[] inside) {
        this.inside = inside;
        outside = IntStream.range(0, precision.length)
                .filter(k -> Arrays.stream(inside).noneMatch(b -> b == k))
                .toArray();
        coupling = select(precision, inside, outside);
        factor = new CholeskyDecomposition(
                        new Array2DRowRealMatrix(select(precision, inside, inside), false), 1e-6, 1e-14)
                .getL()
                .getData();
        logDeterminant = IntStream.range(0, inside.length)
                .mapToDouble(i -> Math.log(factor[i][i]))
                .sum();
    }

    private static double[][] select(double[][] matrix, int[] rows, int[] columns) {
        return Arrays.stream(rows)
                .mapToObj(row -> Arrays.stream(columns)
                        .mapToDouble(column -> matrix[row][column])
                        .toArray())
                .toArray(double[][]::new);
    }

    /** The coordinates, rising; not to be modified. */
    int[] inside() {
        return inside;
    }

    /** P_bb m = −P_bo y_o, forward half: w = L⁻¹ (P_bo y_o), so that m = −L⁻ᵀ w. */
    private void couple(double[] scores, double[] w) {
        for (int i = 0; i < inside.length; i++) {
            double sum = 0;
            for (int o = 0; o < outside.length; o++) {
                sum += coupling[i][o] * scores[outside[o]];
            }
            for (int k = 0; k < i; k++) {
                sum -= factor[i][k] * w[k];
            }
            w[i] = sum / factor[i][i];
        }
    }

    /**
     * The logarithm of the density of the inner scores, but for the constant of a normal distribution.
     *
     * @param scores with mean 0, [dimensions], not modified
     * @param w buffer, at least [inside]
     */
    double logDensity(double[] scores, double[] w) {
        couple(scores, w);
        double squares = 0;
        for (int i = 0; i < inside.length; i++) {
            double sum = w[i];
            for (int k = i; k < inside.length; k++) {
                sum += factor[k][i] * scores[inside[k]];
            }
            squares += sum * sum;
        }
        return logDeterminant - 0.5 * squares;
    }

    /**
     * Draws the inner scores.
     *
     * @param scores with mean 0, [dimensions]; the inner ones are overwritten
     * @param w buffer, at least [inside]
     * @return the logarithm of their density, as {@link #logDensity}
     */
    double draw(double[] scores, double[] w, RandomGenerator random) {
        couple(scores, w);
        double squares = 0;
        for (int i = inside.length - 1; i >= 0; i--) {
            double z = random.nextGaussian();
            squares += z * z;
            double sum = z - w[i];
            for (int k = i + 1; k < inside.length; k++) {
                sum -= factor[k][i] * scores[inside[k]];
            }
            scores[inside[i]] = sum / factor[i][i];
        }
        return logDeterminant - 0.5 * squares;
    }
}
