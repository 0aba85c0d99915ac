package io.github.cdkdrift.potential;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * What fits say of the energies of labels that they did not see.
 *
 * @param misses kcal/mol
 * @param variances in units of the noise
 */
record LeftOut(double[] misses, double[] variances) {
    /** The part of the labels that {@link #usual} keeps. */
    private static final double USUAL = 0.95;

    /** Ratios of a floor to the typical variance that are looked at: powers of ten up and down, and steps for each. */
    private static final int DECADES = 4;

    private static final int STEPS_OF_DECADE = 6;

    /** Standard deviation of the ratio's prior. */
    private static final double PRIOR_DECADES = 2;

    /**
     * What makes variances of a fit those of energies, as scale · variance + floor.
     *
     * @param scale kcal²/mol²
     * @param floor kcal²/mol², what no more labels mend
     * @param logLikelihood ln of the likelihood of all misses, each ratio of floor and scale with its most likely scale, averaged over the ratios, up to a constant: how well the fits
     *     foretell energies and their errors
     */
    record Noise(double scale, double floor, double logLikelihood) {}

    /** Root mean square, kcal/mol. */
    double error() {
        return Math.sqrt(square() / misses.length);
    }

    /**
     * Numbers of all labels but the few that are missed most, or of all where there are fewer than 20: those may be of a geometry that none of the others tells anything of, whatever
     * the fit.
     */
    int[] usual() {
        return IntStream.range(0, misses.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> Math.abs(misses[i])))
                .limit((long) Math.ceil(USUAL * misses.length))
                .mapToInt(i -> i)
                .toArray();
    }

    /** The same of some labels. */
    LeftOut of(int[] labels) {
        return new LeftOut(
                Arrays.stream(labels).mapToDouble(i -> misses[i]).toArray(),
                Arrays.stream(labels).mapToDouble(i -> variances[i]).toArray());
    }

    private double square() {
        return Arrays.stream(misses).map(miss -> miss * miss).sum();
    }

    /**
     * How far energies are really off: means over all ratios of floor and scale, weighted by the likelihood of the misses, the most likely scale for each, and a prior
     * that holds a floor as large as the typical scaled variance for the most likely one, within two powers of ten. Few misses fit one as well as the other.
     */
    Noise noise() {
        double typical = Arrays.stream(variances).average().orElseThrow();
        double square = square();
        if (square == 0) {
            return new Noise(0, 0, Double.POSITIVE_INFINITY);
        }
        if (!(typical > 0)) {
            return new Noise(1, 0, Double.NEGATIVE_INFINITY);
        }
        int steps = 2 * DECADES * STEPS_OF_DECADE + 1;
        double[] logs = new double[steps];
        double[] scales = new double[steps];
        double[] ratios = new double[steps];
        for (int step = 0; step < steps; step++) {
            double decade = (double) step / STEPS_OF_DECADE - DECADES;
            ratios[step] = typical * Math.pow(10, decade);
            for (int i = 0; i < misses.length; i++) {
                scales[step] += misses[i] * misses[i] / (variances[i] + ratios[step]) / misses.length;
                logs[step] -= Math.log(variances[i] + ratios[step]) / 2;
            }
            logs[step] -= misses.length * Math.log(scales[step]) / 2 + Math.pow(decade / PRIOR_DECADES, 2) / 2;
        }
        double best = Arrays.stream(logs).max().orElseThrow();
        double sum = 0;
        double scale = 0;
        double floor = 0;
        for (int step = 0; step < steps; step++) {
            double weight = Math.exp(logs[step] - best);
            sum += weight;
            scale += weight * scales[step];
            floor += weight * scales[step] * ratios[step];
        }
        return new Noise(scale / sum, floor / sum, best + Math.log(sum));
    }
}
