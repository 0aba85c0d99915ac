package io.github.cdkdrift.density;

import java.util.Arrays;
import org.hipparchus.special.Erf;

/**
 * The monotone map between a number and its normal score: linear between the quantiles of 17 equally spaced scores from −2 to 2 and
 * beyond them as in the last interval, so that every number has a score. Immutable.
 */
final class QuantileFunction {
    private static final int KNOTS = 17;
    private static final double HIGHEST = 2;
    private static final double SPACING = 2 * HIGHEST / (KNOTS - 1);
    /** Two values this close cannot be told apart; keeps slopes above 0. */
    private static final double CLOSEST = 1e-7;

    private static final double[] PROBABILITIES = probabilities();

    private final double[] quantiles;
    private final double[] slopes;
    private final double[] logSlopes;

    private QuantileFunction(double[] quantiles) {
        this.quantiles = quantiles;
        slopes = new double[KNOTS - 1];
        logSlopes = new double[KNOTS - 1];
        for (int i = 0; i < slopes.length; i++) {
            slopes[i] = (quantiles[i + 1] - quantiles[i]) / SPACING;
            logSlopes[i] = Math.log(slopes[i]);
        }
    }

    /**
     * Of samples.
     *
     * @param values at least one; sorted here
     */
    static QuantileFunction of(double[] values) {
        Arrays.sort(values);
        double[] quantiles = new double[KNOTS];
        for (int i = 0; i < KNOTS; i++) {
            double at = Math.max(0, Math.min(values.length - 1, PROBABILITIES[i] * values.length - 0.5));
            int below = (int) at;
            int above = Math.min(below + 1, values.length - 1);
            quantiles[i] = values[below] + (at - below) * (values[above] - values[below]);
            if (i > 0) {
                quantiles[i] = Math.max(quantiles[i], quantiles[i - 1] + CLOSEST);
            }
        }
        return new QuantileFunction(quantiles);
    }

    /** The probabilities below the scores of the knots. */
    private static double[] probabilities() {
        double[] probabilities = new double[KNOTS];
        Arrays.setAll(probabilities, i -> 0.5 * Erf.erfc((HIGHEST - i * SPACING) / Math.sqrt(2)));
        return probabilities;
    }

    /** The number of a score. */
    double value(double score) {
        int i = intervalOfScore(score);
        return quantiles[i] + (score - (i * SPACING - HIGHEST)) * slopes[i];
    }

    /** The logarithm of the derivative of {@link #value}. */
    double logSlope(double score) {
        return logSlopes[intervalOfScore(score)];
    }

    private static int intervalOfScore(double score) {
        return (int) Math.max(0, Math.min(KNOTS - 2, Math.floor((score + HIGHEST) / SPACING)));
    }

    /** The score of a number. */
    double score(double value) {
        int low = 0;
        int high = KNOTS - 2;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (value >= quantiles[middle]) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low * SPACING - HIGHEST + (value - quantiles[low]) / slopes[low];
    }
}
