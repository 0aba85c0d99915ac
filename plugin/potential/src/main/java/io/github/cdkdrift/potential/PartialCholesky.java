package io.github.cdkdrift.potential;

import java.util.Arrays;
import java.util.Random;

/**
 * A preconditioner of K + λI for a covariance K. F·Fᵀ is K's partial Cholesky decomposition with pivots drawn at random in proportion
 * to the diagonal of what is not yet explained (Chen et al. 2024, doi:10.1002/cpa.22234, algorithm 2.2 in blocks). Of the rest
 * K − F·Fᵀ the blocks of neighbouring frames on the diagonal are kept, as in Gaussian processes with partially independent training
 * conditionals (Quiñonero-Candela and Rasmussen 2005, Journal of Machine Learning Research 6, section 6). With D = C·Cᵀ for these
 * blocks and λ, and G = C⁻¹F, the inverse of F·Fᵀ + D is C⁻ᵀ(I − G(I + GᵀG)⁻¹Gᵀ)C⁻¹ (Woodbury). For size n, rank r and blocks
 * of b rows: 8n(r + b) bytes, n(3r² + 4rb) operations to set up and 4n(r + b) each time.
 */
final class PartialCholesky implements ConjugateGradients.Operator {
    private static final int BLOCK = 128;

    /** Relative to the largest diagonal: keeps blocks of nearly equal columns positive definite. */
    private static final double JITTER = 1e-13;

    private final int block;
    private final DoubleMatrix factor;
    private final DoubleMatrix[] inverses;
    private final BlockCholesky inner;
    private final DoubleMatrix vector;

    /**
     * @param rank the most columns
     * @param seed of the pivots
     */
    PartialCholesky(ForceCovariance covariance, int rank, long seed) {
        int size = covariance.size();
        double shift = covariance.diagonalShift();
        block = covariance.block();
        vector = DoubleMatrix.zeros(size, 1);
        double[] rest = covariance.unshiftedDiagonal();
        double jitter = JITTER * Arrays.stream(rest).max().orElseThrow();
        Random random = new Random(seed);
        DoubleMatrix columns = DoubleMatrix.zeros(size, rank);
        int found = 0;
        while (found == 0 || (found < rank && Arrays.stream(rest).sum() > shift * size)) {
            int[] pivots = draw(rest, Math.min(BLOCK, rank - found), random);
            if (pivots.length == 0) {
                break;
            }
            append(covariance, columns, found, pivots, jitter, rest);
            found += pivots.length;
        }
        factor = columns.columns(0, found);
        inverses = new DoubleMatrix[(size + block - 1) / block];
        for (int k = 0; k < inverses.length; k++) {
            inverses[k] = whiten(covariance, factor, k * block, Math.min(block, size - k * block));
        }
        inner = inner(factor);
    }

    /** Replaces some rows of F by those of G; returns their block of C⁻¹. */
    private static DoubleMatrix whiten(ForceCovariance covariance, DoubleMatrix factor, int from, int rows) {
        DoubleMatrix part = DoubleMatrix.zeros(rows, factor.columns());
        factor.downloadRows(from, part);
        DoubleMatrix rest = DoubleMatrix.zeros(rows, rows);
        covariance.fill(from, rest);
        rest.setProduct(-1, part, false, part, true, 1);
        DoubleMatrix inverse = BlockCholesky.inverseFactor(rest);
        DoubleMatrix whitened = DoubleMatrix.zeros(rows, factor.columns());
        whitened.setProduct(1, inverse, false, part, false, 0);
        factor.uploadRows(from, whitened);
        return inverse;
    }

    /** Memory that a preconditioner of this rank takes, bytes, with what its computation needs beside it. */
    static long bytes(int size, int rank, int block) {
        long building =
                Math.max(3L * BLOCK * size, (long) block * (size + 2L * rank + 2L * block) + (long) rank * rank);
        return Double.BYTES * ((long) size * rank + building);
    }

    /** How many columns there are. */
    int rank() {
        return factor.columns();
    }

