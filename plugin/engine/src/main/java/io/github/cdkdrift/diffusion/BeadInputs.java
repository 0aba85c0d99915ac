package io.github.cdkdrift.diffusion;

/**
 * Beads in space by what no motion of the whole changes: all distances, and the signed volumes x₂₁·(x₃₂ × x₄₃) of four neighbours each,
 * without which mirror images could not be told apart. Distances are softened to √(r² + 0.01), so that they are smooth where beads
 * meet, and stand as (d − mμ)/√V with V = m²s² + 2σ², which is of order 1 at any time: μ and s² are mean and variance of the data, m and σ
 * those of {@link NoiseSchedule}. Volumes are divided by (m²w^⅔ + 2σ²)^1.5, w their root mean square.
 *
 * <p>The prior is −½ Σ_pairs d²/n, which is −|x|²/2 of the n beads, with which the diffusion ends, and −½ Σ κ(d − mμ)² with κ = m²/V over
 * neighbours and their neighbours: the bonds and angles of a chain, whose spread is far less than that of all else.
 */
final class BeadInputs implements EnergyInputs {
    private static final double SOFTNESS = 0.01;

    /** Beads so far along the chain are held by the prior. */
    private static final int HELD = 2;

    private final int beads;
    private final TimeFeatures time;
    private final double[] means;
    private final double[] variances;
    private final double[] volumes;
    private final double[] edges = new double[9];
    private final double[] moves = new double[9];
    private final double[] coefficients;
    private final double[] centres;
    private final double[] scales;
    private final double[] held;
    private final double[] volumeScales;
    private double lastTime = Double.NaN;

    private BeadInputs(int beads, TimeFeatures time, double[] means, double[] variances, double[] volumes) {
        this.beads = beads;
        this.time = time;
        this.means = means;
        this.variances = variances;
        this.volumes = volumes;
        coefficients = new double[means.length + volumes.length];
        centres = new double[means.length];
        scales = new double[means.length];
        held = new double[means.length];
        volumeScales = new double[volumes.length];
    }

    /** @param points frames in units of their spread, without their mean, [frames · beads · 3] */
    static BeadInputs of(double[] points, int beads, TimeFeatures time) {
        int pairs = beads * (beads - 1) / 2;
        BeadInputs inputs =
                new BeadInputs(beads, time, new double[pairs], new double[pairs], new double[Math.max(0, beads - 3)]);
        int frames = points.length / (3 * beads);
        for (int frame = 0; frame < frames; frame++) {
            int at = 3 * beads * frame;
            for (int i = 0, pair = 0; i < beads; i++) {
                for (int j = i + 1; j < beads; j++, pair++) {
                    double d = inputs.distance(points, at, i, j);
                    inputs.means[pair] += d / frames;
                    inputs.variances[pair] += d * d / frames;
                }
            }
            for (int k = 0; k < inputs.volumes.length; k++) {
                inputs.edges(points, at, k, inputs.edges);
                inputs.volumes[k] += Math.pow(triple(inputs.edges, 0, inputs.edges, 3, inputs.edges, 6), 2) / frames;
            }
        }
        for (int pair = 0; pair < pairs; pair++) {
            inputs.variances[pair] -= inputs.means[pair] * inputs.means[pair];
        }
        for (int k = 0; k < inputs.volumes.length; k++) {
            inputs.volumes[k] = Math.cbrt(inputs.volumes[k]);
        }
        return inputs;
    }

    @Override
    public int dimensions() {
        return 3 * beads;
    }

    @Override
    public int freedoms() {
        return 3 * beads - 3;
    }

    @Override
    public int size() {
        return coefficients.length + TimeFeatures.COUNT;
    }

    @Override
    public TimeFeatures time() {
        return time;
    }

    @Override
    public EnergyInputs over(TimeFeatures range) {
        return new BeadInputs(beads, range, means, variances, volumes);
    }

    @Override
    public void project(double[] vectors) {
        for (int at = 0; at < vectors.length; at += 3 * beads) {
            for (int axis = 0; axis < 3; axis++) {
                double mean = 0;
                for (int bead = 0; bead < beads; bead++) {
                    mean += vectors[at + 3 * bead + axis] / beads;
                }
                for (int bead = 0; bead < beads; bead++) {
                    vectors[at + 3 * bead + axis] -= mean;
                }
            }
        }
    }

