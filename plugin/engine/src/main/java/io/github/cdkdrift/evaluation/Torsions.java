package io.github.cdkdrift.evaluation;

final class Torsions {
    private Torsions() {}

    static double angle(double[] p, int[] t) {
        double[] u = new double[3], v = new double[3], w = new double[3];
        for (int k = 0; k < 3; k++) {
            u[k] = p[3 * t[1] + k] - p[3 * t[0] + k];
            v[k] = p[3 * t[2] + k] - p[3 * t[1] + k];
            w[k] = p[3 * t[3] + k] - p[3 * t[2] + k];
        }
        double[] m = {u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]};
        double[] n = {v[1] * w[2] - v[2] * w[1], v[2] * w[0] - v[0] * w[2], v[0] * w[1] - v[1] * w[0]};
        double length = Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
        return Math.atan2((u[0] * n[0] + u[1] * n[1] + u[2] * n[2]) * length, m[0] * n[0] + m[1] * n[1] + m[2] * n[2]);
    }
}
