package io.github.cdkdrift.labelling;

import io.github.cdkdrift.dynamics.Tempering;
import java.util.Objects;

/**
 * How a molecule is sampled for force labels.
 *
 * @param temperature K, above 0
 * @param frames how many, at least 1
 * @param walkers independent copies that give frames, at least 1; they begin in different rotamers where there are several
 * @param equilibration steps of 0.5 fs before the first frame of a walker, at least 0
 * @param stride a frame is taken after every so many steps of 0.5 fs, at least 1
 * @param jumpInterval steps between two torsion jumps of a walker; 0 for none
 * @param tempering replica exchange: every walker is the lowest rung of a ladder of its own, whose other rungs give no frames
 * @param seed the same seed gives the same frames
 */
public record LabellingSettings(
        double temperature,
        int frames,
        int walkers,
        int equilibration,
        int stride,
        int jumpInterval,
        Tempering tempering,
        long seed) {
    private static final int JUMP_INTERVAL = 5;

    /**
     * At 300 K under MMFF94, jumps alone leave 16 walkers of propane-1,2-diol at split-R-hat 1.4 to 2.0 after 6 ps (2 seeds); this ladder
     * brings them to 1.04 to 1.07 (4 seeds), and one up to three times the temperature is no better.
     */
    private static final Tempering LADDER = new Tempering(4, 2, 10);

    /** Checks the ranges. */
    public LabellingSettings {
        Objects.requireNonNull(tempering, "tempering");
        if (!(temperature > 0) || Double.isInfinite(temperature)) {
            throw new IllegalArgumentException("temperature must be above 0, is " + temperature);
        }
        if (frames < 1 || walkers < 1 || equilibration < 0 || stride < 1 || jumpInterval < 0) {
            throw new IllegalArgumentException(
                    "frames, walkers and stride must be at least 1, equilibration and the interval between jumps at least"
                            + " 0; are "
                            + frames + ", " + walkers + ", " + stride + ", " + equilibration + ", " + jumpInterval);
        }
    }

    /**
     * At equilibrium: 2,000 frames at 500 K from 16 walkers, one every 100 steps after 2,000 of equilibration, a torsion jump every
     * 5 steps, ladders of four temperatures up to twice the lowest, seed 0.
     */
    public static LabellingSettings defaults() {
        return new LabellingSettings(500, 2_000, 16, 2_000, 100, JUMP_INTERVAL, LADDER, 0);
    }

    /** The same by Langevin dynamics alone, without jumps and exchanges: trajectories, whose populations are not those of equilibrium. */
    public LabellingSettings plain() {
        return new LabellingSettings(temperature, frames, walkers, equilibration, stride, 0, Tempering.NONE, seed);
    }

    /** The same at another temperature. */
    public LabellingSettings withTemperature(double newTemperature) {
        return new LabellingSettings(
                newTemperature, frames, walkers, equilibration, stride, jumpInterval, tempering, seed);
    }

    /** The same with another number of frames. */
    public LabellingSettings withFrames(int newFrames) {
        return new LabellingSettings(
                temperature, newFrames, walkers, equilibration, stride, jumpInterval, tempering, seed);
    }

    /** The same with another number of walkers. */
    public LabellingSettings withWalkers(int newWalkers) {
        return new LabellingSettings(
                temperature, frames, newWalkers, equilibration, stride, jumpInterval, tempering, seed);
    }

    /** The same with other lengths, in steps of 0.5 fs. */
    public LabellingSettings withSteps(int newEquilibration, int newStride) {
        return new LabellingSettings(
                temperature, frames, walkers, newEquilibration, newStride, jumpInterval, tempering, seed);
    }

    /** The same with another seed. */
    public LabellingSettings withSeed(long newSeed) {
        return new LabellingSettings(
                temperature, frames, walkers, equilibration, stride, jumpInterval, tempering, newSeed);
    }

    /** All copies of the molecule, those on higher rungs too. */
    public int copies() {
        return Math.multiplyExact(walkers, tempering.levels());
    }

    /** How many energies with forces a run takes at most, where no walker breaks. */
    public long evaluations() {
        return evaluations(0);
    }

    /**
     * The same of a run that goes on, without minimisation.
     *
     * @param before frames that are there
     */
    public long evaluations(int before) {
        if (before >= frames) {
            return 0;
        }
        long steps = withFrames(frames - before).steps();
        long jumps = jumpInterval == 0 ? 0 : steps / jumpInterval;
        return copies() * (1L + steps + jumps + (before == 0 ? Minima.STEPS : 0));
    }

    /** Of each walker, equilibration included. */
    long steps() {
        return equilibration + ((long) frames + walkers - 1) / walkers * stride;
    }
}