    private double distance(double[] points, int at, int i, int j) {
        double square = SOFTNESS;
        for (int axis = 0; axis < 3; axis++) {
            double r = points[at + 3 * i + axis] - points[at + 3 * j + axis];
            square += r * r;
        }
        return Math.sqrt(square);
    }

    /** The three edges along four neighbours from the k-th on. */
    private void edges(double[] points, int at, int k, double[] into) {
        for (int i = 0; i < 9; i++) {
            into[i] = points[at + 3 * k + 3 + i] - points[at + 3 * k + i];
        }
    }

    private static double triple(double[] a, int i, double[] b, int j, double[] c, int k) {
        return a[i] * (b[j + 1] * c[k + 2] - b[j + 2] * c[k + 1])
                + a[i + 1] * (b[j + 2] * c[k] - b[j] * c[k + 2])
                + a[i + 2] * (b[j] * c[k + 1] - b[j + 1] * c[k]);
    }

    private double width(int pair, double m2) {
        return m2 * variances[pair] + 2 * (1 - m2);
    }

    /** What depends on the time alone. */
    private void prepare(double t) {
        if (t == lastTime) {
            return;
        }
        lastTime = t;
        double m = NoiseSchedule.kept(t);
        double m2 = m * m;
        int pair = 0;
        for (int i = 0; i < beads; i++) {
            for (int j = i + 1; j < beads; j++, pair++) {
                centres[pair] = m * means[pair];
                scales[pair] = 1 / Math.sqrt(width(pair, m2));
                held[pair] = j - i <= HELD ? m2 / width(pair, m2) : 0;
            }
        }
        for (int k = 0; k < volumes.length; k++) {
            volumeScales[k] = Math.pow(m2 * volumes[k] + 2 * (1 - m2), -1.5);
        }
    }

    @Override
    public void values(double[] points, int at, double t, float[] inputs, int to) {
        prepare(t);
        int pair = 0;
        for (int i = 0; i < beads; i++) {
            for (int j = i + 1; j < beads; j++, pair++) {
                inputs[to + pair] = (float) ((distance(points, at, i, j) - centres[pair]) * scales[pair]);
            }
        }
        for (int k = 0; k < volumes.length; k++) {
            edges(points, at, k, edges);
            inputs[to + pair + k] = (float) (triple(edges, 0, edges, 3, edges, 6) * volumeScales[k]);
        }
        time.values(t, inputs, to + coefficients.length);
    }

    @Override
    public double probe(double[] points, double[] vectors, int at, double t, float[] stack, int first, int second) {
        prepare(t);
        double prior = 0;
        int pair = 0;
        for (int i = 0; i < beads; i++) {
            for (int j = i + 1; j < beads; j++, pair++) {
                double d = distance(points, at, i, j);
                double moved = 0;
                double square = 0;
                for (int axis = 0; axis < 3; axis++) {
                    double r = points[at + 3 * i + axis] - points[at + 3 * j + axis];
                    double v = vectors[at + 3 * i + axis] - vectors[at + 3 * j + axis];
                    moved += r * v / d;
                    square += v * v;
                }
                double curved = (square - moved * moved) / d;
                stack[first + pair] = (float) (moved * scales[pair]);
                stack[second + pair] += (float) (curved * scales[pair]);
                prior -= (1.0 / beads + held[pair]) * moved * moved;
                prior -= (d / beads + held[pair] * (d - centres[pair])) * curved;
            }
        }
        for (int k = 0; k < volumes.length; k++) {
            edges(points, at, k, edges);
            edges(vectors, at, k, moves);
            stack[first + pair + k] = (float) (volumeScales[k] * tripleAlong());
            stack[second + pair + k] += (float) (2
                    * volumeScales[k]
                    * (triple(moves, 0, moves, 3, edges, 6)
                            + triple(moves, 0, edges, 3, moves, 6)
                            + triple(edges, 0, moves, 3, moves, 6)));
        }
        return prior;
    }

    /** The derivative of the volume of {@link #edges} along {@link #moves}. */
    private double tripleAlong() {
        return triple(moves, 0, edges, 3, edges, 6)
                + triple(edges, 0, moves, 3, edges, 6)
                + triple(edges, 0, edges, 3, moves, 6);
    }

    @Override
    public double prior(double[] points, int at, double t) {
        prepare(t);
        double sum = 0;
        int pair = 0;
        for (int i = 0; i < beads; i++) {
            for (int j = i + 1; j < beads; j++, pair++) {
                double d = distance(points, at, i, j);
                double off = d - centres[pair];
                sum += d * d / beads + held[pair] * off * off;
            }
        }
        return -sum / 2;
    }

