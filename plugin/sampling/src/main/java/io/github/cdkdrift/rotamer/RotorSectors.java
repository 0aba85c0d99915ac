package io.github.cdkdrift.rotamer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How the circle of one torsion is divided into basins: at the minima of its density.
 *
 * @param edges degrees in (−180, 180], rising; sector k lies between edges k and k + 1, the last one from the last edge over 180°
 *     to the first; none where the density has no two basins
 * @param peaks the densest torsion of each sector, degrees; one number where there are no edges
 */
public record RotorSectors(double[] edges, double[] peaks) {
    private static final int BINS = 72;

    /** Standard deviation of the smoothing, in bins of 5°. */
    private static final double SMOOTHING = 2;

    /** A minimum denser than this part of the lower of its two peaks does not divide. */
    private static final double DEEPEST_SADDLE = 0.8;

    /** A minimum is taken to be denser by so many standard deviations of the difference to its peak. */
    private static final double STANDARD_DEVIATIONS = 2;

    /** Variance of a smoothed Poisson density over its value: the smoothing's Σw²/Σw. */
    private static final double VARIANCE = Math.sqrt(0.5);

    /**
     * Of samples.
     *
     * @param torsions degrees, not modified
     */
    public static RotorSectors of(double[] torsions) {
        return ofDensity(smoothedDensity(torsions));
    }

    private static RotorSectors ofDensity(double[] density) {
        List<Integer> minima = new ArrayList<>();
        for (int i = 0; i < BINS; i++) {
            if (isMinimum(density, i)) {
                minima.add(i);
            }
        }
        while (minima.size() >= 2) {
            int shallowest = shallowest(density, minima);
            if (saddle(density, minima, shallowest) <= DEEPEST_SADDLE) {
                break;
            }
            minima.remove(shallowest);
        }
        if (minima.size() < 2) {
            return new RotorSectors(new double[0], new double[] {degrees(highest(density, 0, BINS))});
        }
        double[] edges = minima.stream().mapToDouble(RotorSectors::degrees).toArray();
        double[] peaks = new double[edges.length];
        for (int k = 0; k < peaks.length; k++) {
            peaks[k] = degrees(highest(density, minima.get(k), next(minima, k)));
        }
        return new RotorSectors(edges, peaks);
    }

    private static double[] smoothedDensity(double[] torsions) {
        double[] counts = new double[BINS];
        for (double torsion : torsions) {
            counts[Math.floorMod((int) Math.floor((torsion + 180) * BINS / 360), BINS)]++;
        }
        double[] density = new double[BINS];
        int reach = (int) Math.ceil(4 * SMOOTHING);
        for (int i = 0; i < BINS; i++) {
            for (int shift = -reach; shift <= reach; shift++) {
                density[i] += counts[Math.floorMod(i + shift, BINS)]
                        * Math.exp(-0.5 * shift * shift / (SMOOTHING * SMOOTHING));
            }
        }
        return density;
    }

    /** Of a flat bottom the middle counts. */
    private static boolean isMinimum(double[] density, int bin) {
        int before = 1;
        while (before < BINS && at(density, bin - before) == density[bin]) {
            before++;
        }
        int after = 1;
        while (after < BINS && at(density, bin + after) == density[bin]) {
            after++;
        }
        boolean middle = before == after || before == after + 1;
        return middle && at(density, bin - before) > density[bin] && at(density, bin + after) > density[bin];
    }

    private static int shallowest(double[] density, List<Integer> minima) {
        int shallowest = 0;
        for (int k = 1; k < minima.size(); k++) {
            if (saddle(density, minima, k) > saddle(density, minima, shallowest)) {
                shallowest = k;
            }
        }
        return shallowest;
    }

    /** Density at a minimum, at most, over that of the lower of the peaks beside it. */
    private static double saddle(double[] density, List<Integer> minima, int k) {
        int previous = minima.get(Math.floorMod(k - 1, minima.size()));
        int here = minima.get(k);
        double before =
                density[Math.floorMod(highest(density, previous > here ? previous - BINS : previous, here), BINS)];
        double after = density[Math.floorMod(highest(density, here, next(minima, k)), BINS)];
        double peak = Math.min(before, after);
        return (density[here] + STANDARD_DEVIATIONS * Math.sqrt(VARIANCE * (density[here] + peak))) / peak;
    }

    private static int next(List<Integer> minima, int k) {
        return k + 1 < minima.size() ? minima.get(k + 1) : minima.get(0) + BINS;
    }

    private static int highest(double[] density, int from, int to) {
        int highest = from;
        for (int i = from; i < to; i++) {
            if (at(density, i) > at(density, highest)) {
                highest = i;
            }
        }
        return highest;
    }

    private static double at(double[] density, int bin) {
        return density[Math.floorMod(bin, BINS)];
    }

    /** The middle of a bin. */
    private static double degrees(int bin) {
        return -180 + (Math.floorMod(bin, BINS) + 0.5) * 360 / BINS;
    }

    /** How many there are, at least 1. */
    public int sectors() {
        return Math.max(1, edges.length);
    }

    /** The sector of a torsion in degrees. */
    public int sector(double torsion) {
        int above = Arrays.binarySearch(edges, torsion);
        int edge = above >= 0 ? above : -above - 2;
        return edge < 0 ? sectors() - 1 : edge;
    }
}
