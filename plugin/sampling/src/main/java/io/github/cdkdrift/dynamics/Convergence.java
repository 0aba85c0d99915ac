package io.github.cdkdrift.dynamics;

import java.util.Arrays;

/**
 * How well the mean of an observable is known from several correlated chains (Vehtari et al. 2021, doi:10.1214/20-BA1221,
 * sections 2 and 3.2, without rank normalisation). Each chain counts as two halves, so that a drift shows as a disagreement.
 *
 * @param mean over all chains
 * @param standardError of the mean, √(variance / effective samples)
 * @param splitRhat split-R̂: 1 where the halves agree, above 1.01 where they do not yet
 * @param effectiveSamples independent samples that would know the mean as well
 * @param autocorrelationTime integrated autocorrelation time 1 + 2 Σ ρ in samples
 */
public record Convergence(
        double mean, double standardError, double splitRhat, double effectiveSamples, double autocorrelationTime) {
    /** Two for each half of a chain. */
    public static final int FEWEST_SAMPLES = 4;

    /** The largest split-R̂ of chains that are said to agree. */
    public static final double AGREED = 1.05;

    /**
     * Of chains of equal length.
     *
     * @param chains [chains][samples], at least four samples
     */
    public static Convergence of(double[]... chains) {
        if (chains.length == 0
                || Arrays.stream(chains).anyMatch(c -> c.length != chains[0].length || c.length < FEWEST_SAMPLES)) {
            throw new IllegalArgumentException("expected chains of equal length, at least 4");
        }
        double[][] halves = halves(chains);
        int length = halves[0].length;
        double[] means = Arrays.stream(halves).mapToDouble(Convergence::mean).toArray();
        double grandMean = mean(means);
        double within = 0;
        for (int i = 0; i < halves.length; i++) {
            within += lagged(halves[i], means[i], 0) * length / (length - 1) / halves.length;
        }
        double between = 0;
        for (double mean : means) {
            between += (mean - grandMean) * (mean - grandMean) / (halves.length - 1);
        }
        double variance = within * (length - 1) / length + between;
        if (!(variance > 0)) {
            return new Convergence(grandMean, 0, 1, 1, (double) halves.length * length);
        }
        double time = autocorrelationTime(halves, means, within, variance);
        double effective = halves.length * length / time;
        return new Convergence(
                grandMean, Math.sqrt(variance / effective), Math.sqrt(variance / within), effective, time);
    }

    private static double[][] halves(double[][] chains) {
        double[][] halves = new double[2 * chains.length][];
        for (int i = 0; i < chains.length; i++) {
            int half = chains[i].length / 2;
            halves[2 * i] = Arrays.copyOf(chains[i], half);
            halves[2 * i + 1] = Arrays.copyOfRange(chains[i], chains[i].length - half, chains[i].length);
        }
        return halves;
    }

    /** Geyer's initial monotone sequence: sums of neighbouring lags fall and stay positive (section 3.2). */
    private static double autocorrelationTime(double[][] halves, double[] means, double within, double variance) {
        int length = halves[0].length;
        double time = -1;
        double previous = Double.POSITIVE_INFINITY;
        for (int lag = 0; lag + 1 < length; lag += 2) {
            double pair = correlation(halves, means, lag, within, variance)
                    + correlation(halves, means, lag + 1, within, variance);
            if (pair <= 0) {
                break;
            }
            previous = Math.min(previous, pair);
            time += 2 * previous;
        }
        // A chain that alternates may be worth more than independent samples; the bound is that of the article's
        // software.
        return Math.max(time, 1 / Math.log10(halves.length * (double) length));
    }

    private static double correlation(double[][] halves, double[] means, int lag, double within, double variance) {
        double covariance = 0;
        for (int i = 0; i < halves.length; i++) {
            covariance += lagged(halves[i], means[i], lag) / halves.length;
        }
        int length = halves[0].length;
        double unbiased = covariance * length / (length - 1);
        return 1 - (within - unbiased) / variance;
    }

    private static double lagged(double[] chain, double mean, int lag) {
        double sum = 0;
        for (int i = lag; i < chain.length; i++) {
            sum += (chain[i] - mean) * (chain[i - lag] - mean);
        }
        return sum / chain.length;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }
}
