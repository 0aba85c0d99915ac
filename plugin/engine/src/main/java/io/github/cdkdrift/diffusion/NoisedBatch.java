package io.github.cdkdrift.diffusion;

import java.util.random.RandomGenerator;

/**
 * Points of the data with noise, in pairs of one point with opposite noise: what is odd in the noise cancels in the gradient, so that
 * little is left of its variance where σ is small. Times are spread evenly, half of them below the expert's middle time.
 */
final class NoisedBatch {
    /** Below this time there is no noise to speak of. */
    static final double EARLIEST = 1e-5;

    /** Neighbouring experts learn so much of each other's range. */
    private static final double OVERLAP = 1e-3;

    private final ExpertSettings range;
    private final int size;
    private final int dimensions;
    private final double[] clean;
    private final double[] times;
    private final double[] points;
    private final double[] noise;

    NoisedBatch(ExpertSettings range, int size, int dimensions) {
        this.range = range;
        this.size = size;
        this.dimensions = dimensions;
        clean = new double[size / 2 * dimensions];
        times = new double[size];
        points = new double[size * dimensions];
        noise = new double[points.length];
    }

    int size() {
        return size;
    }

    int dimensions() {
        return dimensions;
    }

    double time(int point) {
        return times[point];
    }

    /** x_t, in units of the spread. */
    double point(int point, int dimension) {
        return points[point * dimensions + dimension];
    }

    /** n. */
    double noise(int point, int dimension) {
        return noise[point * dimensions + dimension];
    }

    /** Draws another batch. */
    void draw(RandomGenerator random, PointSource data) {
        data.draw(random, clean);
        double first = Math.max(range.from() - OVERLAP, EARLIEST);
        double last = Math.min(range.to() + OVERLAP, 1);
        int pairs = size / 2;
        int early = (pairs + 1) / 2;
        for (int pair = 0; pair < pairs; pair++) {
            double u = random.nextDouble();
            double t = pair < early
                    ? first + (range.middle() - first) * (pair + u) / early
                    : range.middle() + (last - range.middle()) * (pair - early + u) / (pairs - early);
            double kept = NoiseSchedule.kept(t);
            double sigma = Math.sqrt(NoiseSchedule.variance(t));
            times[2 * pair] = t;
            times[2 * pair + 1] = t;
            for (int d = 0; d < dimensions; d++) {
                int at = 2 * pair * dimensions + d;
                double n = random.nextGaussian();
                double centre = kept * clean[pair * dimensions + d];
                noise[at] = n;
                noise[at + dimensions] = -n;
                points[at] = centre + sigma * n;
                points[at + dimensions] = centre - sigma * n;
            }
        }
    }
}
