package io.github.cdkdrift.diffusion;

import java.util.random.RandomGenerator;

/**
 * Points of the data with noise, in pairs of one point with opposite noise: what is odd in the noise cancels in the gradient, so that
 * little is left of its variance where σ is small. Times are spread evenly, half of them below the expert's middle time.
 */
final class NoisedBatch {
    /** Below this time there is no noise to speak of. */
    private static final double EARLIEST = 1e-5;

    /** Neighbouring experts learn so much of each other's range. */
    private static final double OVERLAP = 1e-3;

    private final ExpertSettings range;
    private final EnergyInputs inputs;
    private final int size;
    private final double[] clean;
    private final double[] halfNoise;
    private final double[] times;
    private final double[] noise;

    NoisedBatch(ExpertSettings range, EnergyInputs inputs, int size) {
        this.range = range;
        this.inputs = inputs;
        this.size = size;
        clean = new double[size / 2 * inputs.dimensions()];
        halfNoise = new double[clean.length];
        times = new double[size];
        noise = new double[2 * clean.length];
    }

    int size() {
        return size;
    }

    EnergyInputs inputs() {
        return inputs;
    }

    double time(int point) {
        return times[point];
    }

    /** n, [size · dimensions]. */
    double[] noise() {
        return noise;
    }

    /**
     * Draws another batch.
     *
     * @param points whose first [size · dimensions] become x_t
     */
    void draw(RandomGenerator random, PointSource data, double[] points) {
        data.draw(random, clean);
        for (int i = 0; i < halfNoise.length; i++) {
            halfNoise[i] = random.nextGaussian();
        }
        inputs.project(halfNoise);
        int dimensions = inputs.dimensions();
        for (int pair = 0; pair < size / 2; pair++) {
            double t = time(pair, random.nextDouble());
            double kept = NoiseSchedule.kept(t);
            double sigma = Math.sqrt(NoiseSchedule.variance(t));
            times[2 * pair] = t;
            times[2 * pair + 1] = t;
            for (int d = 0; d < dimensions; d++) {
                int at = 2 * pair * dimensions + d;
                double n = halfNoise[pair * dimensions + d];
                double centre = kept * clean[pair * dimensions + d];
                noise[at] = n;
                noise[at + dimensions] = -n;
                points[at] = centre + sigma * n;
                points[at + dimensions] = centre - sigma * n;
            }
        }
    }

    /** @param u uniform from 0 to 1 */
    private double time(int pair, double u) {
        double first = Math.max(range.from() - OVERLAP, EARLIEST);
        double last = Math.min(range.to() + OVERLAP, 1);
        int pairs = size / 2;
        int early = (pairs + 1) / 2;
        return pair < early
                ? first + (range.middle() - first) * (pair + u) / early
                : range.middle() + (last - range.middle()) * (pair - early + u) / (pairs - early);
    }
}
