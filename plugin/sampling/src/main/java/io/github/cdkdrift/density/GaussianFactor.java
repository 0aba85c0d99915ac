package io.github.cdkdrift.density;

import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.CholeskyDecomposition;

/** A Gaussian distribution with mean 0 by the Cholesky factor of its covariance, Σ = L Lᵀ. Immutable. */
final class GaussianFactor {
    private final int size;
    /** Row by row, the lower triangle alone. */
    private final double[] factor;

    private final double logDeterminant;

    /** @param covariance [size][size], positive definite; not modified */
    GaussianFactor(double[][] covariance) {
        size = covariance.length;
        double[][] lower = new CholeskyDecomposition(new Array2DRowRealMatrix(covariance, false), 1e-8, 1e-14)
                .getL()
                .getData();
        factor = new double[size * (size + 1) / 2];
        double sum = 0;
        for (int row = 0, at = 0; row < size; row++) {
            System.arraycopy(lower[row], 0, factor, at, row + 1);
            at += row + 1;
            sum += Math.log(lower[row][row]);
        }
        logDeterminant = sum;
    }

    /** ln |L|. */
    double logDeterminant() {
        return logDeterminant;
    }

    /**
     * Turns independent normal numbers into a sample: x ← L x.
     *
     * @param x [size], overwritten
     */
    void multiply(double[] x) {
        for (int row = size - 1, at = factor.length - size; row >= 0; at -= row, row--) {
            double sum = 0;
            for (int column = 0; column <= row; column++) {
                sum += factor[at + column] * x[column];
            }
            x[row] = sum;
        }
    }

    /**
     * Turns a sample into independent normal numbers: x ← L⁻¹ x.
     *
     * @param x [size], overwritten
     * @return the sum of their squares
     */
    double solve(double[] x) {
        double squares = 0;
        for (int row = 0, at = 0; row < size; row++) {
            double sum = x[row];
            for (int column = 0; column < row; column++) {
                sum -= factor[at + column] * x[column];
            }
            at += row;
            double value = sum / factor[at++];
            x[row] = value;
            squares += value * value;
        }
        return squares;
    }
}
