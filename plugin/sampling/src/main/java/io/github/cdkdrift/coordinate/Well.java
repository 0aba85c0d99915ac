package io.github.cdkdrift.coordinate;

/**
 * A linear map from points of which each number has about width 1 to the internal coordinates of one well of a molecule's energy: z =
 * z₀ + A q.
 *
 * @param origin z₀, the coordinates of {@link ZMatrix} at the minimum, [d]
 * @param axes A, [d · d] row by row
 */
public record Well(double[] origin, double[] axes) {
    /** Checks the sizes. */
    public Well {
        if (origin.length == 0 || axes.length != origin.length * origin.length) {
            throw new IllegalArgumentException(
                    axes.length + " numbers for the axes of a well of " + origin.length + " coordinates");
        }
    }

    /** d. */
    public int dimensions() {
        return origin.length;
    }

    /**
     * Writes the internal coordinates of a point.
     *
     * @param point q, [d] from {@code from} on, not modified
     * @param values z, [d] from {@code to} on, overwritten
     */
    public void map(double[] point, int from, double[] values, int to) {
        int dimensions = origin.length;
        for (int z = 0; z < dimensions; z++) {
            double value = origin[z];
            for (int k = 0; k < dimensions; k++) {
                value += axes[z * dimensions + k] * point[from + k];
            }
            values[to + z] = value;
        }
    }
}
