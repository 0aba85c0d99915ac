package io.github.cdkdrift.feature;

import java.util.Arrays;

/**
 * φ(x) = all N(N−1)/2 interatomic distances in Å, pairs (0,1), (0,2), …, (1,2), … (Hu 2026, equations 26 and 27). Invariant
 * under translation, rotation and reflection. Cost O(N²) a sample.
 */
public final class DistanceFeatures implements FeatureMap {
    /** Distances below this, in Å, have no direction; it keeps their gradient finite. */
    private static final float SHORTEST = 1e-6f;

    private final int atoms;

    /** @param atoms atoms of the molecule, at least 2 */
    public DistanceFeatures(int atoms) {
        if (atoms < 2) {
            throw new IllegalArgumentException("distances need at least 2 atoms, there are " + atoms);
        }
        this.atoms = atoms;
    }

    @Override
    public int size() {
        return atoms * (atoms - 1) / 2;
    }

    @Override
    public boolean sharesScale() {
        return false;
    }

    @Override
    public void map(float[] positions, int samples, float[] features) {
        int pair = 0;
        for (int sample = 0; sample < samples; sample++) {
            int start = 3 * atoms * sample;
            for (int i = start; i < start + 3 * atoms; i += 3) {
                for (int j = i + 3; j < start + 3 * atoms; j += 3) {
                    features[pair++] = distance(positions, i, j);
                }
            }
        }
    }

    @Override
    public void pullBack(float[] positions, float[] featureGradients, int samples, float[] positionGradients) {
        Arrays.fill(positionGradients, 0, 3 * atoms * samples, 0f);
        int pair = 0;
        for (int sample = 0; sample < samples; sample++) {
            int start = 3 * atoms * sample;
            for (int i = start; i < start + 3 * atoms; i += 3) {
                for (int j = i + 3; j < start + 3 * atoms; j += 3) {
                    float pull = featureGradients[pair++] / Math.max(SHORTEST, distance(positions, i, j));
                    for (int axis = 0; axis < 3; axis++) {
                        float component = pull * (positions[i + axis] - positions[j + axis]);
                        positionGradients[i + axis] += component;
                        positionGradients[j + axis] -= component;
                    }
                }
            }
        }
    }

    private static float distance(float[] positions, int i, int j) {
        float x = positions[i] - positions[j];
        float y = positions[i + 1] - positions[j + 1];
        float z = positions[i + 2] - positions[j + 2];
        return (float) Math.sqrt(x * x + y * y + z * z);
    }

    /** The distances of one sample in double precision. */
    public double[] of(double[] positions) {
        double[] distances = new double[size()];
        int pair = 0;
        for (int i = 0; i < 3 * atoms; i += 3) {
            for (int j = i + 3; j < 3 * atoms; j += 3) {
                double squared = 0;
                for (int axis = 0; axis < 3; axis++) {
                    double difference = positions[i + axis] - positions[j + axis];
                    squared += difference * difference;
                }
                distances[pair++] = Math.sqrt(squared);
            }
        }
        return distances;
    }

    @Override
    public double[][] jacobian(double[] positions) {
        double[][] jacobian = new double[size()][3 * atoms];
        int pair = 0;
        for (int i = 0; i < 3 * atoms; i += 3) {
            for (int j = i + 3; j < 3 * atoms; j += 3) {
                double[] row = jacobian[pair++];
                double squared = 0;
                for (int axis = 0; axis < 3; axis++) {
                    row[i + axis] = positions[i + axis] - positions[j + axis];
                    squared += row[i + axis] * row[i + axis];
                }
                double length = Math.max(SHORTEST, Math.sqrt(squared));
                for (int axis = 0; axis < 3; axis++) {
                    row[i + axis] /= length;
                    row[j + axis] = -row[i + axis];
                }
            }
        }
        return jacobian;
    }

    /** The second derivatives of a distance are those of a projector: (1 − u uᵀ)/d between its atoms, u the unit vector from one to the other. */
    @Override
    public double[] curvature(double[] positions, double[][] weights) {
        double[] result = new double[3 * atoms];
        double[] u = new double[3];
        int pair = 0;
        for (int i = 0; i < 3 * atoms; i += 3) {
            for (int j = i + 3; j < 3 * atoms; j += 3) {
                double[] weight = weights[pair++];
                double squared = 0;
                for (int axis = 0; axis < 3; axis++) {
                    u[axis] = positions[i + axis] - positions[j + axis];
                    squared += u[axis] * u[axis];
                }
                double length = Math.max(SHORTEST, Math.sqrt(squared));
                double along = 0;
                for (int axis = 0; axis < 3; axis++) {
                    u[axis] /= length;
                    along += u[axis] * (weight[i + axis] - weight[j + axis]);
                }
                for (int axis = 0; axis < 3; axis++) {
                    double across = (weight[i + axis] - weight[j + axis] - along * u[axis]) / length;
                    result[i + axis] += across;
                    result[j + axis] -= across;
                }
            }
        }
        return result;
    }
}
