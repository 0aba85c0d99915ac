package io.github.cdkdrift.sampler;

import io.github.cdkdrift.dynamics.Convergence;
import io.github.cdkdrift.dynamics.Tempering;

/**
 * How a potential is sampled until its ensemble has converged.
 *
 * @param walkers copies of the molecule that know nothing of each other while they give samples, at least 2
 * @param timeStep fs, above 0
 * @param friction 1/ps, at least 0
 * @param exploration steps of the walkers from the start geometries, before the first density is fitted, at least 1
 * @param rounds how often the density is fitted anew before it is kept, at least 1
 * @param roundSteps steps between two fits, at least 1
 * @param interval steps between two proposals to a walker, at least 1
 * @param samples how many are wanted, at least one of each walker
 * @param effectiveSamples of every slow coordinate and state, at which a run ends, above 0
 * @param largestRhat split-R̂ over the walkers that counts as converged, above 1
 * @param mostSteps of a walker after which a run ends, converged or not, at least 1
 * @param ladder of temperatures, for molecules whose walkers do not mix by proposals
 */
public record EnsembleSettings(
        int walkers,
        double timeStep,
        double friction,
        int exploration,
        int rounds,
        int roundSteps,
        int interval,
        int samples,
        double effectiveSamples,
        double largestRhat,
        int mostSteps,
        Tempering ladder) {
    private static final int FEWEST_OF_A_WALKER = 16;

    /** Checks the ranges. */
    public EnsembleSettings {
        if (walkers < 2 || walkers % ladder.levels() != 0) {
            throw new IllegalArgumentException("walkers must be at least 2 and fill whole ladders of " + ladder.levels()
                    + " temperatures, are " + walkers);
        }
        if (exploration < 1 || rounds < 1 || roundSteps < 1 || interval < 1 || samples < walkers || mostSteps < 1) {
            throw new IllegalArgumentException(
                    "exploration, rounds, their steps, the interval and the most steps must be at least 1, samples at least "
                            + walkers + "; are " + exploration + ", " + rounds + ", " + roundSteps + ", " + interval
                            + ", " + mostSteps + ", " + samples);
        }
        if (!(effectiveSamples > 0 && largestRhat > 1)) {
            throw new IllegalArgumentException(
                    "effective samples must be above 0 and the largest split-R̂ above 1, are " + effectiveSamples
                            + " and " + largestRhat);
        }
    }

    /** 128 walkers, 2 fs with hydrogen atoms of 4 g/mol, 2,000 effective samples or at most 40 ps of each walker; ladders of eight temperatures up to fourfold. */
    public static EnsembleSettings defaults() {
        return new EnsembleSettings(
                128, 2, 10, 300, 4, 160, 2, 20_480, 2000, Convergence.AGREED, 20_000, new Tempering(8, 4, 10));
    }

    /** The same with other limits of the run. */
    public EnsembleSettings withLimits(double newEffectiveSamples, int newMostSteps) {
        return with(walkers, samples, newEffectiveSamples, newMostSteps);
    }

    /**
     * The same where so many samples are enough, however accurate they have to be; never more than before, and as many of each walker as show
     * whether walkers agree.
     */
    public EnsembleSettings withSamplesAtMost(int enough) {
        int fewest = Math.min(samples, FEWEST_OF_A_WALKER * walkers);
        return with(walkers, Math.max(fewest, Math.min(samples, enough)), effectiveSamples, mostSteps);
    }

    /**
     * The same with another accuracy: as many times the effective samples and the most steps, no more samples, and for less accuracy as few
     * as half of the walkers, which cost the most of a small molecule until the density is kept.
     *
     * @param factor above 0
     */
    public EnsembleSettings scaled(double factor) {
        int ladders = (int) Math.round(Math.min(1, Math.max(0.5, factor)) * walkers / ladder.levels());
        int fewerWalkers = ladder.levels() * Math.max(ladder.levels() == 1 ? 2 : 1, ladders);
        int fewer = (int) Math.round(Math.min(1, factor) * samples);
        int steps = (int) Math.max(1, Math.round(factor * mostSteps));
        return with(fewerWalkers, Math.max(fewerWalkers, fewer), factor * effectiveSamples, steps);
    }

    private EnsembleSettings with(int newWalkers, int newSamples, double newEffectiveSamples, int newMostSteps) {
        return new EnsembleSettings(
                newWalkers,
                timeStep,
                friction,
                exploration,
                rounds,
                roundSteps,
                interval,
                newSamples,
                newEffectiveSamples,
                largestRhat,
                newMostSteps,
                ladder);
    }
}
