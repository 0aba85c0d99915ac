package io.github.cdkdrift.density;

import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.CholeskyDecomposition;

/** A Gaussian distribution with mean 0 by the Cholesky factor of its covariance, Σ = L Lᵀ. Immutable. */
final class GaussianFactor {
    private final int size;
    /** Row by row, the lower triangle alone. */
    private final double[] factor;

    private final double logDeterminant;

    private GaussianFactor(int size, double[] triangle) {
        this.size = size;
        factor = triangle;
        double sum = 0;
        for (int row = 0, at = 0; row < size; row++) {
            at += row + 1;
            if (!(factor[at - 1] > 0)) {
                throw new IllegalArgumentException("found " + factor[at - 1]
                        + " on the diagonal of a Cholesky factor; expected a" + " number above 0");
            }
            sum += Math.log(factor[at - 1]);
        }
        logDeterminant = sum;
    }

    /** @param covariance [size][size], positive definite; not modified */
    static GaussianFactor of(double[][] covariance) {
        double[][] lower = new CholeskyDecomposition(new Array2DRowRealMatrix(covariance, false), 1e-8, 1e-14)
                .getL()
                .getData();
        double[] triangle = new double[lower.length * (lower.length + 1) / 2];
        for (int row = 0, at = 0; row < lower.length; at += ++row) {
            System.arraycopy(lower[row], 0, triangle, at, row + 1);
        }
        return new GaussianFactor(lower.length, triangle);
    }

    /** From what {@link #triangle} gave. */
    static GaussianFactor ofTriangle(int size, double[] triangle) {
        return new GaussianFactor(size, triangle);
    }

    /** L row by row, the lower triangle alone; not to be modified. */
    double[] triangle() {
        return factor;
    }

    /** Σ⁻¹, [size][size]. */
    double[][] precision() {
        Array2DRowRealMatrix lower = new Array2DRowRealMatrix(size, size);
        for (int row = 0, at = 0; row < size; row++) {
            for (int column = 0; column <= row; column++) {
                lower.setEntry(row, column, factor[at++]);
            }
        }
        return new CholeskyDecomposition(lower.multiplyTransposed(lower), 1e-8, 1e-14)
                .getSolver()
                .getInverse()
                .getData();
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
     * Turns a gradient over samples into one over independent normal numbers: x ← Lᵀ x.
     *
     * @param x [size], overwritten
     */
    void multiplyTransposed(double[] x) {
        for (int row = 0, at = 0; row < size; row++) {
            double value = x[row];
            x[row] = 0;
            for (int column = 0; column <= row; column++) {
                x[column] += factor[at++] * value;
            }
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
