package io.github.cdkdrift.superposition;

/**
 * The greatest overlap max Σ a·Rb of two centred geometries over proper rotations R, from their covariance S = Σ b aᵀ, without
 * eigenvectors or allocation: the greatest root λ of λ⁴ − 2 tr(A) λ² − 8 det(S) λ + 2 tr(A²) − tr(A)², A = SᵀS
 * (D. L. Theobald 2005, doi:10.1107/S0108767305015266, equations 5 to 9). The least squared deviation is Σ|a|² + Σ|b|² − 2 λ.
 */
final class QuaternionOverlap {
    private static final int NEWTON_STEPS = 60;

    private QuaternionOverlap() {}

    /**
     * The greatest overlap by Newton's method; right to some 10⁻⁸ of the spread where atoms lie on a line, else to rounding.
     *
     * @param s S, [9] row by row; not modified
     * @param upperBound no less than the overlap: half the sum Σ|a|² + Σ|b|²
     */
    static double greatest(double[] s, double upperBound) {
        double trace = trace(s);
        double c2 = -2 * trace;
        double c1 = -8 * determinant(s);
        double c0 = 2 * traceOfSquare(s) - trace * trace;
        double root = upperBound;
        for (int step = 0; step < NEWTON_STEPS; step++) {
            double square = root * root;
            double value = (square + c2) * square + c1 * root + c0;
            double slope = (4 * square + 2 * c2) * root + c1;
            // From above the greatest root both stay positive, up to rounding.
            if (value <= 0 || slope <= 0) {
                return root;
            }
            double next = root - value / slope;
            if (root - next < 1e-14 * root) {
                return next;
            }
            root = next;
        }
        return root;
    }

    /**
     * Whether the greatest overlap is at least this: all roots are real, so above them, and only there, the polynomial and
     * its derivatives are positive.
     */
    static boolean reaches(double[] s, double overlap) {
        if (overlap <= 0) {
            return true;
        }
        double trace = trace(s);
        double square = overlap * overlap;
        double c1 = -8 * determinant(s);
        double value = (square - 2 * trace) * square + c1 * overlap + 2 * traceOfSquare(s) - trace * trace;
        double slope = 4 * (square - trace) * overlap + c1;
        return value <= 0 || slope <= 0 || 3 * square <= trace;
    }

    /** Whether S tells no rotation: atoms on a line leave one axis of it open. */
    static boolean isDegenerate(double[] s) {
        double trace = trace(s);
        return trace * trace - traceOfSquare(s) < 1e-4 * trace * trace;
    }

    /**
     * The rotation with the greatest overlap: its quaternion is the eigenvector of Horn's matrix (1987,
     * doi:10.1364/JOSAA.4.000629, section 4), read from the cofactors of that matrix less its eigenvalue.
     *
     * @param k [16] working space
     * @param rotation [9] row by row; modified
     */
    static void rotation(double[] s, double overlap, double[] k, double[] rotation) {
        horn(s, overlap, k);
        double w = 1;
        double x = 0;
        double y = 0;
        double z = 0;
        double most = 0;
        for (int row = 0; row < 4; row++) {
            double a = cofactor(k, row, 0);
            double b = cofactor(k, row, 1);
            double c = cofactor(k, row, 2);
            double d = cofactor(k, row, 3);
            double squares = a * a + b * b + c * c + d * d;
            if (squares > most) {
                most = squares;
                w = a;
                x = b;
                y = c;
                z = d;
            }
        }
        double norm = w * w + x * x + y * y + z * z;
        rotation[0] = (w * w + x * x - y * y - z * z) / norm;
        rotation[1] = 2 * (x * y - w * z) / norm;
        rotation[2] = 2 * (x * z + w * y) / norm;
        rotation[3] = 2 * (x * y + w * z) / norm;
        rotation[4] = (w * w - x * x + y * y - z * z) / norm;
        rotation[5] = 2 * (y * z - w * x) / norm;
        rotation[6] = 2 * (x * z - w * y) / norm;
        rotation[7] = 2 * (y * z + w * x) / norm;
        rotation[8] = (w * w - x * x - y * y + z * z) / norm;
    }

    private static void horn(double[] s, double overlap, double[] k) {
        k[0] = s[0] + s[4] + s[8] - overlap;
        k[5] = s[0] - s[4] - s[8] - overlap;
        k[10] = s[4] - s[0] - s[8] - overlap;
        k[15] = s[8] - s[0] - s[4] - overlap;
        k[1] = s[5] - s[7];
        k[2] = s[6] - s[2];
        k[3] = s[1] - s[3];
        k[6] = s[1] + s[3];
        k[7] = s[6] + s[2];
        k[11] = s[5] + s[7];
        k[4] = k[1];
        k[8] = k[2];
        k[12] = k[3];
        k[9] = k[6];
        k[13] = k[7];
        k[14] = k[11];
    }

    private static double cofactor(double[] k, int row, int column) {
        int r0 = row == 0 ? 1 : 0;
        int r1 = row <= 1 ? 2 : 1;
        int r2 = row <= 2 ? 3 : 2;
        int c0 = column == 0 ? 1 : 0;
        int c1 = column <= 1 ? 2 : 1;
        int c2 = column <= 2 ? 3 : 2;
        double minor = k[4 * r0 + c0] * (k[4 * r1 + c1] * k[4 * r2 + c2] - k[4 * r1 + c2] * k[4 * r2 + c1])
                - k[4 * r0 + c1] * (k[4 * r1 + c0] * k[4 * r2 + c2] - k[4 * r1 + c2] * k[4 * r2 + c0])
                + k[4 * r0 + c2] * (k[4 * r1 + c0] * k[4 * r2 + c1] - k[4 * r1 + c1] * k[4 * r2 + c0]);
        return (row + column) % 2 == 0 ? minor : -minor;
    }

    private static double determinant(double[] s) {
        return s[0] * (s[4] * s[8] - s[5] * s[7])
                - s[1] * (s[3] * s[8] - s[5] * s[6])
                + s[2] * (s[3] * s[7] - s[4] * s[6]);
    }

    private static double trace(double[] s) {
        double trace = 0;
        for (int i = 0; i < 9; i++) {
            trace += s[i] * s[i];
        }
        return trace;
    }

    private static double traceOfSquare(double[] s) {
        double a00 = s[0] * s[0] + s[3] * s[3] + s[6] * s[6];
        double a11 = s[1] * s[1] + s[4] * s[4] + s[7] * s[7];
        double a22 = s[2] * s[2] + s[5] * s[5] + s[8] * s[8];
        double a01 = s[0] * s[1] + s[3] * s[4] + s[6] * s[7];
        double a02 = s[0] * s[2] + s[3] * s[5] + s[6] * s[8];
        double a12 = s[1] * s[2] + s[4] * s[5] + s[7] * s[8];
        return a00 * a00 + a11 * a11 + a22 * a22 + 2 * (a01 * a01 + a02 * a02 + a12 * a12);
    }
}
