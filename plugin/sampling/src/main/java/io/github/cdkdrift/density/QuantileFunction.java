package io.github.cdkdrift.density;

import java.util.Arrays;
import org.hipparchus.special.Erf;

/**
 * A smooth monotone map between a number and its normal score: a rational-quadratic spline (Gregory and Delbourgo 1982,
 * doi:10.1093/imanum/2.2.123) through the quantiles of equally spaced scores from −2 to 2. Beyond them numbers are distributed like a
 * normal distribution's tail, cut off at the ends of the numbers' range. Value and first derivative are continuous, so that a density made
 * with it has no steps. Immutable.
 */
final class QuantileFunction {
    /** Score of the highest knot. */
    private static final double HIGHEST = 2;
    /** Two values this close cannot be told apart; keeps slopes above 0. */
    private static final double CLOSEST = 1e-7;
    /** So many samples at least for each interval between knots, and at most so many intervals. */
    private static final int SAMPLES_AN_INTERVAL = 60;

    /** Scores by which what they show counts half. */
    private static final double PRIOR = 200;

    private static final int FEWEST_INTERVALS = 4;
    private static final int MOST_INTERVALS = 16;

    private final double spacing;
    private final double[] quantiles;
    /** Derivatives at the knots. */
    private final double[] slopes;

    private final Tail below;
    private final Tail above;

    /**
     * @param quantiles rising, at equally spaced scores
     * @param lowest end of the range, may be −∞
     * @param highest the other end, may be ∞
     */
    QuantileFunction(double[] quantiles, double lowest, double highest) {
        this.quantiles = quantiles;
        int last = quantiles.length - 1;
        spacing = 2 * HIGHEST / last;
        below = new Tail(-quantiles[0], (quantiles[1] - quantiles[0]) / spacing, -lowest);
        above = new Tail(quantiles[last], (quantiles[last] - quantiles[last - 1]) / spacing, highest);
        slopes = new double[quantiles.length];
        slopes[0] = below.slope(HIGHEST);
        slopes[last] = above.slope(HIGHEST);
        for (int i = 1; i < last; i++) {
            double left = quantiles[i] - quantiles[i - 1];
            double right = quantiles[i + 1] - quantiles[i];
            slopes[i] = 2 * left * right / (left + right) / spacing;
        }
    }

    /**
     * Of samples; the more, the finer.
     *
     * @param values at least one, within the range; sorted here
     */
    static QuantileFunction of(double[] values, double lowest, double highest) {
        Arrays.sort(values);
        int intervals = FEWEST_INTERVALS;
        while (2 * intervals <= MOST_INTERVALS && values.length >= 2 * intervals * SAMPLES_AN_INTERVAL) {
            intervals *= 2;
        }
        double[] quantiles = new double[intervals + 1];
        for (int i = 0; i <= intervals; i++) {
            double probability = Tail.above(HIGHEST * (1 - 2.0 * i / intervals));
            double at = Math.max(0, Math.min(values.length - 1, probability * values.length - 0.5));
            int before = (int) at;
            int after = Math.min(before + 1, values.length - 1);
            quantiles[i] = values[before] + (at - before) * (values[after] - values[before]);
            if (i > 0) {
                quantiles[i] = Math.max(quantiles[i], quantiles[i - 1] + CLOSEST);
            }
        }
        return new QuantileFunction(quantiles, lowest, highest);
    }

    /**
     * The function by which scores that are distributed otherwise than normally give numbers that are distributed as this one's are of
     * normal scores. Few scores change little.
     *
     * @param scores sorted
     * @param part of the way there, from 0 to 1
     * @param lowest the range, as in the constructor
     */
    QuantileFunction ofScores(double[] scores, double part, double lowest, double highest) {
        double[] moved = new double[quantiles.length];
        int below = 0;
        for (int i = 0; i < moved.length; i++) {
            while (below < scores.length && scores[below] < knot(i)) {
                below++;
            }
            double probability = (below + PRIOR * Tail.above(-knot(i))) / (scores.length + PRIOR);
            moved[i] = quantiles[i] + part * (value(-Tail.inverse(probability)) - quantiles[i]);
            if (i > 0) {
                moved[i] = Math.max(moved[i], moved[i - 1] + CLOSEST);
            }
        }
        return new QuantileFunction(moved, lowest, highest);
    }

    /** The numbers at equally spaced scores; not to be modified. */
    double[] quantiles() {
        return quantiles;
    }

    /** The number of a score. */
    double value(double score) {
        if (score > HIGHEST) {
            return above.value(score);
        }
        if (score < -HIGHEST) {
            return -below.value(-score);
        }
        int i = interval(score);
        double x = (score - knot(i)) / spacing;
        double rise = quantiles[i + 1] - quantiles[i];
        double s = rise / spacing;
        double both = x * (1 - x);
        return quantiles[i] + rise * (s * x * x + slopes[i] * both) / (s + (slopes[i] + slopes[i + 1] - 2 * s) * both);
    }

