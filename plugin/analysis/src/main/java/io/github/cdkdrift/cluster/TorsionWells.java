package io.github.cdkdrift.cluster;

import java.util.ArrayList;
import java.util.List;

/**
 * The wells of a torsion: the parts of the circle between the minima of its density, which is a histogram of
 * {@value #BINS} bins smoothed by a circular Gaussian, the wider the fewer angles there are. Two peaks make two wells where
 * the density between them falls below {@value #LEAST_DIP} of the lower one, that is by a barrier of 0.5 k_BT; a peak of less
 * than {@value #LEAST_SHARE} of the highest is none.
 */
final class TorsionWells {
    private static final int BINS = 72;
    private static final double BIN_DEGREES = 360.0 / BINS;
    /** Standard deviation in degrees for a thousand angles; it goes with their number to the power of −1/5. */
    private static final double SMOOTHING = 8;

    private static final double LEAST_DIP = 0.6;
    private static final double LEAST_SHARE = 0.002;

    /** [BINS] the number of the well that each bin belongs to. */
    private final int[] wellOfBin = new int[BINS];

    private final int size;

    private TorsionWells(List<Integer> cuts) {
        size = Math.max(1, cuts.size());
        for (int well = 0; well < cuts.size(); well++) {
            int from = cuts.get(well);
            int length = Math.floorMod(cuts.get((well + 1) % cuts.size()) - from - 1, BINS) + 1;
            for (int i = 0; i < length; i++) {
                wellOfBin[(from + i) % BINS] = well;
            }
        }
    }

    /** @param degrees of any number of conformers, in −180 … 180 */
    static TorsionWells of(double[] degrees) {
        double[] counts = new double[BINS];
        for (double angle : degrees) {
            counts[bin(angle)]++;
        }
        double[] density = smooth(counts, SMOOTHING * Math.pow(1000.0 / Math.min(1000, degrees.length), 0.2));
        List<Integer> cuts = new ArrayList<>();
        for (int bin = 0; bin < BINS; bin++) {
            double here = density[bin];
            // A plateau is cut at its end.
            if (here <= density[(bin + BINS - 1) % BINS] && here < density[(bin + 1) % BINS]) {
                cuts.add(bin);
            }
        }
        mergeShallow(cuts, density);
        return new TorsionWells(cuts);
    }

    /** Takes away the shallowest cut until all wells are deep and large enough. */
    private static void mergeShallow(List<Integer> cuts, double[] density) {
        while (cuts.size() > 1) {
            double worst = LEAST_DIP;
            int shallowest = -1;
            for (int i = 0; i < cuts.size(); i++) {
                int before = cuts.get((i + cuts.size() - 1) % cuts.size());
                int after = cuts.get((i + 1) % cuts.size());
                double lower = Math.min(peak(before, cuts.get(i), density), peak(cuts.get(i), after, density));
                double dip = lower < LEAST_SHARE * highest(density) ? 1 : density[cuts.get(i)] / lower;
                if (dip > worst) {
                    worst = dip;
                    shallowest = i;
                }
            }
            if (shallowest < 0) {
                return;
            }
            cuts.remove(shallowest);
        }
        cuts.clear();
    }

    private static double peak(int from, int to, double[] density) {
        double highest = 0;
        int length = Math.floorMod(to - from - 1, BINS) + 1;
        for (int i = 0; i < length; i++) {
            highest = Math.max(highest, density[(from + i) % BINS]);
        }
        return highest;
    }

    private static double highest(double[] density) {
        return peak(0, BINS, density);
    }

    private static double[] smooth(double[] counts, double deviation) {
        double[] smoothed = new double[BINS];
        for (int bin = 0; bin < BINS; bin++) {
            for (int shift = -BINS / 2; shift < BINS / 2; shift++) {
                double distance = shift * BIN_DEGREES / deviation;
                smoothed[bin] += counts[Math.floorMod(bin + shift, BINS)] * Math.exp(-0.5 * distance * distance);
            }
        }
        return smoothed;
    }

    private static int bin(double degrees) {
        return Math.floorMod((int) Math.floor((degrees + 180) / BIN_DEGREES), BINS);
    }

    int size() {
        return size;
    }

    /** The number of the well that an angle in degrees lies in, from 0. */
    int of(double degrees) {
        return wellOfBin[bin(degrees)];
    }
}
