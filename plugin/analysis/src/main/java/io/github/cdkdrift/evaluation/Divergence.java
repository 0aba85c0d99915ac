package io.github.cdkdrift.evaluation;

import java.util.Arrays;

/** Distances between two samples, given as counts over the same bins or as the numbers themselves. */
final class Divergence {
    private Divergence() {}

    /** Total variation distance ½ Σ |p − q|, from 0 to 1. */
    static double totalVariation(long[] a, long[] b) {
        double scaleA = 1.0 / total(a);
        double scaleB = 1.0 / total(b);
        double sum = 0;
        for (int bin = 0; bin < a.length; bin++) {
            sum += Math.abs(a[bin] * scaleA - b[bin] * scaleB);
        }
        return sum / 2;
    }

    /**
     * Jensen–Shannon divergence ½ KL(p‖m) + ½ KL(q‖m), m = (p + q)/2, with the natural logarithm: from 0 to ln 2 (J. Lin
     * 1991, doi:10.1109/18.61115). The divergence, not its square root.
     */
    static double jensenShannon(long[] a, long[] b) {
        double totalA = total(a);
        double totalB = total(b);
        double sum = 0;
        for (int bin = 0; bin < a.length; bin++) {
            double p = a[bin] / totalA;
            double q = b[bin] / totalB;
            sum += relativeEntropyTerm(p, (p + q) / 2) + relativeEntropyTerm(q, (p + q) / 2);
        }
        return Math.max(0, sum / 2);
    }

    /** Root mean square of the differences of quantiles at the same levels: the 2-Wasserstein distance on a line. */
    static double wasserstein2(double[] quantilesA, double[] quantilesB) {
        double sum = 0;
        for (int i = 0; i < quantilesA.length; i++) {
            double difference = quantilesA[i] - quantilesB[i];
            sum += difference * difference;
        }
        return Math.sqrt(sum / quantilesA.length);
    }

    /** 1-Wasserstein distance of two samples on a line, ∫ |F − G|, exact; the arrays are not modified. */
    static double wasserstein1(double[] a, double[] b) {
        double[] x = a.clone();
        double[] y = b.clone();
        Arrays.sort(x);
        Arrays.sort(y);
        double area = 0;
        double last = Math.min(x[0], y[0]);
        int i = 0;
        int j = 0;
        while (i < x.length || j < y.length) {
            boolean fromX = j == y.length || (i < x.length && x[i] <= y[j]);
            double next = fromX ? x[i] : y[j];
            area += Math.abs((double) i / x.length - (double) j / y.length) * (next - last);
            last = next;
            if (fromX) {
                i++;
            } else {
                j++;
            }
        }
        return area;
    }

    static long total(long[] counts) {
        return Arrays.stream(counts).sum();
    }

    private static double relativeEntropyTerm(double p, double q) {
        return p == 0 ? 0 : p * Math.log(p / q);
    }
}
