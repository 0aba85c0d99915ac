package io.github.cdkdrift.diffusion;

/**
 * How an energy is contrasted with a known density.
 *
 * @param iterations steps of the optimiser, at least 1
 * @param points of the data a step, and as many draws, at least 1
 * @param learningRate Adam's first rate; it falls to a hundredth along half a cosine
 * @param averagingDecay decay a step of the moving average of the parameters that becomes the energy
 * @param seed seed of all random numbers
 */
public record ContrastSettings(int iterations, int points, double learningRate, double averagingDecay, long seed) {
    private static final ContrastSettings DEFAULTS = new ContrastSettings(1500, 1000, 2e-4, 0.99, 0);

    /** Checks the ranges. */
    public ContrastSettings {
        if (iterations < 1 || points < 1) {
            throw new IllegalArgumentException(
                    "iterations and points must be at least 1, are " + iterations + " and " + points);
        }
        if (!(learningRate > 0 && averagingDecay >= 0 && averagingDecay < 1)) {
            throw new IllegalArgumentException("learning rate " + learningRate + ", averaging decay " + averagingDecay);
        }
    }

    /** 1,500 steps of 1,000 points, a first rate of 2e-4. */
    public static ContrastSettings defaults() {
        return DEFAULTS;
    }

    /** The same with another number of steps. */
    public ContrastSettings withIterations(int newIterations) {
        return new ContrastSettings(newIterations, points, learningRate, averagingDecay, seed);
    }

    /** The same with another first rate. */
    public ContrastSettings withLearningRate(double newRate) {
        return new ContrastSettings(iterations, points, newRate, averagingDecay, seed);
    }

    /** The same with another seed. */
    public ContrastSettings withSeed(long newSeed) {
        return new ContrastSettings(iterations, points, learningRate, averagingDecay, newSeed);
    }
}
