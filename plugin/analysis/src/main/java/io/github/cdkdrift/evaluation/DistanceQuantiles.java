package io.github.cdkdrift.evaluation;

/**
 * Quantiles of any number of distances in constant memory. A value's bin is the top of its floating-point
 * representation, exponent and 16 bits of mantissa, so a quantile is right to a part in 65,536 (2·10⁻⁵ Å at 1 Å)
 * whatever outliers there are, and does not depend on the order of the values. The idea of the log-linear histogram is
 * that of HdrHistogram (G. Tene, hdrhistogram.org).
 */
final class DistanceQuantiles {
    private static final int DROPPED_BITS = 52 - 16;
    private static final long LOWEST = key(Math.scalb(1.0, -7));
    private static final int BINS = (int) (key(Math.scalb(1.0, 13)) - LOWEST);

    private final int[] counts = new int[BINS];
    private long total;

    /** Counts a distance in Å; below 2⁻⁷ Å and above 2¹³ Å it falls into the outermost bin. */
    void add(double distance) {
        long bin = key(distance) - LOWEST;
        counts[(int) Math.max(0, Math.min(BINS - 1, bin))]++;
        total++;
    }

    /**
     * The quantiles i/(count + 1), i = 1 … count, in Å, interpolated linearly between order statistics: type 7 of
     * Hyndman and Fan, doi:10.1080/00031305.1996.10473566, which is also numpy's default.
     */
    double[] quantiles(int count) {
        double[] result = new double[count];
        Cursor lower = new Cursor();
        Cursor upper = new Cursor();
        for (int i = 0; i < count; i++) {
            double rank = (i + 1.0) / (count + 1.0) * (total - 1);
            long below = (long) rank;
            double a = lower.value(below);
            double b = upper.value(Math.min(below + 1, total - 1));
            result[i] = a + (rank - below) * (b - a);
        }
        return result;
    }

    private static long key(double distance) {
        return Double.doubleToRawLongBits(distance) >>> DROPPED_BITS;
    }

    private static double edge(long bin) {
        return Double.longBitsToDouble((bin + LOWEST) << DROPPED_BITS);
    }

    /** Walks up the bins; ranks must not fall from call to call. */
    private final class Cursor {
        private int bin;
        private long before;

        double value(long rank) {
            while (before + counts[bin] <= rank) {
                before += counts[bin++];
            }
            double within = (rank - before + 0.5) / counts[bin];
            return edge(bin) + within * (edge(bin + 1) - edge(bin));
        }
    }
}
