package io.github.cdkdrift.drift;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The second-order estimate (Cao et al. 2026, the curvature-corrected approximation): V⁺ = −σ² (I + σ²H)⁻¹ ∇u with the second
 * derivatives H of u at the point, exact for a harmonic energy. Where an eigenvalue of I + σ²H is below {@value #LEAST} the target
 * within σ of the point is flat or has several peaks, no quadratic describes it and the formula's step grows without bound: such
 * points go to {@link ImportanceAttraction}, which is right there. (Cutting the eigenvalues off instead would keep the step
 * finite, but leave its direction to a quadratic that does not hold.)
 *
 * <p>Steps are cut at {@value #REACH} σ √d, for a quadratic that holds near a point says nothing about what lies farther away. H comes
 * from central differences of gradients, so a point costs 2d + 1 gradients and d³/3 operations. Choose it where
 * gradients are cheap, d is small and the energy is nearly harmonic over σ.
 */
final class CurvatureAttraction implements Attraction {
    /** The smallest eigenvalue of I + σ²H, 1 where the energy is flat, that a quadratic is trusted with. */
    static final double LEAST = 0.5;

    /** The longest displacement, in units of σ √d: about as far as neighbours of the point reach. */
    private static final double REACH = 3;

    /** Displacements for differences, in units of σ. */
    private static final double STEP = 1e-3;

    /** Numbers of a chunk: 1 MiB. */
    private static final int CHUNK = 1 << 17;

    private final ReducedEnergy energy;
    private final ImportanceAttraction fallback;
    private final int dimensions;
    private final int rows;
    private final int capacity;
    private final double[] displaced;
    private final double[] energies;
    private final double[] gradients;
    private final double[] matrix;
    private final double[] factor;
    private final double[] step;
    private final double[] point;
    private final double[] jump;

    CurvatureAttraction(ReducedEnergy energy, int probes) {
        this.energy = energy;
        fallback = new ImportanceAttraction(energy, probes, false);
        dimensions = energy.dimensions();
        rows = 1 + 2 * dimensions;
        capacity = Math.max(1, CHUNK / (rows * dimensions));
        displaced = new double[capacity * rows * dimensions];
        energies = new double[capacity * rows];
        gradients = new double[displaced.length];
        matrix = new double[dimensions * dimensions];
        factor = new double[matrix.length];
        step = new double[dimensions];
        point = new double[dimensions];
        jump = new double[dimensions];
    }

    @Override
    public void add(double[] points, int count, double width, RandomGenerator random, double[] displacements) {
        for (int from = 0; from < count; from += capacity) {
            int part = Math.min(capacity, count - from);
            displace(points, from, part, STEP * width);
            energy.evaluate(displaced, part * rows, energies, gradients);
            for (int i = 0; i < part; i++) {
                int at = (from + i) * dimensions;
                if (!solve(i, width)) {
                    System.arraycopy(points, at, point, 0, dimensions);
                    Arrays.fill(step, 0);
                    fallback.add(point, 1, width, random, step);
                }
                double length = 0;
                for (int j = 0; j < dimensions; j++) {
                    length += step[j] * step[j];
                }
                double cut = Math.min(1, REACH * width * Math.sqrt(dimensions / length));
                for (int j = 0; j < dimensions; j++) {
                    displacements[at + j] += length > 0 ? cut * step[j] : 0;
                }
            }
        }
    }

    private void displace(double[] points, int from, int count, double size) {
        for (int row = 0; row < count * rows; row++) {
            System.arraycopy(points, (from + row / rows) * dimensions, displaced, row * dimensions, dimensions);
            int move = row % rows - 1;
            if (move >= 0) {
                displaced[row * dimensions + move / 2] += move % 2 == 0 ? size : -size;
            }
        }
    }

    /** Fills {@link #step}; false where I + σ²H is not safely positive definite. */
    private boolean solve(int index, double width) {
        int first = index * rows * dimensions;
        double scale = width / (4 * STEP);
        for (int i = 0; i < dimensions; i++) {
            for (int j = 0; j <= i; j++) {
                matrix[i * dimensions + j] =
                        scale * (difference(first, i, j) + difference(first, j, i)) + (i == j ? 1 : 0);
            }
        }
        if (!decompose(LEAST)) {
            return false;
        }
        decompose(0);
        for (int i = 0; i < dimensions; i++) {
            double sum = -width * width * gradients[first + i];
            for (int j = 0; j < i; j++) {
                sum -= factor[i * dimensions + j] * jump[j];
            }
            jump[i] = sum / factor[i * dimensions + i];
        }
        for (int i = dimensions - 1; i >= 0; i--) {
            double sum = jump[i];
            for (int j = i + 1; j < dimensions; j++) {
                sum -= factor[j * dimensions + i] * step[j];
            }
            step[i] = sum / factor[i * dimensions + i];
        }
        return true;
    }

    /** 2hσ⁻¹ · ∂²u/∂xᵢ∂xⱼ by moving xᵢ. */
    private double difference(int first, int i, int j) {
        int forward = first + (1 + 2 * i) * dimensions + j;
        return gradients[forward] - gradients[forward + dimensions];
    }

    /** The Cholesky factor of the matrix less {@code shift} on its diagonal; false where it has none. */
    private boolean decompose(double shift) {
        for (int i = 0; i < dimensions; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i * dimensions + j] - (i == j ? shift : 0);
                for (int k = 0; k < j; k++) {
                    sum -= factor[i * dimensions + k] * factor[j * dimensions + k];
                }
                if (i == j && !(sum > 0 && sum < Double.POSITIVE_INFINITY)) {
                    return false;
                }
                factor[i * dimensions + j] = i == j ? Math.sqrt(sum) : sum / factor[j * dimensions + j];
            }
        }
        return true;
    }
}
