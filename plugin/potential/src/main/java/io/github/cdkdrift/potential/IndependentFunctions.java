package io.github.cdkdrift.potential;

import java.util.ArrayList;
import java.util.List;

/**
 * Of functions of a Gaussian process, those none of which the others say already, and what makes them independent of each other: a Cholesky factorisation that passes over
 * dependent ones (Golub and Van Loan, Matrix Computations, 4th edition, section 4.2).
 *
 * @param kept numbers of the functions, rising
 * @param whitening [kept][≤ kept]: the inverse of the Cholesky factor of their covariances, lower triangular
 */
record IndependentFunctions(List<Integer> kept, double[][] whitening) {
    /** Of two functions. */
    interface Covariance {
        double of(int one, int other);
    }

    /**
     * Takes functions in their order.
     *
     * @param covariance whose usual variance is 1
     * @param leastLeft a function of which those before it leave less than this part of the variance, or for small ones of the usual variance, is left out
     */
    static IndependentFunctions of(int count, Covariance covariance, double leastLeft) {
        List<double[]> factor = new ArrayList<>();
        List<Integer> kept = new ArrayList<>();
        for (int row = 0; row < count; row++) {
            double[] line = new double[kept.size() + 1];
            for (int k = 0; k < kept.size(); k++) {
                line[k] = (covariance.of(row, kept.get(k)) - dot(line, factor.get(k), k)) / factor.get(k)[k];
            }
            double own = covariance.of(row, row);
            double left = own - dot(line, line, kept.size());
            if (left > leastLeft * Math.max(own, 1)) {
                line[kept.size()] = Math.sqrt(left);
                factor.add(line);
                kept.add(row);
            }
        }
        return new IndependentFunctions(List.copyOf(kept), inverse(factor));
    }

    private static double dot(double[] a, double[] b, int count) {
        double sum = 0;
        for (int k = 0; k < count; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }

    private static double[][] inverse(List<double[]> factor) {
        double[][] inverse = new double[factor.size()][];
        for (int row = 0; row < inverse.length; row++) {
            double[] line = factor.get(row);
            inverse[row] = new double[row + 1];
            inverse[row][row] = 1 / line[row];
            for (int k = 0; k < row; k++) {
                double share = line[k] / line[row];
                for (int column = 0; column <= k; column++) {
                    inverse[row][column] -= share * inverse[k][column];
                }
            }
        }
        return inverse;
    }
}
