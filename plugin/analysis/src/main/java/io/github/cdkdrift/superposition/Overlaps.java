package io.github.cdkdrift.superposition;

/** Sums of outer products, row by row in nine numbers. */
final class Overlaps {
    private Overlaps() {}

    /** sum += weight · b_j a_iᵀ. */
    static void addOuter(double[] b, int j, double[] a, int i, double weight, double[] sum) {
        for (int row = 0; row < 3; row++) {
            double x = weight * b[j + row];
            sum[3 * row] += x * a[i];
            sum[3 * row + 1] += x * a[i + 1];
            sum[3 * row + 2] += x * a[i + 2];
        }
    }
}
