package io.github.cdkdrift.molecule;

import java.util.Arrays;
import java.util.Objects;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealVector;

/**
 * The superposition of one geometry on another with the least weighted root-mean-square deviation: a translation and a proper
 * rotation, never a reflection, also for planar and linear molecules.
 *
 * <p>The rotation is the quaternion that belongs to the largest eigenvalue of a symmetric 4×4 matrix (Horn 1987,
 * doi:10.1364/JOSAA.4.000629, section 4; it minimises what Kabsch 1976, doi:10.1107/S0567739476001873, minimises).
 */
public final class Alignment {
    private Alignment() {}

    /**
     * The least root-mean-square deviation in Å between two geometries, [atoms · 3] Å, over all atoms alike.
     *
     * @throws IllegalArgumentException if the lengths differ or a coordinate is not finite
     */
    public static double rmsd(double[] moving, double[] reference) {
        return rmsd(moving, reference, ones(moving));
    }

    /**
     * The same, weighted: √(Σ w d² / Σ w).
     *
     * @param weights [atoms], none negative, not all 0; 0 leaves an atom out
     */
    public static double rmsd(double[] moving, double[] reference, double[] weights) {
        return align(moving, reference, weights, null);
    }

    /**
     * Moves a geometry onto a reference, over all atoms alike, and returns the deviation.
     *
     * @param moving [atoms · 3] Å; not modified unless it is {@code out} too
     * @param reference [atoms · 3] Å; not modified unless it is {@code out} too
     * @param out [atoms · 3] Å; the moved geometry
     * @throws IllegalArgumentException if the lengths differ or a coordinate is not finite
     */
    public static double superpose(double[] moving, double[] reference, double[] out) {
        return superpose(moving, reference, ones(moving), out);
    }

    /**
     * The same with weights, [atoms], none negative, not all 0. Atoms of weight 0 do not decide the motion but make it.
     *
     * @return √(Σ w d² / Σ w) after the superposition
     */
    public static double superpose(double[] moving, double[] reference, double[] weights, double[] out) {
        return align(moving, reference, weights, Objects.requireNonNull(out));
    }

    /** The deviation; the moved geometry goes to {@code out} unless that is null. */
    private static double align(double[] moving, double[] reference, double[] weights, double[] out) {
        check(moving, reference, weights, out);
        double[] from = centre(moving, weights);
        double[] to = centre(reference, weights);
        double[] rotation = rotation(covariance(moving, from, reference, to, weights));
        double squares = 0;
        double total = 0;
        for (int i = 0; i < weights.length; i++) {
            double x = moving[3 * i] - from[0];
            double y = moving[3 * i + 1] - from[1];
            double z = moving[3 * i + 2] - from[2];
            for (int k = 0; k < 3; k++) {
                double moved = rotation[3 * k] * x + rotation[3 * k + 1] * y + rotation[3 * k + 2] * z + to[k];
                double difference = moved - reference[3 * i + k];
                squares += weights[i] * difference * difference;
                if (out != null) {
                    out[3 * i + k] = moved;
                }
            }
            total += weights[i];
        }
        return Math.sqrt(squares / total);
    }

    private static void check(double[] moving, double[] reference, double[] weights, double[] out) {
        int length = moving.length;
        if (reference.length != length || 3 * weights.length != length || (out != null && out.length != length)) {
            throw new IllegalArgumentException("a geometry of " + length + " coordinates, a reference of "
                    + reference.length + ", weights for " + weights.length + " atoms"
                    + (out == null ? "" : ", room for " + out.length));
        }
        double total = 0;
        for (double weight : weights) {
            if (!(weight >= 0)) {
                throw new IllegalArgumentException("weight " + weight + "; expected 0 or more");
            }
            total += weight;
        }
        if (!(total > 0 && total < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the weights add up to " + total + "; expected more than 0");
        }
    }

    private static double[] ones(double[] positions) {
        double[] weights = new double[positions.length / 3];
        Arrays.fill(weights, 1);
        return weights;
    }

    private static double[] centre(double[] positions, double[] weights) {
        double[] centre = new double[3];
        double total = 0;
        for (int i = 0; i < weights.length; i++) {
            for (int k = 0; k < 3; k++) {
                centre[k] += weights[i] * positions[3 * i + k];
            }
            total += weights[i];
        }
        for (int k = 0; k < 3; k++) {
            centre[k] /= total;
        }
        return centre;
    }

    /** Σ w a bᵀ of the centred geometries, row by row: Horn's S. */
    private static double[] covariance(
            double[] moving, double[] from, double[] reference, double[] to, double[] weights) {
        double[] sum = new double[9];
        for (int i = 0; i < weights.length; i++) {
            for (int k = 0; k < 3; k++) {
                double a = weights[i] * (moving[3 * i + k] - from[k]);
                for (int l = 0; l < 3; l++) {
                    sum[3 * k + l] += a * (reference[3 * i + l] - to[l]);
                }
            }
        }
        return sum;
    }

    /** The rotation matrix, row by row. */
    private static double[] rotation(double[] s) {
        double[][] horn = {
            {s[0] + s[4] + s[8], s[5] - s[7], s[6] - s[2], s[1] - s[3]},
            {s[5] - s[7], s[0] - s[4] - s[8], s[1] + s[3], s[6] + s[2]},
            {s[6] - s[2], s[1] + s[3], s[4] - s[0] - s[8], s[5] + s[7]},
            {s[1] - s[3], s[6] + s[2], s[5] + s[7], s[8] - s[0] - s[4]}
        };
        double scale = 0;
        for (double[] row : horn) {
            for (double value : row) {
                scale += Math.abs(value);
            }
        }
        if (!Double.isFinite(scale)) {
            throw new IllegalArgumentException("a coordinate is not finite");
        }
        RealVector q = new EigenDecompositionSymmetric(MatrixUtils.createRealMatrix(horn)).getEigenvector(0);
        double w = q.getEntry(0);
        double x = q.getEntry(1);
        double y = q.getEntry(2);
        double z = q.getEntry(3);
        return new double[] {
            w * w + x * x - y * y - z * z,
            2 * (x * y - w * z),
            2 * (x * z + w * y),
            2 * (x * y + w * z),
            w * w - x * x + y * y - z * z,
            2 * (y * z - w * x),
            2 * (x * z - w * y),
            2 * (y * z + w * x),
            w * w - x * x - y * y + z * z
        };
    }
}
