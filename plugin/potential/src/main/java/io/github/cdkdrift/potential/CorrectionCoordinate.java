package io.github.cdkdrift.potential;

import io.github.cdkdrift.molecule.Torsion;

/**
 * A number that a geometry has.
 *
 * @param group coordinates of one group share their centre and range
 */
record CorrectionCoordinate(Kind kind, int[] atoms, int group) {
    /** Derivatives of four atoms, and of torsions cosine and sine behind them. */
    static final int SLOPES = 14;

    /** Å; inverse distances are in units of this. */
    private static final double PAIR_LENGTH = 2.5;

    private static final double LEAST_SINE = 1e-4;

    enum Kind {
        LENGTH,
        ANGLE,
        TORSION,
        INVERSE
    }

    /** The value before it is centred, 0 for a torsion, and its derivatives for the coordinate's atoms. */
    double value(double[] x, int at, double[] slopes) {
        int a = at + 3 * atoms[0];
        int b = at + 3 * atoms[1];
        return switch (kind) {
            case LENGTH -> length(x, a, b, slopes);
            case INVERSE -> {
                double length = length(x, a, b, slopes);
                double value = PAIR_LENGTH / length;
                for (int i = 0; i < 6; i++) {
                    slopes[i] *= -value / length;
                }
                yield value;
            }
            case ANGLE -> angle(x, a, b, at + 3 * atoms[2], slopes);
            case TORSION -> {
                // Its cosine and sine are behind the slopes.
                Torsion.differentiate(x, a, b, at + 3 * atoms[2], at + 3 * atoms[3], slopes);
                yield 0;
            }
        };
    }

    private static double length(double[] x, int a, int b, double[] slopes) {
        double dx = x[a] - x[b];
        double dy = x[a + 1] - x[b + 1];
        double dz = x[a + 2] - x[b + 2];
        double length = Math.sqrt(dx * dx + dy * dy + dz * dz);
        slopes[0] = dx / length;
        slopes[1] = dy / length;
        slopes[2] = dz / length;
        slopes[3] = -slopes[0];
        slopes[4] = -slopes[1];
        slopes[5] = -slopes[2];
        return length;
    }

    private static double angle(double[] x, int a, int b, int c, double[] slopes) {
        double first = 0;
        double second = 0;
        double cosine = 0;
        for (int k = 0; k < 3; k++) {
            double u = x[a + k] - x[b + k];
            double v = x[c + k] - x[b + k];
            first += u * u;
            second += v * v;
            cosine += u * v;
        }
        first = Math.sqrt(first);
        second = Math.sqrt(second);
        cosine = Math.max(-1, Math.min(1, cosine / (first * second)));
        double sine = Math.max(LEAST_SINE, Math.sqrt(1 - cosine * cosine));
        for (int k = 0; k < 3; k++) {
            double u = (x[a + k] - x[b + k]) / first;
            double v = (x[c + k] - x[b + k]) / second;
            slopes[k] = (cosine * u - v) / (first * sine);
            slopes[6 + k] = (cosine * v - u) / (second * sine);
            slopes[3 + k] = -slopes[k] - slopes[6 + k];
        }
        return Math.acos(cosine);
    }
}
