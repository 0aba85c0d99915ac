package io.github.cdkdrift.diffusion;

import io.github.cdkdrift.network.ReferenceTaylor;
import io.github.cdkdrift.random.Noise;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** ln q(x, t) in double precision from the definitions of its inputs; derivatives are central differences. */
final class ReferenceEnergy {
    private static final double SLOPE_STEP = 1e-4;
    private static final double CURVATURE_STEP = 1e-3;

    private final int beads;
    private final Expert expert;
    private final double[] data;
    private final double[][] statistics;
    private final ReferenceTaylor network;

    private ReferenceEnergy(int beads, double[] data, EnergyInputs inputs, ExpertSettings range) {
        this.beads = beads;
        this.data = data;
        expert = Expert.random(range, inputs, Noise.stream(3, 0));
        network = new ReferenceTaylor(expert.network().shape());
        statistics = beads == 0 ? null : statistics(data, beads);
    }

    static ReferenceEnergy ofPoints(int dimensions, ExpertSettings range) {
        double[] data = new double[50 * dimensions];
        RandomGenerator random = Noise.stream(8, 1);
        Arrays.setAll(data, i -> random.nextGaussian());
        EnergyInputs inputs = new PlainInputs(dimensions, new TimeFeatures(range.from(), range.to()));
        return new ReferenceEnergy(0, data, inputs, range);
    }

    /** Chains whose neighbours are about 1 apart. */
    static ReferenceEnergy ofBeads(int beads, ExpertSettings range) {
        int frames = 50;
        double[] data = new double[frames * beads * 3];
        RandomGenerator random = Noise.stream(8, 2);
        for (int i = 0; i < data.length; i++) {
            int bead = i / 3 % beads;
            double straight = i % 3 == 0 ? 0.8 * bead : i % 3 == 1 ? 0.5 * (bead % 2) : 0.4 * (bead % 3);
            data[i] = straight + 0.2 * random.nextGaussian();
        }
        new Spread(new double[3 * beads], beads, 1).enter(data, frames);
        BeadInputs inputs = BeadInputs.of(data, BeadBonds.chain(beads), new TimeFeatures(range.from(), range.to()));
        return new ReferenceEnergy(beads, data, inputs, range);
    }

    Expert expert() {
        return expert;
    }

    EnergyInputs inputs() {
        return expert.inputs();
    }

    PointSource data() {
        return PointSource.of(data, inputs().dimensions());
    }

    double[] parameters() {
        float[] live = expert.network().toArray();
        double[] parameters = new double[live.length];
        Arrays.setAll(parameters, k -> live[k]);
        return parameters;
    }

    private static double distance(double[] x, int at, int i, int j) {
        double square = 0.01;
        for (int axis = 0; axis < 3; axis++) {
            square += Math.pow(x[at + 3 * i + axis] - x[at + 3 * j + axis], 2);
        }
        return Math.sqrt(square);
    }

    /** The determinant of the edges along four beads. */
    private static double volume(double[] x, int at, int[] four) {
        double[][] e = new double[3][3];
        for (int edge = 0; edge < 3; edge++) {
            for (int axis = 0; axis < 3; axis++) {
                e[edge][axis] = x[at + 3 * four[edge + 1] + axis] - x[at + 3 * four[edge] + axis];
            }
        }
        return e[0][0] * (e[1][1] * e[2][2] - e[1][2] * e[2][1])
                - e[0][1] * (e[1][0] * e[2][2] - e[1][2] * e[2][0])
                + e[0][2] * (e[1][0] * e[2][1] - e[1][1] * e[2][0]);
    }

    /** All of four beads or five: one of five is left out, the last first. */
    private static int[][] fours(int beads) {
        int[][] fours = new int[beads == 4 ? 1 : 5][];
        Arrays.setAll(
                fours,
                k -> IntStream.range(0, beads).filter(bead -> bead != 4 - k).toArray());
        return fours;
    }

