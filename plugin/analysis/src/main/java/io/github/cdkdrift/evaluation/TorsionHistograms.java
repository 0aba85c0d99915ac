package io.github.cdkdrift.evaluation;

import java.util.Arrays;

/**
 * Histograms of torsions over the circle, {@value #BINS} bins each. Samples are counted in groups that do not depend on each other, as the
 * walkers of a simulation or pieces of a list do: how far the groups differ tells their effective sample size. Not safe for use by several
 * threads.
 */
public final class TorsionHistograms {
    /** Bins over the circle, from −180° on. */
    public static final int BINS = 64;

    /** With fewer groups nothing can be said of the error. */
    public static final int FEWEST_GROUPS = 4;

    /** [torsions][groups][bins] */
    private final long[][][] counts;

    /** Empty histograms. */
    public TorsionHistograms(int torsions, int groups) {
        if (torsions < 0 || groups < 1) {
            throw new IllegalArgumentException(
                    "expected at least 0 torsions and 1 group, found " + torsions + " and " + groups);
        }
        counts = new long[torsions][groups][BINS];
    }

    /** Counts one torsion of one sample; a multiple of 360° changes nothing. */
    public void add(int group, int torsion, double degrees) {
        int bin = (int) Math.floor((degrees + 180) / 360 * BINS);
        counts[torsion][group][Math.floorMod(bin, BINS)]++;
    }

    /** How many torsions there are. */
    public int torsions() {
        return counts.length;
    }

    /** How many groups there are. */
    public int groups() {
        return counts.length == 0 ? 0 : counts[0].length;
    }

    /** All groups together, [bins]. */
    long[] counts(int torsion) {
        long[] sum = new long[BINS];
        for (long[] group : counts[torsion]) {
            for (int bin = 0; bin < BINS; bin++) {
                sum[bin] += group[bin];
            }
        }
        return sum;
    }

    /** By how much each group's counts are off the shares of all groups, over the number of all samples, [groups][bins]. */
    double[][] deviations(int torsion) {
        long[] all = counts(torsion);
        double total = Divergence.total(all);
        double[][] deviations = new double[counts[torsion].length][BINS];
        for (int group = 0; group < deviations.length; group++) {
            long[] own = counts[torsion][group];
            double part = Divergence.total(own) / total;
            Arrays.setAll(deviations[group], bin -> (own[bin] - part * all[bin]) / total);
        }
        return deviations;
    }

    /**
     * How many independent samples would know the histogram of a torsion as well. Of n independent ones the sum over the bins of
     * var(p)/p is (filled bins − 1)/n; n is what makes this the sum that the groups show (the mean design effect of Rao and Scott
     * 1981, doi:10.1080/01621459.1981.10477633, section 3). Motions slower than the groups are long go unnoticed if the groups did not
     * begin independently.
     *
     * @return at least 1, at most the number of samples; NaN with fewer than {@value #FEWEST_GROUPS} groups or no sample
     */
    public double effectiveSize(int torsion) {
        long[] all = counts(torsion);
        double total = Divergence.total(all);
        if (counts[torsion].length < FEWEST_GROUPS || total == 0) {
            return Double.NaN;
        }
        double[][] deviations = deviations(torsion);
        double factor = deviations.length / (deviations.length - 1.0);
        double independent = 0;
        double found = 0;
        for (int bin = 0; bin < BINS; bin++) {
            double share = all[bin] / total;
            if (share > 0) {
                independent += 1 - share;
                for (double[] group : deviations) {
                    found += factor * group[bin] * group[bin] / share;
                }
            }
        }
        return found > 0 ? Math.max(1, Math.min(total, independent / found)) : total;
    }
}