    /** The logarithm of the derivative of {@link #value}. */
    double logSlope(double score) {
        if (Math.abs(score) > HIGHEST) {
            return Math.log((score > 0 ? above : below).slope(Math.abs(score)));
        }
        int i = interval(score);
        double x = (score - knot(i)) / spacing;
        double s = (quantiles[i + 1] - quantiles[i]) / spacing;
        double both = x * (1 - x);
        double nominator = slopes[i + 1] * x * x + 2 * s * both + slopes[i] * (1 - x) * (1 - x);
        double denominator = s + (slopes[i] + slopes[i + 1] - 2 * s) * both;
        double ratio = s / denominator;
        return Math.log(ratio * ratio * nominator);
    }

    /** The derivative of {@link #logSlope}. */
    double logSlopeDerivative(double score) {
        if (Math.abs(score) > HIGHEST) {
            return Math.signum(score) * (score > 0 ? above : below).logSlopeDerivative(Math.abs(score));
        }
        int i = interval(score);
        double x = (score - knot(i)) / spacing;
        double s = (quantiles[i + 1] - quantiles[i]) / spacing;
        double nominator = slopes[i + 1] * x * x + 2 * s * x * (1 - x) + slopes[i] * (1 - x) * (1 - x);
        double rising = 2 * (slopes[i + 1] * x + s * (1 - 2 * x) - slopes[i] * (1 - x));
        double bend = slopes[i] + slopes[i + 1] - 2 * s;
        return (rising / nominator - 2 * bend * (1 - 2 * x) / (s + bend * x * (1 - x))) / spacing;
    }

    private double knot(int i) {
        return i * spacing - HIGHEST;
    }

    private int interval(double score) {
        return (int) Math.max(0, Math.min(quantiles.length - 2, Math.floor((score + HIGHEST) / spacing)));
    }

    /** The score of a number within the range. */
    double score(double value) {
        int last = quantiles.length - 1;
        if (value > quantiles[last]) {
            return above.score(value);
        }
        if (value < quantiles[0]) {
            return -below.score(-value);
        }
        int i = 0;
        while (i + 1 < last && value >= quantiles[i + 1]) {
            i++;
        }
        double rise = quantiles[i + 1] - quantiles[i];
        double s = rise / spacing;
        double y = value - quantiles[i];
        double bend = slopes[i] + slopes[i + 1] - 2 * s;
        double a = rise * (s - slopes[i]) + y * bend;
        double b = rise * slopes[i] - y * bend;
        double c = -s * y;
        return knot(i) + spacing * 2 * c / (-b - Math.sqrt(Math.max(0, b * b - 4 * a * c)));
    }

    /**
     * Numbers beyond the last knot, distributed like a normal distribution beyond score 2: number = last + width · (t − 2), where t has
     * the normal distribution between 2 and the score at which the range ends. Of a far end nothing is felt, and t is the score.
     */
    private static final class Tail {
        /** A range that ends beyond this score has no end; less than a part in a billion lies there. */
        private static final double FAR = 6;
        /** The same in scores from the last knot: samples may lie on the very end. */
        private static final double CLOSEST_END = 0.02;

        private static final double ROOT_TWO = Math.sqrt(2);
        private static final double BEYOND = above(HIGHEST);
        private static final double LEAST = 1e-15;

        private final double last;
        private final double width;
        private final double cut;
        private final double kept;
        private final boolean free;

        Tail(double last, double width, double end) {
            this.last = last;
            this.width = width;
            double endsAt = HIGHEST + Math.max(CLOSEST_END, (end - last) / width);
            free = !(endsAt < FAR);
            cut = free ? 0 : above(endsAt);
            kept = 1 - cut / BEYOND;
        }

        /** The probability of a normal number above this one. */
        static double above(double score) {
            return 0.5 * Erf.erfc(score / ROOT_TWO);
        }

        private static double inverse(double probability) {
            return ROOT_TWO * Erf.erfcInv(2 * Math.max(LEAST, probability));
        }

        private double normal(double score) {
            return free ? score : inverse(cut + kept * above(score));
        }

        double value(double score) {
            return last + width * (normal(score) - HIGHEST);
        }

        double score(double value) {
            double t = HIGHEST + (value - last) / width;
            return free ? t : inverse((above(t) - cut) / kept);
        }

        double slope(double score) {
            if (free) {
                return width;
            }
            double t = normal(score);
            return width * kept * Math.exp(0.5 * (t - score) * (t + score));
        }

        double logSlopeDerivative(double score) {
            return free ? 0 : normal(score) * slope(score) / width - score;
        }
    }
}
