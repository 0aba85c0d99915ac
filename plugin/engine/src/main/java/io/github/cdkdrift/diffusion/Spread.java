package io.github.cdkdrift.diffusion;

import io.github.cdkdrift.random.Noise;

/**
 * The units that networks see points in: about their mean, divided by one deviation for all dimensions.
 *
 * @param centre [dimensions]
 * @param scale root mean square distance from it over the dimensions
 */
record Spread(double[] centre, double scale) {
    private static final int POINTS = 20_000;
    private static final long STREAM = -1;

    static Spread of(PointSource data, int dimensions, long seed) {
        double[] points = new double[POINTS * dimensions];
        data.draw(Noise.stream(seed, STREAM), points);
        double[] centre = new double[dimensions];
        for (int i = 0; i < points.length; i++) {
            centre[i % dimensions] += points[i] / POINTS;
        }
        double square = 0;
        for (int i = 0; i < points.length; i++) {
            double difference = points[i] - centre[i % dimensions];
            square += difference * difference / points.length;
        }
        if (!(square > 0)) {
            throw new IllegalArgumentException("the points' variance is " + square);
        }
        return new Spread(centre, Math.sqrt(square));
    }

    int dimensions() {
        return centre.length;
    }

    /** Into the networks' units, in place; the first {@code count} points. */
    void enter(double[] points, int count) {
        for (int i = 0; i < count * centre.length; i++) {
            points[i] = (points[i] - centre[i % centre.length]) / scale;
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
