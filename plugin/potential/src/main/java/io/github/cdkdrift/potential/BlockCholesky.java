package io.github.cdkdrift.potential;

import java.util.Arrays;

/**
 * The Cholesky factor of a large symmetric positive definite matrix, computed block row by block row, so that nearly all work
 * is in matrix products and the matrix never stands in memory as a whole: n²/2 numbers, n³/3 operations (Golub and Van Loan,
 * Matrix Computations, 4th edition, section 4.2.9, left-looking). ND4J's own {@code potrf} clears the other triangle number
 * by number, which for n = 4,050 takes many times as long as the factorisation.
 */
final class BlockCholesky {
    private final int size;
    private final int block;
    private final DoubleMatrix[] rows;
    private final DoubleMatrix[] inverses;

    /** Makes block rows of a symmetric matrix. */
    interface BlockRow {
        /**
         * Fills a block row, from the diagonal to the right.
         *
         * @param from the first row, also the first column
         * @param target [rows, size − from], modified
         */
        void fill(int from, DoubleMatrix target);
    }

    /**
     * @param block rows of a block
     * @throws IllegalArgumentException if the matrix is not positive definite in double precision
     */
    BlockCholesky(int size, int block, BlockRow matrix) {
        this.size = size;
        this.block = block;
        int blocks = (size + block - 1) / block;
        rows = new DoubleMatrix[blocks];
        inverses = new DoubleMatrix[blocks];
        DoubleMatrix scratch = DoubleMatrix.zeros(rowsOf(0), size);
        for (int k = 0; k < blocks; k++) {
            int from = k * block;
            boolean whole = rowsOf(k) == scratch.rows();
            DoubleMatrix row = whole ? scratch.columns(0, size - from) : DoubleMatrix.zeros(rowsOf(k), size - from);
            matrix.fill(from, row);
            for (int j = 0; j < k; j++) {
                int start = from - j * block;
                DoubleMatrix right = rows[j].columns(start, size - j * block);
                row.setProduct(-1, rows[j].columns(start, start + rowsOf(k)), true, right, false, 1);
            }
            inverses[k] = inverseFactor(row);
            rows[k] = DoubleMatrix.zeros(rowsOf(k), size - from);
            rows[k].setProduct(1, inverses[k], false, row, false, 0);
        }
    }

    /** Memory that a factor takes, bytes, with what its computation needs beside it. */
    static long bytes(int size, int block) {
        return Double.BYTES * ((long) size * size / 2 + 3L * size * block);
    }

    private int rowsOf(int k) {
        return Math.min(block, size - k * block);
    }

    int size() {
        return size;
    }

    /** L⁻¹ of the square at the left of a block row. */
    static DoubleMatrix inverseFactor(DoubleMatrix row) {
        int n = row.rows();
        double[] columns = new double[n * n];
        row.download(0, columns, n * n);
        double[][] lower = factor(columns, n);
        double[] inverse = new double[n * n];
        for (int column = 0; column < n; column++) {
            for (int i = column; i < n; i++) {
                double sum = i == column ? 1 : 0;
                for (int k = column; k < i; k++) {
                    sum -= lower[i][k] * inverse[column * n + k];
                }
                inverse[column * n + i] = sum / lower[i][i];
            }
        }
        return DoubleMatrix.of(n, n, inverse);
    }

    private static double[][] factor(double[] matrix, int n) {
        double[][] lower = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i * n + j];
                for (int k = 0; k < j; k++) {
                    sum -= lower[i][k] * lower[j][k];
                }
                if (i == j && !(sum > 0)) {
                    throw new IllegalArgumentException(
                            "the kernel matrix is not positive definite in double precision; raise the regularisation");
                }
                lower[i][j] = i == j ? Math.sqrt(sum) : sum / lower[j][j];
            }
        }
        return lower;
    }

    /**
     * L⁻¹ · right-hand sides.
     *
     * @param sides [sides][size], not modified
     * @return block by block
     */
    DoubleMatrix[] solveLower(double[][] sides) {
        DoubleMatrix[] result = new DoubleMatrix[rows.length];
        for (int k = 0; k < rows.length; k++) {
            DoubleMatrix rest = blockOf(sides, k);
            for (int j = 0; j < k; j++) {
                int start = (k - j) * block;
                rest.setProduct(-1, rows[j].columns(start, start + rowsOf(k)), true, result[j], false, 1);
            }
            result[k] = DoubleMatrix.zeros(rowsOf(k), sides.length);
            result[k].setProduct(1, inverses[k], false, rest, false, 0);
        }
        return result;
    }

    private DoubleMatrix blockOf(double[][] sides, int k) {
        int count = rowsOf(k);
        DoubleMatrix result = DoubleMatrix.zeros(count, sides.length);
        double[] column = new double[count];
        for (int side = 0; side < sides.length; side++) {
            System.arraycopy(sides[side], k * block, column, 0, count);
            result.upload(column, (long) side * count, count);
        }
        return result;
    }

    /** The matrix's inverse times a vector, [size]. */
    double[] solve(double[] side) {
        return solveUpper(solveLower(new double[][] {side}))[0];
    }

    /**
     * L⁻ᵀ · right-hand sides.
     *
     * @param sides [sides][size], not modified
     * @return [sides][size]
     */
    double[][] solveUpper(double[][] sides) {
        DoubleMatrix[] blocks = new DoubleMatrix[rows.length];
        Arrays.setAll(blocks, k -> blockOf(sides, k));
        return solveUpper(blocks);
    }

    /** @param values of the sides, block by block, overwritten */
    private double[][] solveUpper(DoubleMatrix[] values) {
        int sides = values[0].columns();
        double[][] result = new double[sides][size];
        for (int k = rows.length - 1; k >= 0; k--) {
            for (int j = k + 1; j < rows.length; j++) {
                int start = (j - k) * block;
                values[k].setProduct(-1, rows[k].columns(start, start + rowsOf(j)), false, values[j], false, 1);
            }
            int count = rowsOf(k);
            DoubleMatrix solved = DoubleMatrix.zeros(count, sides);
            solved.setProduct(1, inverses[k], true, values[k], false, 0);
            values[k] = solved;
            double[] part = new double[count * sides];
            solved.download(0, part, part.length);
            for (int side = 0; side < sides; side++) {
                System.arraycopy(part, side * count, result[side], k * block, count);
            }
        }
        return result;
    }
}
