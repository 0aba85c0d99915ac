package io.github.cdkdrift.samples.energy;

import java.util.Arrays;

/** How far two sets of points of the plane are from one another; both measures depend on how many points there are. */
final class PlaneMetrics {
    /** Bins a side of the divergence. */
    private static final int BINS = 100;

    /** Bins a side of the free energies, the outermost of which have no end. */
    private static final int PMF_BINS = 64;

    private static final double EMPTY = 1e-6;

    private PlaneMetrics() {}

    /** Lowest and highest x, lowest and highest y. */
    record Box(double left, double right, double bottom, double top) {
        static Box around(double[]... sets) {
            double[] box = {Double.MAX_VALUE, -Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE};
            for (double[] points : sets) {
                for (int i = 0; i < points.length; i++) {
                    int axis = 2 * (i % 2);
                    box[axis] = Math.min(box[axis], points[i]);
                    box[axis + 1] = Math.max(box[axis + 1], points[i]);
                }
            }
            return new Box(box[0], box[1], box[2], box[3]);
        }
    }

    /** Those points that are finite and not beyond ±20, where a simulation is lost. */
    static double[] kept(double[] points) {
        double[] kept = new double[points.length];
        int at = 0;
        for (int i = 0; i < points.length; i += 2) {
            if (Math.abs(points[i]) < 20 && Math.abs(points[i + 1]) < 20) {
                kept[at++] = points[i];
                kept[at++] = points[i + 1];
            }
        }
        return Arrays.copyOf(kept, at);
    }

    /** Jensen–Shannon divergence, natural logarithm, of histograms of 100 bins a side over the range that both share. */
    static double divergence(double[] first, double[] second) {
        return divergence(first, second, Box.around(first, second), BINS);
    }

    static double divergence(double[] first, double[] second, Box box, int bins) {
        double[] p = shares(first, box, bins);
        double[] q = shares(second, box, bins);
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            double middle = (p[i] + q[i]) / 2;
            sum += p[i] > 0 ? p[i] * Math.log(p[i] / middle) : 0;
            sum += q[i] > 0 ? q[i] * Math.log(q[i] / middle) : 0;
        }
        return sum / 2;
    }

    /** Shares of the points, [bins · bins]; the upper edge belongs to the last bin, what is outside to none. */
    static double[] shares(double[] points, Box box, int bins) {
        double[] shares = new double[bins * bins];
        for (int i = 0; i < points.length; i += 2) {
            int x = bin((points[i] - box.left()) / (box.right() - box.left()), bins);
            int y = bin((points[i + 1] - box.bottom()) / (box.top() - box.bottom()), bins);
            if (x >= 0 && y >= 0) {
                shares[x * bins + y] += 2.0 / points.length;
            }
        }
        return shares;
    }

    private static int bin(double part, int bins) {
        return part == 1 ? bins - 1 : part >= 0 && part < 1 ? (int) (part * bins) : -1;
    }

    /**
     * Mean squared difference of free energies over k_BT, Σ w (ln p − ln q)² with w the mean of both shares, over 62 × 62 bins of the box
     * and what lies beyond on each side; empty bins count as shares of 10⁻⁶.
     */
    static double freeEnergyError(double[] first, double[] second, Box box) {
        double[] p = sharesWithOutside(first, box);
        double[] q = sharesWithOutside(second, box);
        double weights = 0;
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            double weight = (p[i] + q[i]) / 2;
            double difference = Math.log(p[i] > 0 ? p[i] : EMPTY) - Math.log(q[i] > 0 ? q[i] : EMPTY);
            sum += weight > 0 ? weight * difference * difference : 0;
            weights += weight;
        }
        return sum / weights;
    }

    private static double[] sharesWithOutside(double[] points, Box box) {
        double[] shares = new double[PMF_BINS * PMF_BINS];
        for (int i = 0; i < points.length; i += 2) {
            int x = binWithOutside((points[i] - box.left()) / (box.right() - box.left()));
            int y = binWithOutside((points[i + 1] - box.bottom()) / (box.top() - box.bottom()));
            shares[x * PMF_BINS + y] += 2.0 / points.length;
        }
        return shares;
    }

    private static int binWithOutside(double part) {
        return (int) Math.max(0, Math.min(PMF_BINS - 1, 1 + Math.floor(part * (PMF_BINS - 2))));
    }
}
