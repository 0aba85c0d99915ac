package io.github.cdkdrift.diffusion;

/**
 * Six times the signed volumes of quadruples of beads a b c d, x_ab·(x_bc × x_cd), which change their sign with the hand, each divided by
 * (m²w^⅔ + 2σ²)^1.5, w its root mean square in the data, m and σ those of {@link NoiseSchedule}. Not safe for use by several threads at once.
 */
final class SignedVolumes {
    /** Of flat quadruples. */
    private static final double NARROWEST = 1e-3;

    private static final int EDGES = 3;

    /** First numbers of the beads, [quadruples][4]. */
    private final int[][] corners;

    /** w^⅔. */
    private final double[] widths;

    private final double[] scales;
    private final double[] edges = new double[3 * EDGES];
    private final double[] moves = new double[3 * EDGES];

    /** @param widths w^⅔, [quadruples] */
    SignedVolumes(int[][] quadruples, double[] widths) {
        corners = new int[quadruples.length][4];
        for (int k = 0; k < quadruples.length; k++) {
            for (int i = 0; i < 4; i++) {
                corners[k][i] = 3 * quadruples[k][i];
            }
        }
        this.widths = widths.clone();
        scales = new double[quadruples.length];
    }

    /** @param points frames in units of their spread, [frames · beads · 3] */
    static SignedVolumes of(double[] points, BeadBonds bonds) {
        int[][] quadruples = bonds.quadruples();
        double[] widths = new double[quadruples.length];
        SignedVolumes volumes = new SignedVolumes(quadruples, widths);
        int frames = points.length / (3 * bonds.beads());
        for (int frame = 0; frame < frames; frame++) {
            for (int k = 0; k < widths.length; k++) {
                double volume = volumes.volume(points, 3 * bonds.beads() * frame, k);
                widths[k] += volume * volume / frames;
            }
        }
        for (int k = 0; k < widths.length; k++) {
            widths[k] = Math.max(NARROWEST, Math.cbrt(widths[k]));
        }
        return new SignedVolumes(quadruples, widths);
    }

    int count() {
        return scales.length;
    }

    /** A copy of w^⅔, [quadruples]. */
    double[] widths() {
        return widths.clone();
    }

    /** For another time, by its m². */
    void prepare(double m2) {
        for (int k = 0; k < scales.length; k++) {
            scales[k] = Math.pow(width(k, m2), -1.5);
        }
    }

    private double width(int k, double m2) {
        return m2 * widths[k] + 2 * (1 - m2);
    }

    private void edges(double[] points, int at, int k, double[] into) {
        for (int edge = 0; edge < EDGES; edge++) {
            for (int axis = 0; axis < 3; axis++) {
                into[3 * edge + axis] = points[at + corners[k][edge + 1] + axis] - points[at + corners[k][edge] + axis];
            }
        }
    }

    private double volume(double[] points, int at, int k) {
        edges(points, at, k, edges);
        return triple(edges, edges, edges);
    }

    /** The first edge of a, the second of b and the third of c. */
    private static double triple(double[] a, double[] b, double[] c) {
        return a[0] * (b[4] * c[8] - b[5] * c[7])
                + a[1] * (b[5] * c[6] - b[3] * c[8])
                + a[2] * (b[3] * c[7] - b[4] * c[6]);
    }

    /** The derivative of the volume of {@link #edges} along {@link #moves}. */
    private double along() {
        return triple(moves, edges, edges) + triple(edges, moves, edges) + triple(edges, edges, moves);
    }

    void values(double[] points, int at, float[] inputs, int to) {
        for (int k = 0; k < scales.length; k++) {
            inputs[to + k] = (float) (volume(points, at, k) * scales[k]);
        }
    }

    /** First derivatives along vectors, written from {@code first} on, and second ones, added from {@code second} on. */
    void probe(double[] points, double[] vectors, int at, float[] stack, int first, int second) {
        for (int k = 0; k < scales.length; k++) {
            edges(points, at, k, edges);
            edges(vectors, at, k, moves);
            stack[first + k] = (float) (scales[k] * along());
            stack[second + k] += (float) (2
                    * scales[k]
                    * (triple(moves, moves, edges) + triple(moves, edges, moves) + triple(edges, moves, moves)));
        }
    }

    /** Adds the gradients with respect to the point. */
    void pull(double[] points, int at, float[] gradients, int from, double[] scores) {
        for (int k = 0; k < scales.length; k++) {
            edges(points, at, k, edges);
            double pull = gradients[from + k] * scales[k];
            for (int edge = 0; edge < EDGES; edge++) {
                int a = 3 * ((edge + 1) % EDGES);
                int b = 3 * ((edge + 2) % EDGES);
                for (int axis = 0; axis < 3; axis++) {
                    int y = (axis + 1) % 3;
                    int z = (axis + 2) % 3;
                    double force = pull * (edges[a + y] * edges[b + z] - edges[a + z] * edges[b + y]);
                    scores[at + corners[k][edge + 1] + axis] += force;
                    scores[at + corners[k][edge] + axis] -= force;
                }
            }
        }
    }

    /**
     * Derivatives with respect to the time, written from {@code to} on.
     *
     * @param pace dm²/dt
     */
    void paces(double[] points, int at, double m2, double pace, double[] paces, int to) {
        for (int k = 0; k < scales.length; k++) {
            paces[to + k] = -1.5 * volume(points, at, k) * scales[k] * (widths[k] - 2) * pace / width(k, m2);
        }
    }

    /** First derivatives along vectors, written from {@code to} on. */
    void directions(double[] points, double[] vectors, int at, float[] directions, int to) {
        for (int k = 0; k < scales.length; k++) {
            edges(points, at, k, edges);
            edges(vectors, at, k, moves);
            directions[to + k] = (float) (along() * scales[k]);
        }
    }
}