    /** Different indices with probabilities in proportion to the weights, rising. */
    private static int[] draw(double[] weights, int count, Random random) {
        double[] sums = new double[weights.length];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i];
            sums[i] = sum;
        }
        int[] drawn = new int[count];
        for (int k = 0; k < count; k++) {
            int at = Arrays.binarySearch(sums, random.nextDouble() * sum);
            drawn[k] = Math.min(weights.length - 1, at < 0 ? -at - 1 : at);
        }
        return Arrays.stream(drawn)
                .sorted()
                .distinct()
                .filter(i -> weights[i] > 0)
                .toArray();
    }

    private static void append(
            ForceCovariance covariance, DoubleMatrix columns, int found, int[] pivots, double jitter, double[] rest) {
        int size = covariance.size();
        int count = pivots.length;
        DoubleMatrix fresh = DoubleMatrix.zeros(size, count);
        covariance.columns(pivots, fresh);
        if (found > 0) {
            double[] rows = new double[found * count];
            double[] row = new double[found];
            for (int k = 0; k < count; k++) {
                columns.downloadRow(pivots[k], row, found);
                System.arraycopy(row, 0, rows, k * found, found);
            }
            fresh.setProduct(-1, columns.columns(0, found), false, DoubleMatrix.of(found, count, rows), false, 1);
        }
        double[] square = new double[count * count];
        double[] row = new double[count];
        for (int k = 0; k < count; k++) {
            fresh.downloadRow(pivots[k], row, count);
            System.arraycopy(row, 0, square, k * count, count);
            square[k * count + k] += jitter;
        }
        DoubleMatrix inverse = BlockCholesky.inverseFactor(DoubleMatrix.of(count, count, square));
        DoubleMatrix target = columns.columns(found, found + count);
        target.setProduct(1, fresh, false, inverse, true, 0);
        double[] column = new double[size];
        for (int k = 0; k < count; k++) {
            target.download((long) k * size, column, size);
            for (int i = 0; i < size; i++) {
                rest[i] = Math.max(0, rest[i] - column[i] * column[i]);
            }
        }
        for (int pivot : pivots) {
            rest[pivot] = 0;
        }
    }

    private static BlockCholesky inner(DoubleMatrix factor) {
        int rank = factor.columns();
        return new BlockCholesky(rank, Math.min(rank, 256), (from, target) -> {
            target.setProduct(
                    1, factor.columns(from, from + target.rows()), true, factor.columns(from, rank), false, 0);
            double[] diagonal = new double[1];
            for (int i = 0; i < target.rows(); i++) {
                long at = (long) i * target.rows() + i;
                target.download(at, diagonal, 1);
                diagonal[0]++;
                target.upload(diagonal, at, 1);
            }
        });
    }

    @Override
    public void apply(double[] in, double[] out) {
        multiplyBlocks(in, out, false);
        vector.upload(out, 0, out.length);
        DoubleMatrix explained = DoubleMatrix.zeros(rank(), 1);
        explained.setProduct(1, factor, true, vector, false, 0);
        double[] values = new double[rank()];
        explained.download(0, values, values.length);
        explained.upload(inner.solve(values), 0, values.length);
        vector.setProduct(-1, factor, false, explained, false, 1);
        vector.download(0, out, out.length);
        multiplyBlocks(out.clone(), out, true);
    }

    private void multiplyBlocks(double[] in, double[] out, boolean transposed) {
        double[] part = new double[block];
        for (int k = 0; k < inverses.length; k++) {
            int rows = inverses[k].rows();
            DoubleMatrix source = DoubleMatrix.zeros(rows, 1);
            System.arraycopy(in, k * block, part, 0, rows);
            source.upload(part, 0, rows);
            DoubleMatrix target = DoubleMatrix.zeros(rows, 1);
            target.setProduct(1, inverses[k], transposed, source, false, 0);
            target.download(0, part, rows);
            System.arraycopy(part, 0, out, k * block, rows);
        }
    }
}
