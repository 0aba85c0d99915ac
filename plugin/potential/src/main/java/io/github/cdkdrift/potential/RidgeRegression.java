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
     * @param penalty of the squares of scaled coefficients, beside the sum of the squares of forces
     * @param most scales of columns at most, [columns], however little of their force was seen
     */
    RidgeRegression(Sums sums, double penalty, double[] most) {
        int size = sums.size();
        scales = new double[size];
        for (int k = 0; k < size; k++) {
            double force = Math.sqrt(sums.squares[k] / sums.rows);
            scales[k] = k == size - 1 ? 1 : force > NOTHING ? Math.min(1 / force, most[k]) : 0;
        }
        factor = new BlockCholesky(size, BLOCK, (from, target) -> {
            double[] column = new double[target.rows()];
            for (int j = 0; j < target.columns(); j++) {
                int to = from + j;
                for (int i = 0; i < column.length; i++) {
                    int row = from + i;
                    column[i] = scales[row] * scales[to] * sums.normal(row, to);
                    column[i] += row == to && (row < size - 1 || column[i] == 0) ? penalty : 0;
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

    /**
     * Sums of products over labels; the last column is that of the constant.
     *
     * @param normal of two columns, [size · (size + 1) / 2]: the upper triangle, column by column
     * @param right of a column and what is wanted, [size]
     * @param squares of the forces of a column, [size]
     * @param rows force components
     */
    record Sums(double[] normal, double[] right, double[] squares, long rows) {
        static Sums zero(int size) {
            return new Sums(new double[triangle(size)], new double[size], new double[size], 0);
        }

        /** @param normal symmetric, [size, size] */
        static Sums of(DoubleMatrix normal, double[] right, double[] squares, long rows) {
            double[] upper = new double[triangle(right.length)];
            double[] column = new double[right.length];
            for (int k = 0; k < column.length; k++) {
                normal.download((long) k * column.length, column, k + 1);
                System.arraycopy(column, 0, upper, triangle(k), k + 1);
            }
            return new Sums(upper, right, squares, rows);
        }

        private static int triangle(int size) {
            return size * (size + 1) / 2;
        }

        int size() {
            return right.length;
        }

        double normal(int a, int b) {
            return normal[triangle(Math.max(a, b)) + Math.min(a, b)];
        }

        /** This one with another added to it, in place but for the number of rows. */
        Sums plus(Sums other) {
            add(normal, other.normal);
            add(right, other.right);
            add(squares, other.squares);
            return new Sums(normal, right, squares, rows + other.rows);
        }

        private static void add(double[] to, double[] from) {
            for (int i = 0; i < to.length; i++) {
                to[i] += from[i];
            }
        }
    }
}
