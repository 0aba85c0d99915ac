package io.github.cdkdrift.feature;

import java.util.Arrays;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;

/**
 * ψ(x) = A(φ(x) − μ): features centred on their mean over the positives and, where asked, standardised or whitened, so that
 * one isotropic bandwidth serves stiff bonds and floppy torsions alike.
 */
public final class AffineFeatures implements FeatureMap {
    /** Principal components whose variance is below this part of the mean variance carry noise and are dropped. */
    private static final double SMALLEST_RELATIVE_VARIANCE = 1e-3;

    /** A feature that varies less than this part of the typical one, such as a constrained bond, is noise of its rounding. */
    private static final double SMALLEST_RELATIVE_DEVIATION = 1e-2;

    private final FeatureMap inner;
    private final double[] mean;
    private final LinearMap linear;
    private float[] scratch = new float[0];

    private AffineFeatures(FeatureMap inner, double[] mean, LinearMap linear) {
        this.inner = inner;
        this.mean = mean;
        this.linear = linear;
    }

    /**
     * Learns the mean and the scaling from samples.
     *
     * @param positions [samples · atoms · 3] Å
     * @param samples how many samples to learn from, at least 2
     */
    public static AffineFeatures fit(FeatureMap inner, FeatureScaling scaling, float[] positions, int samples) {
        int size = inner.size();
        float[] features = new float[samples * size];
        inner.map(positions, samples, features);
        double[] mean = new double[size];
        for (int i = 0; i < features.length; i++) {
            mean[i % size] += features[i] / (double) samples;
        }
        double[][] covariance = covariance(features, samples, mean);
        double[] scales = inner.sharesScale() ? ones(size) : inverseDeviations(covariance);
        LinearMap linear =
                switch (scaling) {
                    case NONE -> LinearMap.diagonal(ones(size));
                    case STANDARDISED -> LinearMap.diagonal(scales);
                    case HALF_WHITENED -> LinearMap.dense(whitening(covariance, scales, 0.25));
                    case WHITENED -> LinearMap.dense(whitening(covariance, scales, 0.5));
                };
        return new AffineFeatures(inner, mean, linear);
    }

    private static double[] ones(int size) {
        double[] ones = new double[size];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static double[][] covariance(float[] features, int samples, double[] mean) {
        int size = mean.length;
        double[][] covariance = new double[size][size];
        double[] deviation = new double[size];
        for (int sample = 0; sample < samples; sample++) {
            for (int i = 0; i < size; i++) {
                deviation[i] = features[sample * size + i] - mean[i];
            }
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    covariance[i][j] += deviation[i] * deviation[j] / (samples - 1);
                }
            }
        }
        return covariance;
    }

    private static double[] inverseDeviations(double[][] covariance) {
        double total = 0;
        for (int i = 0; i < covariance.length; i++) {
            total += covariance[i][i];
        }
        double smallest =
                SMALLEST_RELATIVE_DEVIATION * Math.sqrt(Math.max(total / covariance.length, Float.MIN_NORMAL));
        double[] inverse = new double[covariance.length];
        for (int i = 0; i < covariance.length; i++) {
            inverse[i] = 1 / Math.max(smallest, Math.sqrt(covariance[i][i]));
        }
        return inverse;
    }

    /** Rows are principal components of the standardised features over their variances to this power. */
    private static double[][] whitening(double[][] covariance, double[] scales, double power) {
        RealMatrix standardisation = MatrixUtils.createRealDiagonalMatrix(scales);
        RealMatrix correlation = standardisation
                .multiply(MatrixUtils.createRealMatrix(covariance))
                .multiply(standardisation);
        // The singular values of a positive matrix are its eigenvalues; the symmetric eigenvalue solver does not always
        // converge for fewer samples than features.
        SingularValueDecomposition eigen = new SingularValueDecomposition(correlation);
        double[] variances = eigen.getSingularValues();
        double mean = Arrays.stream(variances).average().orElseThrow();
        double[] kept = Arrays.stream(variances)
                .filter(value -> value > SMALLEST_RELATIVE_VARIANCE * mean)
                .toArray();
        double[][] matrix = new double[kept.length][];
        for (int i = 0; i < kept.length; i++) {
            matrix[i] = standardisation
                    .operate(eigen.getV().getColumnVector(i).mapDivide(Math.pow(kept[i], power)))
                    .toArray();
        }
        return matrix;
    }

    @Override
    public int size() {
        return linear.rows();
    }

    @Override
    public boolean sharesScale() {
        return inner.sharesScale();
    }

    @Override
    public void map(float[] positions, int samples, float[] features) {
        float[] plain = scratch(samples * inner.size());
        inner.map(positions, samples, plain);
        for (int sample = 0; sample < samples; sample++) {
            int start = sample * mean.length;
            for (int i = 0; i < mean.length; i++) {
                plain[start + i] -= (float) mean[i];
            }
            linear.apply(plain, start, features, sample * size());
        }
    }

    @Override
    public void pullBack(float[] positions, float[] featureGradients, int samples, float[] positionGradients) {
        float[] plain = scratch(samples * inner.size());
        for (int sample = 0; sample < samples; sample++) {
            linear.applyTransposed(featureGradients, sample * size(), plain, sample * inner.size());
        }
        inner.pullBack(positions, plain, samples, positionGradients);
    }

    private float[] scratch(int length) {
        if (scratch.length < length) {
            scratch = new float[length];
        }
        return scratch;
    }

    @Override
    public double[][] jacobian(double[] positions) {
        return linear.times(inner.jacobian(positions));
    }

    @Override
    public double[] curvature(double[] positions, double[][] weights) {
        return inner.curvature(positions, linear.transposedTimes(weights));
    }
}