    /** Means and variances of distances, root mean squares of volumes. */
    private static double[][] statistics(double[] data, int beads) {
        int pairs = beads * (beads - 1) / 2;
        int frames = data.length / (3 * beads);
        double[][] statistics = {new double[pairs], new double[pairs], new double[fours(beads).length]};
        for (int frame = 0; frame < frames; frame++) {
            int at = frame * 3 * beads;
            int pair = 0;
            for (int i = 0; i < beads; i++) {
                for (int j = i + 1; j < beads; j++) {
                    statistics[0][pair] += distance(data, at, i, j) / frames;
                    statistics[1][pair++] += Math.pow(distance(data, at, i, j), 2) / frames;
                }
            }
            for (int k = 0; k < statistics[2].length; k++) {
                statistics[2][k] += Math.pow(volume(data, at, fours(beads)[k]), 2) / frames;
            }
        }
        Arrays.setAll(statistics[1], pair -> statistics[1][pair] - Math.pow(statistics[0][pair], 2));
        Arrays.setAll(statistics[2], k -> Math.sqrt(statistics[2][k]));
        return statistics;
    }

    double logDensity(double[] parameters, double[] x, double t) {
        int count = inputs().size() - TimeFeatures.COUNT;
        double[] f = new double[inputs().size()];
        double prior = 0;
        double m = NoiseSchedule.kept(t);
        double v = 1 - m * m;
        if (beads == 0) {
            System.arraycopy(x, 0, f, 0, count);
            prior = -Arrays.stream(x).map(a -> a * a).sum() / 2;
        } else {
            int at = 0;
            for (int i = 0; i < beads; i++) {
                for (int j = i + 1; j < beads; j++) {
                    double width = m * m * statistics[1][at] + 2 * v;
                    double d = distance(x, 0, i, j);
                    double off = d - m * statistics[0][at];
                    f[at++] = off / Math.sqrt(width);
                    prior -= d * d / (2 * beads) + (j - i <= 2 ? m * m * off * off / (2 * width) : 0);
                }
            }
            for (int k = 0; k < statistics[2].length; k++) {
                double width = m * m * Math.pow(statistics[2][k], 2.0 / 3) + 2 * v;
                f[at++] = volume(x, 0, fours(beads)[k]) / Math.pow(width, 1.5);
            }
        }
        double r = 2
                * Math.PI
                * (t - inputs().time().from())
                / (inputs().time().to() - inputs().time().from());
        double[] time = {r / Math.PI - 1, Math.cos(r), Math.sin(r), -Math.cos(2 * r), 1 + Math.log(v + 1e-3) / 3};
        System.arraycopy(time, 0, f, count, time.length);
        return prior + network.along(parameters, f, new double[f.length], new double[f.length])[0];
    }

    double[] score(double[] parameters, double[] x, double t) {
        double[] score = new double[x.length];
        Arrays.setAll(score, d -> {
            double[] axis = new double[x.length];
            axis[d] = 1;
            return (logDensity(parameters, moved(x, axis, SLOPE_STEP), t)
                            - logDensity(parameters, moved(x, axis, -SLOPE_STEP), t))
                    / (2 * SLOPE_STEP);
        });
        return score;
    }

    double pace(double[] parameters, double[] x, double t) {
        double step = 1e-2 * t;
        double near = slope(parameters, x, t, step / 2);
        return (4 * near - slope(parameters, x, t, step)) / 3;
    }

    private double slope(double[] parameters, double[] x, double t, double step) {
        return (logDensity(parameters, x, t + step) - logDensity(parameters, x, t - step)) / (2 * step);
    }

    /** vᵀ∇² ln q v. */
    double curvature(double[] parameters, double[] x, double[] v, double t) {
        return (logDensity(parameters, moved(x, v, CURVATURE_STEP), t)
                        - 2 * logDensity(parameters, x, t)
                        + logDensity(parameters, moved(x, v, -CURVATURE_STEP), t))
                / (CURVATURE_STEP * CURVATURE_STEP);
    }

    private static double[] moved(double[] x, double[] v, double step) {
        double[] there = new double[x.length];
        Arrays.setAll(there, i -> x[i] + step * v[i]);
        return there;
    }
}
