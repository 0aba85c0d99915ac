package io.github.cdkdrift.potential;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Ridge regression from sums of products: the least squares solution whose scaled coefficients are small (Bishop 2006, Pattern Recognition and Machine Learning,
 * section 3.3). Columns are scaled to a mean square force of 1, and those without forces left out; the last column is the constant.
 */
final class RidgeRegression {
    private static final int BLOCK = 128;
    private static final double NOTHING = 1e-9;

    private final double[] scales;
    private final BlockCholesky factor;
    private final double[] solution;

    /**
     * Solves.
     *
     * @param ridge relative to the mean square force of a scaled column
     * @param most scales of columns at most, [columns], however little of their force was seen
     */
    RidgeRegression(Sums sums, double ridge, double[] most) {
        int size = sums.size;
        scales = new double[size];
        for (int k = 0; k < size; k++) {
            double force = Math.sqrt(sums.squares[k] / sums.rows);
            scales[k] = k == size - 1 ? 1 : force > NOTHING ? Math.min(1 / force, most[k]) : 0;
        }
        double added = ridge * sums.rows;
        factor = new BlockCholesky(size, BLOCK, (from, target) -> {
            double[] column = new double[target.rows()];
            for (int j = 0; j < target.columns(); j++) {
                int to = from + j;
                for (int i = 0; i < column.length; i++) {
                    int row = from + i;
                    column[i] = scales[row] * scales[to] * sums.normal[to * size + row];
                    column[i] += row == to && (row < size - 1 || column[i] == 0) ? added : 0;
                }
                target.upload(column, (long) j * column.length, column.length);
            }
        });
        double[] right = new double[size];
        Arrays.setAll(right, k -> scales[k] * sums.right[k]);
        solution = factor.solve(right);
        Arrays.setAll(solution, k -> scales[k] * solution[k]);
    }

    /** The coefficients, the last the constant; not to be modified. */
    double[] solution() {
        return solution;
    }

    /** Of linear functions of the coefficients, relative to one of them, in units of the noise. */
    double[] variances(double[][] features, double[] mean) {
        double[] variances = new double[features.length];
        for (DoubleMatrix part : solved(features, mean)) {
            double[] values = new double[part.rows() * variances.length];
            part.download(0, values, values.length);
            for (int i = 0; i < values.length; i++) {
                variances[i / part.rows()] += values[i] * values[i];
            }
        }
        return variances;
    }

    /** The same, between any two of the functions. */
    double[][] covariances(double[][] features, double[] mean) {
        int count = features.length;
        DoubleMatrix sum = DoubleMatrix.zeros(count, count);
        for (DoubleMatrix part : solved(features, mean)) {
            sum.setProduct(1, part, true, part, false, 1);
        }
        double[][] covariances = new double[count][count];
        for (int i = 0; i < count; i++) {
            sum.download((long) i * count, covariances[i], count);
        }
        return covariances;
    }

    private DoubleMatrix[] solved(double[][] features, double[] mean) {
        double[][] sides = new double[features.length][scales.length];
        for (int i = 0; i < sides.length; i++) {
            for (int k = 0; k < mean.length; k++) {
                sides[i][k] = scales[k] * (features[i][k] - mean[k]);
            }
        }
        return factor.solveLower(sides);
    }

    /**
     * Draws of the coefficients from their posterior, less the solution.
     *
     * @return [count][columns + 1] in units of the noise
     */
    double[][] draws(int count, RandomGenerator random) {
        double[][] normal = new double[count][scales.length];
        for (double[] draw : normal) {
            Arrays.setAll(draw, k -> random.nextGaussian());
        }
        double[][] draws = factor.solveUpper(normal);
        for (double[] draw : draws) {
            for (int k = 0; k < scales.length; k++) {
                draw[k] *= scales[k];
            }
        }
        return draws;
    }

    /** Sums of products over labels: [columns + 1, columns + 1] and [columns + 1], the last column for the constant. */
    record Sums(double[] normal, double[] right, double[] squares, long rows, int size) {
        static Sums zero(int size) {
            return new Sums(new double[size * size], new double[size], new double[size], 0, size);
        }

        /** This one with another added to it, in place but for the number of rows. */
        Sums plus(Sums other) {
            for (int i = 0; i < normal.length; i++) {
                normal[i] += other.normal[i];
            }
            for (int i = 0; i < right.length; i++) {
                right[i] += other.right[i];
                squares[i] += other.squares[i];
            }
            return new Sums(normal, right, squares, rows + other.rows, size);
        }
    }
}
