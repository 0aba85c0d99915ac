package io.github.cdkdrift.drift;

/** Target values for the sorted samples of a batch. */
final class Quantiles {
    private Quantiles() {}

    /**
     * What {@code samples} sorted numbers are to be carried to so that a batch that is drawn from the target already is, on average,
     * left as wide as it is. Its k-th smallest number scatters with variance v_k about its expectation q_k; carried to q_k the
     * batch would lose these variances, on average Σv_k/m of σ². Quantiles that are 1 + Σv_k/Σq_k² times as far from their mean make
     * up for it. v_k is the asymptotic variance of order statistics (David and Nagaraja 2003, doi:10.1002/0471722162, section 10.2).
     *
     * @param sorted the target's values, rising
     * @param quantiles takes {@code samples} numbers from {@code at} on
     */
    static void of(float[] sorted, int samples, float[] quantiles, int at) {
        double mean = 0;
        for (int k = 0; k < samples; k++) {
            quantiles[at + k] = (float) between(sorted, (k + 0.5) * sorted.length / samples - 0.5);
            mean += quantiles[at + k] / (double) samples;
        }
        double scatter = 0;
        double squares = 0;
        for (int k = 0; k < samples; k++) {
            double share = (k + 0.5) / samples;
            int above = Math.min(samples - 1, k + 1);
            int below = Math.max(0, k - 1);
            double slope = samples * (quantiles[at + above] - quantiles[at + below]) / Math.max(1, above - below);
            scatter += share * (1 - share) * slope * slope / (samples + 2);
            squares += (quantiles[at + k] - mean) * (quantiles[at + k] - mean);
        }
        double factor = squares > 0 ? 1 + Math.min(0.1, scatter / squares) : 1;
        for (int k = 0; k < samples; k++) {
            quantiles[at + k] = (float) (mean + factor * (quantiles[at + k] - mean));
        }
    }

    private static double between(float[] sorted, double position) {
        int below = (int) Math.max(0, Math.min(sorted.length - 1, Math.floor(position)));
        int above = Math.min(sorted.length - 1, below + 1);
        double part = Math.max(0, Math.min(1, position - below));
        return (1 - part) * sorted[below] + part * sorted[above];
    }
}
