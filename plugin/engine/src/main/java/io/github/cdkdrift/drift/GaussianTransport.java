package io.github.cdkdrift.drift;

import java.util.Arrays;
import org.hipparchus.exception.MathIllegalStateException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;

/**
 * The map that carries one Gaussian distribution onto another with the least displacement (Givens and Shortt 1984,
 * doi:10.1307/mmj/1029003026), between running moments of generated points and those of their target. A batch is too small for
 * its second moments to be known, and random directions hardly see single ones.
 */
final class GaussianTransport {
    /** Batches after which the running moments change more slowly. */
    private static final int FIRST_BATCHES = 200;

    private static final double FIRST_RATE = 0.1;
    private static final double RATE = 0.02;

    /** Batches between two solutions of the eigenvalue problem; with 20 ethanol comes out 0.001 farther from its reference. */
    private static final int INTERVAL = 5;

    private static final double SMALLEST_EIGENVALUE = 0.02;
    private static final double STRONGEST_CONTRACTION = -0.9;
    private static final double STRONGEST_EXPANSION = 2;

    private final int size;
    private final double[] targetMean;
    private final RealMatrix targetRoot;
    private final double[] mean;
    private final double[] covariance;
    private final double[] batchMean;
    private final double[] batchProducts;
    private final double[] centred;
    private final float[] stretch;
    private int batches;

    /**
     * @param targetMean [size]
     * @param targetCovariance [size · size]
     */
    GaussianTransport(double[] targetMean, double[] targetCovariance) {
        size = targetMean.length;
        this.targetMean = targetMean.clone();
        targetRoot = function(matrix(targetCovariance), Math::sqrt);
        mean = new double[size];
        covariance = new double[size * size];
        batchMean = new double[size];
        batchProducts = new double[size * size];
        centred = new double[size];
        stretch = new float[size * size];
    }

    private RealMatrix matrix(double[] values) {
        RealMatrix matrix = new Array2DRowRealMatrix(size, size);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                matrix.setEntry(i, j, values[i * size + j]);
                matrix.setEntry(j, i, values[i * size + j]);
            }
        }
        return matrix;
    }

    private interface Scalar {
        double of(double eigenvalue);
    }

    /** @param matrix symmetric but for rounding, without negative eigenvalues but for rounding */
    private static RealMatrix function(RealMatrix matrix, Scalar scalar) {
        RealMatrix symmetric = matrix.add(matrix.transpose()).scalarMultiply(0.5);
        RealMatrix vectors;
        double[] values;
        try {
            EigenDecompositionSymmetric eigen = new EigenDecompositionSymmetric(symmetric);
            vectors = eigen.getV();
            values = eigen.getEigenvalues();
        } catch (MathIllegalStateException e) {
            // Its iteration may not end where the rank is low, as that of a first batch in many dimensions.
            SingularValueDecomposition singular = new SingularValueDecomposition(symmetric);
            vectors = singular.getU();
            values = singular.getSingularValues();
        }
        RealMatrix scaled = vectors.copy();
        for (int k = 0; k < values.length; k++) {
            double factor = scalar.of(Math.max(0, values[k]));
            for (int i = 0; i < scaled.getRowDimension(); i++) {
                scaled.multiplyEntry(i, k, factor);
            }
        }
        return scaled.multiplyTransposed(vectors);
    }

    /**
     * Takes a batch into the running moments.
     *
     * @param points [count][size] from {@code from} on
     */
    void add(float[] points, int from, int count) {
        batches++;
        double rate = batches == 1 ? 1 : batches <= FIRST_BATCHES ? FIRST_RATE : RATE;
        for (int i = 0; i < size; i++) {
            double sum = 0;
            for (int point = 0; point < count; point++) {
                sum += points[from + point * size + i];
            }
            batchMean[i] = sum / count;
            mean[i] += rate * (batchMean[i] - mean[i]);
        }
        Arrays.fill(batchProducts, 0);
        for (int point = from; point < from + count * size; point += size) {
            for (int i = 0; i < size; i++) {
                centred[i] = points[point + i] - batchMean[i];
                for (int j = 0; j <= i; j++) {
                    batchProducts[i * size + j] += centred[i] * centred[j];
                }
            }
        }
        for (int i = 0; i < covariance.length; i++) {
            covariance[i] += rate * (batchProducts[i] / (count - 1) - covariance[i]);
        }
        if (batches % INTERVAL == 1) {
            solve();
        }
    }

    /** A − I for the map A = R (R C R)^(−1/2) R, R the root of the target's covariance. */
    private void solve() {
        RealMatrix inner = targetRoot.multiply(matrix(covariance)).multiply(targetRoot);
        RealMatrix inverseRoot =
                function(inner, eigenvalue -> 1 / Math.sqrt(Math.max(SMALLEST_EIGENVALUE, eigenvalue)));
        RealMatrix map = targetRoot.multiply(inverseRoot).multiply(targetRoot);
        RealMatrix clipped = function(
                map, eigenvalue -> Math.min(STRONGEST_EXPANSION, Math.max(STRONGEST_CONTRACTION, eigenvalue - 1)));
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                stretch[i * size + j] = (float) clipped.getEntry(i, j);
            }
        }
    }

    /**
     * Adds {@code factor} times the displacement (A − I)(z − m) + m′ − m of each point.
     *
     * @param points [count][size] from {@code from} on, not modified
     * @param sums [count][size] from {@code from} on, modified
     */
    void addDisplacement(float[] points, int from, int count, float factor, float[] sums) {
        for (int point = from; point < from + count * size; point += size) {
            for (int i = 0; i < size; i++) {
                float sum = (float) (targetMean[i] - mean[i]);
                for (int j = 0; j < size; j++) {
                    sum += stretch[i * size + j] * (points[point + j] - (float) mean[j]);
                }
                sums[point + i] += factor * sum;
            }
        }
    }

    /** How many numbers {@link #save} writes. */
    int memorySize() {
        return 1 + size + 2 * size * size;
    }

    /** Writes everything that changes from batch to batch. */
    void save(double[] memory, int from) {
        memory[from] = batches;
        System.arraycopy(mean, 0, memory, from + 1, size);
        System.arraycopy(covariance, 0, memory, from + 1 + size, size * size);
        for (int i = 0; i < stretch.length; i++) {
            memory[from + 1 + size + size * size + i] = stretch[i];
        }
    }

    /** Reads what {@link #save} wrote. */
    void restore(double[] memory, int from) {
        batches = (int) memory[from];
        System.arraycopy(memory, from + 1, mean, 0, size);
        System.arraycopy(memory, from + 1 + size, covariance, 0, size * size);
        for (int i = 0; i < stretch.length; i++) {
            stretch[i] = (float) memory[from + 1 + size + size * size + i];
        }
    }
}
