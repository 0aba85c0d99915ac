package io.github.cdkdrift.diffusion;

import io.github.cdkdrift.random.Noise;

/**
 * The units that networks see points in: about their mean, or the mean of each point's own beads, divided by one deviation for all
 * dimensions.
 *
 * @param centre [dimensions]; zeros for beads
 * @param beads whose mean is 0, 0 for plain points
 * @param scale root mean square distance over the dimensions
 */
record Spread(double[] centre, int beads, double scale) {
    private static final int POINTS = 20_000;
    private static final long STREAM = -1;

    /** @param beads 0 for plain points */
    static Spread of(PointSource data, int dimensions, int beads, long seed) {
        double[] points = sample(data, dimensions, seed);
        double[] centre = new double[dimensions];
        for (int i = 0; beads == 0 && i < points.length; i++) {
            centre[i % dimensions] += points[i] / POINTS;
        }
        Spread unscaled = new Spread(centre, beads, 1);
        unscaled.enter(points, POINTS);
        double square = 0;
        for (double x : points) {
            square += x * x / points.length;
        }
        if (!(square > 0)) {
            throw new IllegalArgumentException("the points' variance is " + square);
        }
        return new Spread(centre, beads, Math.sqrt(square));
    }

    /** Points by which units are chosen, [20,000 · dimensions]. */
    static double[] sample(PointSource data, int dimensions, long seed) {
        double[] points = new double[POINTS * dimensions];
        data.draw(Noise.stream(seed, STREAM), points);
        return points;
    }

    int dimensions() {
        return centre.length;
    }

    /** Into the networks' units, in place; the first {@code count} points. */
    void enter(double[] points, int count) {
        int dimensions = centre.length;
        for (int at = 0; at < count * dimensions; at += dimensions) {
            for (int d = 0; d < dimensions; d++) {
                points[at + d] = (points[at + d] - centre[d]) / scale;
            }
            for (int axis = 0; beads > 0 && axis < 3; axis++) {
                double mean = 0;
                for (int d = axis; d < dimensions; d += 3) {
                    mean += points[at + d] / beads;
                }
                for (int d = axis; d < dimensions; d += 3) {
                    points[at + d] -= mean;
                }
            }
        }
    }

    /** Back, in place. */
    void leave(double[] points, int count) {
        for (int i = 0; i < count * centre.length; i++) {
            points[i] = centre[i % centre.length] + scale * points[i];
        }
    }

    /** The same source in the networks' units. */
    PointSource entered(PointSource source) {
        return (random, points) -> {
            source.draw(random, points);
            enter(points, points.length / centre.length);
        };
    }
}
