package io.github.cdkdrift.viewer.report;

import java.util.Arrays;
import java.util.List;

/**
 * A density over a torsion as a free energy with its standard error. Counts are smoothed by a circular Gaussian, the wider the fewer
 * conformers there are, so that noise is no structure; where too few conformers lie within its width nothing is said.
 *
 * @param freeEnergy −ln p of each bin in k_BT, the lowest at 0; infinite where too few conformers are
 * @param error of each bin, one over the root of the conformers within the kernel's width
 */
record SmoothedProfile(double[] freeEnergy, double[] error) {
    /** Degrees for a thousand conformers. */
    private static final double WIDTH = 7;

    private static final double FEWEST = 3;

    /**
     * @param density per degree over equal bins of the whole circle
     * @param conformers that it was counted from
     */
    static SmoothedProfile of(List<Double> density, double binWidth, int conformers) {
        int bins = density.size();
        double width = Math.max(0.5 * binWidth, WIDTH * Math.pow(1000.0 / conformers, 0.2));
        double[] smooth = new double[bins];
        double norm = 0;
        for (int shift = -bins / 2; shift < bins - bins / 2; shift++) {
            double weight = Math.exp(-0.5 * Math.pow(shift * binWidth / width, 2));
            norm += weight;
            for (int bin = 0; bin < bins; bin++) {
                smooth[bin] += weight * density.get(Math.floorMod(bin + shift, bins));
            }
        }
        double most = 0;
        for (int bin = 0; bin < bins; bin++) {
            smooth[bin] /= norm;
            most = Math.max(most, smooth[bin]);
        }
        // So many bins' worth of counts an average over the kernel rests on.
        double effectiveWidth = Math.max(binWidth, 2 * Math.sqrt(Math.PI) * width);
        double[] freeEnergy = new double[bins];
        double[] error = new double[bins];
        for (int bin = 0; bin < bins; bin++) {
            double behind = smooth[bin] * effectiveWidth * conformers;
            boolean known = behind >= FEWEST && most > 0;
            freeEnergy[bin] = known ? Math.log(most / smooth[bin]) : Double.POSITIVE_INFINITY;
            error[bin] = known ? 1 / Math.sqrt(behind) : Double.NaN;
        }
        return new SmoothedProfile(freeEnergy, error);
    }

    /** [bins] in another unit. */
    static double[] times(double[] values, double unit) {
        return Arrays.stream(values).map(value -> unit * value).toArray();
    }
}
