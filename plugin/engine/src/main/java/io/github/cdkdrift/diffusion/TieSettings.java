package io.github.cdkdrift.diffusion;

import java.util.Objects;

/**
 * How an energy is tied to a generator.
 *
 * @param iterations steps of the optimiser, at least 1
 * @param positives draws of the generator a step, at least 1
 * @param walkers persistent walkers, at least 1
 * @param stepsBetween steps of the walkers between two of the optimiser, at least 1
 * @param dynamics the walkers' dynamics: that of the simulation that shall agree
 * @param learningRate Adam's first rate; it falls to a hundredth along half a cosine
 * @param averagingDecay decay a step of the moving average of the parameters that becomes the energy
 * @param bound a walker farther from the positives' mean than so many of their deviations begins again at a positive
 * @param seed seed of all random numbers
 */
public record TieSettings(
        int iterations,
        int positives,
        int walkers,
        int stepsBetween,
        LangevinSettings dynamics,
        double learningRate,
        double averagingDecay,
        double bound,
        long seed) {
    /** Checks the ranges. */
    public TieSettings {
        Objects.requireNonNull(dynamics, "dynamics");
        if (iterations < 1 || positives < 1 || walkers < 1 || stepsBetween < 1) {
            throw new IllegalArgumentException("iterations, positives, walkers and steps must be at least 1, are "
                    + iterations + ", " + positives + ", " + walkers + ", " + stepsBetween);
        }
        if (!(learningRate > 0 && averagingDecay >= 0 && averagingDecay < 1 && bound > 0)) {
            throw new IllegalArgumentException(
                    "learning rate " + learningRate + ", averaging decay " + averagingDecay + ", bound " + bound);
        }
    }

    /** The defaults for these dynamics. */
    public static TieSettings of(LangevinSettings dynamics) {
        return new TieSettings(1000, 2000, 1000, 25, dynamics, 5e-4, 0.99, 10, 0);
    }

    /** The same with another seed. */
    public TieSettings withSeed(long newSeed) {
        return new TieSettings(
                iterations, positives, walkers, stepsBetween, dynamics, learningRate, averagingDecay, bound, newSeed);
    }

    /** The same with another number of iterations. */
    public TieSettings withIterations(int newIterations) {
        return new TieSettings(
                newIterations, positives, walkers, stepsBetween, dynamics, learningRate, averagingDecay, bound, seed);
    }

    /** The same with another first rate: a tenth or so for an energy that nearly agrees. */
    public TieSettings withLearningRate(double newRate) {
        return new TieSettings(
                iterations, positives, walkers, stepsBetween, dynamics, newRate, averagingDecay, bound, seed);
    }
}