    @Override
    public void score(double[] points, int at, double t, float[] gradients, int from, double[] scores) {
        prepare(t);
        for (int i = 0; i < 3 * beads; i++) {
            scores[at + i] = 0;
        }
        int pair = 0;
        for (int i = 0; i < beads; i++) {
            for (int j = i + 1; j < beads; j++, pair++) {
                double d = distance(points, at, i, j);
                double pull = gradients[from + pair] * scales[pair] - d / beads - held[pair] * (d - centres[pair]);
                for (int axis = 0; axis < 3; axis++) {
                    double r = pull / d * (points[at + 3 * i + axis] - points[at + 3 * j + axis]);
                    scores[at + 3 * i + axis] += r;
                    scores[at + 3 * j + axis] -= r;
                }
            }
        }
        for (int k = 0; k < volumes.length; k++) {
            pullVolume(points, at, k, gradients[from + pair + k] * volumeScales[k], scores);
        }
    }

    private void pullVolume(double[] points, int at, int k, double pull, double[] scores) {
        edges(points, at, k, edges);
        for (int edge = 0; edge < 3; edge++) {
            int a = 3 * ((edge + 1) % 3);
            int b = 3 * ((edge + 2) % 3);
            for (int axis = 0; axis < 3; axis++) {
                int y = (axis + 1) % 3;
                int z = (axis + 2) % 3;
                double force = pull * (edges[a + y] * edges[b + z] - edges[a + z] * edges[b + y]);
                scores[at + 3 * (k + edge + 1) + axis] += force;
                scores[at + 3 * (k + edge) + axis] -= force;
            }
        }
    }

    @Override
    public double pace(double[] points, int at, double t, float[] gradients, int from) {
        double prior = paces(points, at, t);
        for (int i = 0; i < coefficients.length; i++) {
            prior += gradients[from + i] * coefficients[i];
        }
        return prior + time.derivative(t, gradients, from + coefficients.length);
    }

    /** Leaves df/dt of distances and volumes in {@link #coefficients}; returns that of the prior. */
    private double paces(double[] points, int at, double t) {
        prepare(t);
        double m = NoiseSchedule.kept(t);
        double m2 = m * m;
        double pace = -NoiseSchedule.beta(t) * m2;
        double slow = -NoiseSchedule.beta(t) * m / 2;
        double prior = 0;
        int pair = 0;
        for (int i = 0; i < beads; i++) {
            for (int j = i + 1; j < beads; j++, pair++) {
                double off = distance(points, at, i, j) - centres[pair];
                double width = width(pair, m2);
                double widening = (variances[pair] - 2) * pace;
                coefficients[pair] = -(slow * means[pair] + off * widening / (2 * width)) * scales[pair];
                if (j - i <= HELD) {
                    double stiffening = (pace - m2 * widening / width) / width;
                    prior += held[pair] * off * slow * means[pair] - stiffening * off * off / 2;
                }
            }
        }
        for (int k = 0; k < volumes.length; k++) {
            edges(points, at, k, edges);
            double w = m2 * volumes[k] + 2 * (1 - m2);
            coefficients[pair + k] =
                    -1.5 * triple(edges, 0, edges, 3, edges, 6) * volumeScales[k] * (volumes[k] - 2) * pace / w;
        }
        return prior;
    }

    @Override
    public void direction(
            double[] points, double[] vectors, int at, double t, double factor, float[] directions, int to) {
        prepare(t);
        if (factor != 0) {
            paces(points, at, t);
        }
        int pair = 0;
        for (int i = 0; i < beads; i++) {
            for (int j = i + 1; j < beads; j++, pair++) {
                double moved = 0;
                for (int axis = 0; axis < 3; axis++) {
                    moved += (points[at + 3 * i + axis] - points[at + 3 * j + axis])
                            * (vectors[at + 3 * i + axis] - vectors[at + 3 * j + axis]);
                }
                moved *= scales[pair] / distance(points, at, i, j);
                directions[to + pair] = (float) (moved + (factor == 0 ? 0 : factor * coefficients[pair]));
            }
        }
        for (int k = 0; k < volumes.length; k++) {
            edges(points, at, k, edges);
            edges(vectors, at, k, moves);
            double moved = tripleAlong() * volumeScales[k];
            directions[to + pair + k] = (float) (moved + (factor == 0 ? 0 : factor * coefficients[pair + k]));
        }
        time.derivatives(t, factor, directions, to + coefficients.length);
    }
}
