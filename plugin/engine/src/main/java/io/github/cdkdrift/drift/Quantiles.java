package io.github.cdkdrift.drift;

/** Target values for the sorted samples of a batch. */
final class Quantiles {
    /** A target whose width a few outliers make is not stretched after them. */
    private static final double LARGEST_STRETCH = 0.2;

    /** Points of the target that the stretch is averaged over, for each sample. */
    private static final int GRID = 8;

    private Quantiles() {}

    /**
     * What {@code samples} sorted numbers are to be carried to so that a batch that is drawn from the target already is, on average,
     * left as wide as it is. Carried to the quantiles q themselves it would narrow: its k-th smallest number scatters, and its
     * expectation is not q_k. A number x of probability u has k smaller ones among the m − 1 others with binomial chances
     * (David and Nagaraja 2003, doi:10.1002/0471722162, section 2.1), so that ⟨x T(x)⟩ = ⟨x Σ_k C(m−1, k) u^k (1−u)^(m−1−k) q_k⟩;
     * quantiles that are ⟨x²⟩/⟨x T(x)⟩ times as far from their mean make up for it.
     *
     * @param sorted the target's values, rising
     * @param quantiles takes {@code samples} numbers from {@code at} on
     */
    static void of(float[] sorted, int samples, float[] quantiles, int at) {
        double mean = 0;
        for (int k = 0; k < samples; k++) {
            quantiles[at + k] = (float) between(sorted, (k + 0.5) / samples);
            mean += quantiles[at + k] / (double) samples;
        }
        double squares = 0;
        double carried = 0;
        for (int i = 0; i < GRID * samples; i++) {
            double share = (i + 0.5) / (GRID * samples);
            double value = between(sorted, share) - mean;
            squares += value * value;
            carried += value * (expected(share, samples, quantiles, at) - mean);
        }
        double factor = carried > 0 ? Math.max(1, Math.min(1 + LARGEST_STRETCH, squares / carried)) : 1;
        for (int k = 0; k < samples; k++) {
            quantiles[at + k] = (float) (mean + factor * (quantiles[at + k] - mean));
        }
    }

    /** The target's value below which this share of it lies. */
    private static double between(float[] sorted, double share) {
        double position = share * sorted.length - 0.5;
        int below = (int) Math.max(0, Math.min(sorted.length - 1, Math.floor(position)));
        int above = Math.min(sorted.length - 1, below + 1);
        double part = Math.max(0, Math.min(1, position - below));
        return (1 - part) * sorted[below] + part * sorted[above];
    }

    /** The quantile that a number of this probability is carried to, on average: binomial chances from the likeliest rank out. */
    private static double expected(double share, int samples, float[] quantiles, int at) {
        int likeliest = Math.min(samples - 1, (int) (share * samples));
        double odds = share / (1 - share);
        double total = 1;
        double sum = quantiles[at + likeliest];
        double chance = 1;
        for (int k = likeliest + 1; k < samples; k++) {
            chance *= odds * (samples - k) / k;
            total += chance;
            sum += chance * quantiles[at + k];
        }
        chance = 1;
        for (int k = likeliest - 1; k >= 0; k--) {
            chance *= (k + 1) / (odds * (samples - 1 - k));
            total += chance;
            sum += chance * quantiles[at + k];
        }
        return sum / total;
    }
}
