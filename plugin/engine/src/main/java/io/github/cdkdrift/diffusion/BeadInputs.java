package io.github.cdkdrift.diffusion;

/**
 * Beads in space by what no motion of the whole changes: all distances, and the {@link SignedVolumes} of quadruples, without which mirror
 * images could not be told apart. Distances are softened to √(r² + 0.01), so that they are smooth where beads
 * meet, and stand as (d − mμ)/√V with V = m²s² + 2σ², which is of order 1 at any time: μ and s² are mean and variance of the data, m and σ
 * those of {@link NoiseSchedule}.
 *
 * <p>With noise no two quadruples of five beads are enough: what a third volume is follows from two of them and the distances only by a
 * division by a volume, which is 0 between the hands, so that a network would have to learn a pole there. All five are smooth.
 *
 * <p>The prior is −½ Σ_pairs d²/n, which is −|x|²/2 of the n beads, with which the diffusion ends, and −½ Σ κ(d − mμ)² with κ = m²/V over
 * neighbours and their neighbours: bonds and angles, whose spread is far less than that of all else.
 */
final class BeadInputs implements EnergyInputs {
    private static final double SOFTNESS = 0.01;

    /** Beads so many bonds apart are held by the prior. */
    private static final int HELD = 2;

    /** Of distances that never change, as those of constraints, in units of the spread. */
    private static final double LEAST_VARIANCE = 1e-5;

    private final BeadBonds bonds;
    private final int beads;
    private final TimeFeatures time;
    private final double[] means;
    private final double[] variances;
    private final SignedVolumes volumes;
    private final boolean[] isHeld;
    private final double[] coefficients;
    private final double[] centres;
    private final double[] scales;
    private final double[] held;
    private double lastTime = Double.NaN;

    private BeadInputs(BeadBonds bonds, TimeFeatures time, double[] means, double[] variances, SignedVolumes volumes) {
        this.bonds = bonds;
        beads = bonds.beads();
        this.time = time;
        this.means = means;
        this.variances = variances;
        this.volumes = volumes;
        isHeld = held(bonds);
        coefficients = new double[means.length + volumes.count()];
        centres = new double[means.length];
        scales = new double[means.length];
        held = new double[means.length];
    }

    private static boolean[] held(BeadBonds bonds) {
        int[][] separations = bonds.separations();
        boolean[] held = new boolean[pairs(bonds)];
        int pair = 0;
        for (int i = 0; i < bonds.beads(); i++) {
            for (int j = i + 1; j < bonds.beads(); j++, pair++) {
                held[pair] = separations[i][j] <= HELD;
            }
        }
        return held;
    }

    private static int pairs(BeadBonds bonds) {
        return bonds.beads() * (bonds.beads() - 1) / 2;
    }

    /** @param points frames in units of their spread, without their mean, [frames · beads · 3] */
    static BeadInputs of(double[] points, BeadBonds bonds, TimeFeatures time) {
        int pairs = pairs(bonds);
        int beads = bonds.beads();
        double[] means = new double[pairs];
        double[] variances = new double[pairs];
        int frames = points.length / (3 * beads);
        for (int frame = 0; frame < frames; frame++) {
            int at = 3 * beads * frame;
            for (int i = 0, pair = 0; i < beads; i++) {
                for (int j = i + 1; j < beads; j++, pair++) {
                    double d = distance(points, at, i, j);
                    means[pair] += d / frames;
                    variances[pair] += d * d / frames;
                }
            }
        }
        for (int pair = 0; pair < pairs; pair++) {
            variances[pair] = Math.max(LEAST_VARIANCE, variances[pair] - means[pair] * means[pair]);
        }
        return new BeadInputs(bonds, time, means, variances, SignedVolumes.of(points, bonds));
    }

    /**
     * Of these statistics, as {@link #statistics} gives them.
     *
     * @throws IllegalArgumentException if they are not those of these beads
     */
    static BeadInputs of(BeadBonds bonds, BeadStatistics statistics, TimeFeatures time) {
        int[][] quadruples = bonds.quadruples();
        statistics.requireFit(pairs(bonds), quadruples.length);
        return new BeadInputs(
                bonds,
                time,
                statistics.means(),
                statistics.variances(),
                new SignedVolumes(quadruples, statistics.volumes()));
    }

    BeadBonds bonds() {
        return bonds;
    }

    BeadStatistics statistics() {
        return new BeadStatistics(means, variances, volumes.widths());
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
        return of(bonds, statistics(), range);
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

    private static double distance(double[] points, int at, int i, int j) {
        double square = SOFTNESS;
        for (int axis = 0; axis < 3; axis++) {
            double r = points[at + 3 * i + axis] - points[at + 3 * j + axis];
            square += r * r;
        }
        return Math.sqrt(square);
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
                held[pair] = isHeld[pair] ? m2 / width(pair, m2) : 0;
            }
        }
        volumes.prepare(m2);
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
        volumes.values(points, at, inputs, to + pair);
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
        volumes.probe(points, vectors, at, stack, first + pair, second + pair);
        return prior;
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
        volumes.pull(points, at, gradients, from + pair, scores);
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
                if (isHeld[pair]) {
                    double stiffening = (pace - m2 * widening / width) / width;
                    prior += held[pair] * off * slow * means[pair] - stiffening * off * off / 2;
                }
            }
        }
        volumes.paces(points, at, m2, pace, coefficients, pair);
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
        volumes.directions(points, vectors, at, directions, to + pair);
        for (int k = pair; k < coefficients.length && factor != 0; k++) {
            directions[to + k] += (float) (factor * coefficients[k]);
        }
        time.derivatives(t, factor, directions, to + coefficients.length);
    }
}
