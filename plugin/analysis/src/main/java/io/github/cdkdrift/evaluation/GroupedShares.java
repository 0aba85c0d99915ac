package io.github.cdkdrift.evaluation;

import java.util.Arrays;

/**
 * Shares of states in samples that come in independent groups, with standard errors from how far the groups differ (ratio estimator;
 * Cochran, Sampling Techniques, 3rd ed. 1977, section 6.4), at least those of as many independent samples.
 *
 * @param shares [states], sum 1
 * @param errors [states]; NaN with fewer than four groups; not to be modified
 */
public record GroupedShares(double[] shares, double[] errors) {
    /**
     * Counts.
     *
     * @param groups the state of each sample, [groups][samples]; groups may be of unequal length
     * @throws IllegalArgumentException if there is no sample
     */
    public static GroupedShares of(int[][] groups, int states) {
        double total = Arrays.stream(groups).mapToLong(group -> group.length).sum();
        if (total == 0) {
            throw new IllegalArgumentException("found no sample; expected at least one");
        }
        double[][] counts = new double[groups.length][states];
        double[] shares = new double[states];
        for (int g = 0; g < groups.length; g++) {
            for (int state : groups[g]) {
                counts[g][state]++;
                shares[state] += 1 / total;
            }
        }
        double[] errors = new double[states];
        Arrays.fill(errors, Double.NaN);
        for (int state = 0; state < states && groups.length >= TorsionHistograms.FEWEST_GROUPS; state++) {
            double squares = 0;
            for (int g = 0; g < groups.length; g++) {
                double off = counts[g][state] - shares[state] * groups[g].length;
                squares += off * off;
            }
            double variance = squares * groups.length / (groups.length - 1) / (total * total);
            double independent = shares[state] * Math.max(0, 1 - shares[state]) / total;
            errors[state] = Math.sqrt(Math.max(variance, independent));
        }
        return new GroupedShares(shares, errors);
    }
}
