package io.github.cdkdrift.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * How far the torsions of two ensembles are apart: the Jensen–Shannon divergence (J. Lin 1991, doi:10.1109/18.61115; natural
 * logarithm, from 0 to ln 2) of each torsion's histogram, the mean over the torsions. Between finite samples it is never 0, and the fewer
 * there are the larger it is; the floor beside it is its mean between two sets drawn independently from one distribution, both ensembles
 * taken together, of the effective sample sizes of the ensembles.
 *
 * @param value mean over the torsions, nats
 * @param floor what it would be on average if both came from one distribution
 * @param high what it would exceed in about one of twenty cases if both came from one distribution: the floor times what the groups of both
 *     ensembles, taken with random signs and weights, show of Σ (p − q)²/p, the leading term of the divergence, over its mean (the wild
 *     bootstrap; Wu 1986, doi:10.1214/aos/1176350142, section 7). A few slow transitions between wells, which all bins follow, make it large
 * @param each of each torsion, nats
 * @param first the smallest effective size of the first ensemble over the torsions
 * @param second that of the second
 */
public record TorsionDivergence(
        double value, double floor, double high, List<Double> each, double first, double second) {
    private static final int REPEATS = 400;
    private static final double LEVEL = 0.95;

    /** From here on a Poisson number is drawn as a rounded normal one. */
    private static final double MANY = 50;

    /** Copies the list. */
    public TorsionDivergence {
        each = List.copyOf(each);
    }

    /**
     * Compares.
     *
     * @param seed of the sets that the floor is found with
     * @throws IllegalArgumentException if the ensembles have different numbers of torsions, or none, or their effective sizes are not known
     */
    public static TorsionDivergence of(TorsionHistograms a, TorsionHistograms b, long seed) {
        int torsions = a.torsions();
        if (torsions == 0 || b.torsions() != torsions) {
            throw new IllegalArgumentException(
                    "expected as many torsions, at least 1, found " + torsions + " and " + b.torsions());
        }
        RandomGenerator random = new SplittableRandom(seed);
        List<Double> each = new ArrayList<>();
        double floor = 0;
        double[] spread = new double[REPEATS];
        double[][] weights = new double[REPEATS][];
        Arrays.setAll(weights, repeat -> normal(a.groups() + b.groups(), random));
        double first = Double.POSITIVE_INFINITY;
        double second = Double.POSITIVE_INFINITY;
        for (int torsion = 0; torsion < torsions; torsion++) {
            double sizeA = size(a, torsion);
            double sizeB = size(b, torsion);
            first = Math.min(first, sizeA);
            second = Math.min(second, sizeB);
            each.add(Divergence.jensenShannon(a.counts(torsion), b.counts(torsion)));
            double[] pooled = pooled(a.counts(torsion), sizeA, b.counts(torsion), sizeB);
            for (int repeat = 0; repeat < REPEATS; repeat++) {
                floor += Divergence.jensenShannon(draw(pooled, sizeA, random), draw(pooled, sizeB, random))
                        / torsions
                        / REPEATS;
            }
            addSpread(a.deviations(torsion), b.deviations(torsion), pooled, weights, spread);
        }
        double mean = Arrays.stream(spread).average().orElseThrow();
        Arrays.sort(spread);
        return new TorsionDivergence(
                each.stream().mapToDouble(Double::doubleValue).average().orElseThrow(),
                floor,
                mean > 0 ? floor * spread[(int) (LEVEL * REPEATS)] / mean : floor,
                each,
                first,
                second);
    }

    private static double[] normal(int count, RandomGenerator random) {
        double[] weights = new double[count];
        Arrays.setAll(weights, i -> random.nextGaussian());
        return weights;
    }

    /** Adds Σ (p − q)²/p of one torsion for every set of weights of the groups. */
    private static void addSpread(
            double[][] ofA, double[][] ofB, double[] pooled, double[][] weights, double[] spread) {
        double factorA = Math.sqrt(ofA.length / (ofA.length - 1.0));
        double factorB = Math.sqrt(ofB.length / (ofB.length - 1.0));
        for (int repeat = 0; repeat < spread.length; repeat++) {
            for (int bin = 0; bin < pooled.length; bin++) {
                double off = 0;
                for (int group = 0; group < ofA.length; group++) {
                    off += factorA * weights[repeat][group] * ofA[group][bin];
                }
                for (int group = 0; group < ofB.length; group++) {
                    off -= factorB * weights[repeat][ofA.length + group] * ofB[group][bin];
                }
                spread[repeat] += pooled[bin] > 0 ? off * off / pooled[bin] : 0;
            }
        }
    }

    private static double size(TorsionHistograms histograms, int torsion) {
        double size = histograms.effectiveSize(torsion);
        if (Double.isNaN(size)) {
            throw new IllegalArgumentException(
                    "found " + histograms.groups() + " groups; expected at least " + TorsionHistograms.FEWEST_GROUPS
                            + ", with samples in them, so that the effective size can be told");
        }
        return size;
    }

    private static double[] pooled(long[] a, double sizeA, long[] b, double sizeB) {
        double totalA = Divergence.total(a);
        double totalB = Divergence.total(b);
        double[] pooled = new double[a.length];
        Arrays.setAll(pooled, bin -> (sizeA * a[bin] / totalA + sizeB * b[bin] / totalB) / (sizeA + sizeB));
        return pooled;
    }

    /** Counts of about {@code size} independent samples: Poisson numbers, which are multinomial once their sum is given. */
    private static long[] draw(double[] shares, double size, RandomGenerator random) {
        long[] counts = new long[shares.length];
        do {
            Arrays.setAll(counts, bin -> poisson(shares[bin] * size, random));
        } while (Divergence.total(counts) == 0);
        return counts;
    }

    /** Knuth's product of uniform numbers, or a normal number where there are many. */
    private static long poisson(double mean, RandomGenerator random) {
        if (mean > MANY) {
            return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
        }
        double least = Math.exp(-mean);
        long count = 0;
        for (double product = random.nextDouble(); product > least; product *= random.nextDouble()) {
            count++;
        }
        return count;
    }
}
