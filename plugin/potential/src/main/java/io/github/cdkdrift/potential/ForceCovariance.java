package io.github.cdkdrift.potential;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The prior covariance of forces in training frames, Jᵀ(∇∇′k)J summed over permutations, for the Matérn 5/2 kernel k
 * (Chmiela et al. 2018, doi:10.1038/s41467-018-06169-2, equation 5). With c = √5/σ and distance d of two descriptors
 * ∇∇′k = (c²/3)·e^(−cd)·((1 + cd)·I − c²·ΔΔᵀ).
 */
final class ForceCovariance implements BlockCholesky.BlockRow {
    private final InverseDistances descriptor;
    private final double[][] points;
    private final double[][] gradients;
    private final int[][] permutations;
    private final double scale;
    private final int stride;
    private final double[] diagonal;
    private final double diagonalShift;
    private final double[] cell;
    private final double[] left;
    private final double[] right;

    /**
     * @param points [frames][pairs] 1/Å
     * @param gradients [frames][pairs · 3]
     * @param permutations of pairs, a group
     * @param regularisation λ relative to the mean diagonal
     */
    ForceCovariance(
            InverseDistances descriptor,
            double width,
            double[][] points,
            double[][] gradients,
            int[][] permutations,
            double regularisation) {
        this.descriptor = descriptor;
        this.points = points;
        this.gradients = gradients;
        this.permutations = permutations;
        scale = Math.sqrt(5) / width;
        stride = 3 * descriptor.atoms();
        cell = new double[stride * stride];
        left = new double[stride];
        right = new double[stride];
        diagonal = diagonal();
        diagonalShift = regularisation * Arrays.stream(diagonal).average().orElseThrow();
    }

    /** The number of force components. */
    int size() {
        return points.length * stride;
    }

    /** Rows of a block for {@link BlockCholesky}: whole frames, some 256 rows. */
    int block() {
        return block(descriptor.atoms());
    }

    /** The same for a molecule of so many atoms. */
    static int block(int atoms) {
        return Math.max(1, 256 / (3 * atoms)) * 3 * atoms;
    }

    private double[] diagonal() {
        double[] values = new double[size()];
        for (int i = 0; i < points.length; i++) {
            covariance(i, i);
            for (int a = 0; a < stride; a++) {
                values[i * stride + a] = cell[a * stride + a];
            }
        }
        return values;
    }

    /** A copy of the diagonal, without the regularisation. */
    double[] unshiftedDiagonal() {
        return diagonal.clone();
    }

    /** What the regularisation adds to the diagonal. */
    double diagonalShift() {
        return diagonalShift;
    }

    /**
     * Single columns, without the regularisation.
     *
     * @param unknowns which, rising
     * @param target [size, unknowns], modified
     */
    void columns(int[] unknowns, DoubleMatrix target) {
        double[] values = new double[size() * unknowns.length];
        IntStream.range(0, points.length).parallel().forEach(i -> {
            double[] difference = new double[descriptor.pairs()];
            double[] along = new double[stride];
            int from = 0;
            while (from < unknowns.length) {
                int j = unknowns[from] / stride;
                int to = from;
                while (to < unknowns.length && unknowns[to] / stride == j) {
                    to++;
                }
                for (int[] permutation : permutations) {
                    addColumns(i, j, permutation, unknowns, from, to, difference, along, values);
                }
                from = to;
            }
        });
        target.upload(values, 0, values.length);
    }

