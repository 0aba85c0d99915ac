package io.github.cdkdrift.samples.energyonly;

import java.util.Arrays;

/** How far points are from a target. */
final class ToyMetrics {
    /** Points within each bin at which the density is taken, along each axis. */
    private static final int FINENESS = 16;

    private ToyMetrics() {}

    /** Mean over the four modes of |mean − true mean|, each point counted to the mode of its quadrant. */
    static double meanError(double[] points) {
        return ofModes(points)[0];
    }

    /** Mean over the four modes of the Frobenius norm of covariance − true covariance. */
    static double covarianceError(double[] points) {
        return ofModes(points)[1];
    }

    /** Largest |share − ¼| of a mode. */
    static double shareError(double[] points) {
        return ofModes(points)[2];
    }

    private static double[] ofModes(double[] points) {
        double[] errors = new double[3];
        for (int mode = 0; mode < 4; mode++) {
            double x0 = mode < 2 ? 2 : -2;
            double y0 = mode % 2 == 0 ? 2 : -2;
            double[] sums = new double[6];
            for (int i = 0; i < points.length; i += 2) {
                double a = points[i] - x0;
                double b = points[i + 1] - y0;
                if (points[i] * x0 >= 0 && points[i + 1] * y0 >= 0) {
                    double[] terms = {1, a, b, a * a, a * b, b * b};
                    for (int k = 0; k < 6; k++) {
                        sums[k] += terms[k];
                    }
                }
            }
            double n = Math.max(1, sums[0]);
            double mx = sums[1] / n;
            double my = sums[2] / n;
            double xx = sums[3] / n - mx * mx - ToyTarget.VARIANCE;
            double xy = sums[4] / n - mx * my;
            double yy = sums[5] / n - my * my - ToyTarget.VARIANCE;
            errors[0] += Math.hypot(mx, my) / 4;
            errors[1] += Math.sqrt(xx * xx + 2 * xy * xy + yy * yy) / 4;
            errors[2] = Math.max(errors[2], Math.abs(2 * sums[0] / points.length - 0.25));
        }
        return errors;
    }

    /**
     * MMD² to the four modes with the kernel exp(−|x − y|²/2), without bias: the pairs of points are summed, both terms with the
     * target are known, since a Gaussian of variance v gives the kernel's mean exp(−d²/2(1 + v))/(1 + v).
     *
     * @param points the first {@code count} are compared with one another, all with the target
     */
    static double squaredMmd(double[] points, int count) {
        double pairs = 0;
        for (int i = 0; i < 2 * count; i += 2) {
            double sum = 0;
            for (int j = 0; j < i; j += 2) {
                sum += kernel(points[i] - points[j], points[i + 1] - points[j + 1], 1);
            }
            pairs += sum;
        }
        double own = 2 * pairs / (count * (count - 1.0));
        double cross = 0;
        for (int i = 0; i < points.length; i += 2) {
            cross += ofModes(points[i], points[i + 1], 1 + ToyTarget.VARIANCE) / (points.length / 2);
        }
        return own - 2 * cross + ofModes(2, 2, 1 + 2 * ToyTarget.VARIANCE);
    }

    private static double ofModes(double x, double y, double v) {
        return (kernel(x - 2, y - 2, v) + kernel(x - 2, y + 2, v) + kernel(x + 2, y - 2, v) + kernel(x + 2, y + 2, v))
                / 4;
    }

    private static double kernel(double dx, double dy, double v) {
        return Math.exp(-(dx * dx + dy * dy) / (2 * v)) / v;
    }

    /** Total variation distance of the points' shares of bins × bins squares of the target's box from the target's own. */
    static double tvd(ToyTarget target, double[] points, int bins) {
        double[] expected = shares(target, bins);
        double[] found = shares(target, points, bins);
        double outside = 1 - Arrays.stream(found).sum();
        double sum = outside;
        for (int i = 0; i < found.length; i++) {
            sum += Math.abs(found[i] - expected[i]);
        }
        return sum / 2;
    }

    /** The target's density integrated by the midpoint rule, [bins · bins], summing to 1. */
    static double[] shares(ToyTarget target, int bins) {
        double[] box = target.box();
        double[] shares = new double[bins * bins];
        double[] gradient = new double[2];
        int fine = bins * FINENESS;
        double sum = 0;
        for (int i = 0; i < fine; i++) {
            for (int j = 0; j < fine; j++) {
                double density = Math.exp(-target.energy(
                        box[0] + (i + 0.5) * (box[1] - box[0]) / fine,
                        box[2] + (j + 0.5) * (box[3] - box[2]) / fine,
                        gradient));
                shares[i / FINENESS * bins + j / FINENESS] += density;
                sum += density;
            }
        }
        double whole = sum;
        return Arrays.stream(shares).map(share -> share / whole).toArray();
    }

    /** Shares of the points, [bins · bins]; those outside of the box are in none. */
    static double[] shares(ToyTarget target, double[] points, int bins) {
        double[] box = target.box();
        double[] shares = new double[bins * bins];
        for (int p = 0; p < points.length; p += 2) {
            int i = (int) Math.floor((points[p] - box[0]) / (box[1] - box[0]) * bins);
            int j = (int) Math.floor((points[p + 1] - box[2]) / (box[3] - box[2]) * bins);
            if (i >= 0 && j >= 0 && i < bins && j < bins) {
                shares[i * bins + j] += 2.0 / points.length;
            }
        }
        return shares;
    }
}
