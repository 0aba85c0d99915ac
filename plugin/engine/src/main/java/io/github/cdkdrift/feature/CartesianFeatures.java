package io.github.cdkdrift.feature;

/**
 * φ(x) = x / scale: coordinates in units of their spread (Hu 2026, section 5.2). Not invariant under rotation: positives
 * have to be superposed first.
 */
public final class CartesianFeatures implements FeatureMap {
    private final int size;
    private final double scale;

    /**
     * @param atoms atoms of the molecule
     * @param scale the length in Å that becomes 1, above 0
     */
    public CartesianFeatures(int atoms, double scale) {
        if (!(scale > 0)) {
            throw new IllegalArgumentException("scale must be above 0 Å, is " + scale);
        }
        this.size = 3 * atoms;
        this.scale = scale;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public boolean sharesScale() {
        return true;
    }

    @Override
    public void map(float[] positions, int samples, float[] features) {
        divide(positions, samples * size, features);
    }

    @Override
    public void pullBack(float[] positions, float[] featureGradients, int samples, float[] positionGradients) {
        divide(featureGradients, samples * size, positionGradients);
    }

    private void divide(float[] from, int count, float[] to) {
        float factor = (float) (1 / scale);
        for (int i = 0; i < count; i++) {
            to[i] = factor * from[i];
        }
    }

    @Override
    public double[][] jacobian(double[] positions) {
        double[][] jacobian = new double[size][size];
        for (int i = 0; i < size; i++) {
            jacobian[i][i] = 1 / scale;
        }
        return jacobian;
    }

    /** Nothing: the map is linear. */
    @Override
    public double[] curvature(double[] positions, double[][] weights) {
        return new double[size];
    }
}