    private void addColumns(
            int i,
            int j,
            int[] permutation,
            int[] unknowns,
            int from,
            int to,
            double[] difference,
            double[] along,
            double[] values) {
        double squared = 0;
        for (int k = 0; k < permutation.length; k++) {
            difference[k] = points[i][k] - points[j][permutation[k]];
            squared += difference[k] * difference[k];
        }
        double distance = scale * Math.sqrt(squared);
        double decay = scale * scale / 3 * Math.exp(-distance);
        descriptor.toAtoms(gradients[i], difference, 0, along, 0);
        for (int column = from; column < to; column++) {
            int atom = (unknowns[column] - j * stride) / 3;
            int axis = unknowns[column] % 3;
            int offset = column * size() + i * stride;
            double right = 0;
            for (int k = 0; k < permutation.length; k++) {
                int other = permutation[k];
                boolean first = descriptor.first(other) == atom;
                if (first || descriptor.second(other) == atom) {
                    double there = first ? gradients[j][3 * other + axis] : -gradients[j][3 * other + axis];
                    right += there * difference[k];
                    double factor = decay * (1 + distance) * there;
                    int a = offset + 3 * descriptor.first(k);
                    int b = offset + 3 * descriptor.second(k);
                    for (int u = 0; u < 3; u++) {
                        values[a + u] += factor * gradients[i][3 * k + u];
                        values[b + u] -= factor * gradients[i][3 * k + u];
                    }
                }
            }
            double outer = decay * scale * scale * right;
            for (int u = 0; u < stride; u++) {
                values[offset + u] -= outer * along[u];
            }
        }
    }

    /** Fills as much of a block row as the target has columns. */
    @Override
    public void fill(int from, DoubleMatrix target) {
        int rows = target.rows();
        double[] columns = new double[rows * stride];
        for (int j = from / stride; j < (from + target.columns()) / stride; j++) {
            for (int i = 0; i < rows / stride; i++) {
                covariance(from / stride + i, j);
                for (int b = 0; b < stride; b++) {
                    System.arraycopy(cell, b * stride, columns, b * rows + i * stride, stride);
                }
                if (from / stride + i == j) {
                    for (int a = 0; a < stride; a++) {
                        columns[a * rows + i * stride + a] += diagonalShift;
                    }
                }
            }
            target.upload(columns, (long) rows * (j * stride - from), columns.length);
        }
    }

    /** Fills {@link #cell} with the covariance of the forces of two frames, [components of j][components of i]. */
    private void covariance(int i, int j) {
        Arrays.fill(cell, 0);
        for (int[] permutation : permutations) {
            double squared = 0;
            for (int k = 0; k < permutation.length; k++) {
                double difference = points[i][k] - points[j][permutation[k]];
                squared += difference * difference;
            }
            double distance = scale * Math.sqrt(squared);
            double decay = scale * scale / 3 * Math.exp(-distance);
            addPairs(i, j, permutation, decay * (1 + distance));
            subtractOuterProduct(decay * scale * scale);
        }
    }

    /** Adds s·JᵀJ′ to the cell, and leaves JᵀΔ of both frames in {@link #left} and {@link #right}. */
    private void addPairs(int i, int j, int[] permutation, double factor) {
        Arrays.fill(left, 0);
        Arrays.fill(right, 0);
        for (int k = 0; k < permutation.length; k++) {
            int other = permutation[k];
            double difference = points[i][k] - points[j][other];
            int a = 3 * descriptor.first(k);
            int b = 3 * descriptor.second(k);
            int c = 3 * descriptor.first(other);
            int d = 3 * descriptor.second(other);
            for (int v = 0; v < 3; v++) {
                double there = gradients[j][3 * other + v];
                double here = gradients[i][3 * k + v];
                left[a + v] += here * difference;
                left[b + v] -= here * difference;
                right[c + v] += there * difference;
                right[d + v] -= there * difference;
                for (int u = 0; u < 3; u++) {
                    double product = factor * gradients[i][3 * k + u] * there;
                    cell[(c + v) * stride + a + u] += product;
                    cell[(c + v) * stride + b + u] -= product;
                    cell[(d + v) * stride + a + u] -= product;
                    cell[(d + v) * stride + b + u] += product;
                }
            }
        }
    }

    private void subtractOuterProduct(double factor) {
        for (int v = 0; v < stride; v++) {
            double there = factor * right[v];
            int column = v * stride;
            for (int u = 0; u < stride; u++) {
                cell[column + u] -= there * left[u];
            }
        }
    }
}
