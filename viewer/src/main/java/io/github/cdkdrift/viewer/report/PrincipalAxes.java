package io.github.cdkdrift.viewer.report;

/** The turn after which a geometry lies along the axes: widest to the right, narrowest towards the viewer. */
final class PrincipalAxes {
    private static final int ITERATIONS = 200;

    private final double[] centre = new double[3];
    private final double[][] axes = new double[3][];

    /** @param positions [atoms · 3] Å */
    PrincipalAxes(double[] positions) {
        int atoms = positions.length / 3;
        for (int i = 0; i < positions.length; i++) {
            centre[i % 3] += positions[i] / atoms;
        }
        double[][] spread = new double[3][3];
        for (int atom = 0; atom < atoms; atom++) {
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 3; j++) {
                    spread[i][j] += (positions[3 * atom + i] - centre[i]) * (positions[3 * atom + j] - centre[j]);
                }
            }
        }
        axes[0] = dominant(spread, new double[] {1, 0, 0}, null);
        axes[1] = dominant(spread, new double[] {0, 1, 0}, axes[0]);
        axes[2] = cross(axes[0], axes[1]);
    }

    /** The eigenvector of the largest eigenvalue, by powers, at right angles to another one if that is given. */
    private static double[] dominant(double[][] matrix, double[] start, double[] other) {
        // Off the axes, so that no symmetric molecule starts at right angles to its answer.
        double[] v = {start[0] + 0.21, start[1] + 0.13, start[2] + 0.08};
        for (int step = 0; step < ITERATIONS; step++) {
            double[] next = new double[3];
            for (int i = 0; i < 3; i++) {
                // The unit keeps a vector where the matrix is 0: a single atom, atoms on a line.
                next[i] = v[i] * 1e-6 + matrix[i][0] * v[0] + matrix[i][1] * v[1] + matrix[i][2] * v[2];
            }
            if (other != null) {
                double along = next[0] * other[0] + next[1] * other[1] + next[2] * other[2];
                for (int i = 0; i < 3; i++) {
                    next[i] -= along * other[i];
                }
            }
            double length = Math.sqrt(next[0] * next[0] + next[1] * next[1] + next[2] * next[2]);
            for (int i = 0; i < 3; i++) {
                v[i] = next[i] / length;
            }
        }
        return v;
    }

    private static double[] cross(double[] u, double[] v) {
        return new double[] {u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]};
    }

    /** Another geometry, [atoms · 3] Å, moved and turned by the same. */
    double[] turned(double[] positions) {
        double[] result = new double[positions.length];
        for (int i = 0; i < positions.length; i++) {
            int atom = i / 3 * 3;
            double[] axis = axes[i % 3];
            for (int k = 0; k < 3; k++) {
                result[i] += axis[k] * (positions[atom + k] - centre[k]);
            }
        }
        return result;
    }
}
