package io.github.cdkdrift.samples.energies;

import java.util.Arrays;

/** How well one list of numbers follows another. */
final class RankStatistics {
    private RankStatistics() {}

    /** Spearman's rank correlation; ties have the mean of their ranks. */
    static double spearman(double[] a, double[] b) {
        return pearson(ranks(a), ranks(b));
    }

    /** Pearson's correlation; NaN where one list does not vary. */
    static double pearson(double[] a, double[] b) {
        double[] x = centred(a);
        double[] y = centred(b);
        double products = 0;
        double squaresX = 0;
        double squaresY = 0;
        for (int i = 0; i < x.length; i++) {
            products += x[i] * y[i];
            squaresX += x[i] * x[i];
            squaresY += y[i] * y[i];
        }
        return products / Math.sqrt(squaresX * squaresY);
    }

    /** Mean absolute difference once both have the mean 0. */
    static double meanAbsoluteError(double[] a, double[] b) {
        double[] x = centred(a);
        double[] y = centred(b);
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += Math.abs(x[i] - y[i]);
        }
        return sum / x.length;
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private static double[] centred(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        return Arrays.stream(values).map(value -> value - mean).toArray();
    }

    private static double[] ranks(double[] values) {
        double[] ranks = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            for (double other : values) {
                ranks[i] += other < values[i] ? 1 : other == values[i] ? 0.5 : 0;
            }
        }
        return ranks;
    }
}
