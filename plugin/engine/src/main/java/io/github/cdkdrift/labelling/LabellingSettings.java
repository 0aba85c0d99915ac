package io.github.cdkdrift.labelling;

/**
 * How a molecule is sampled for force labels.
 *
 * @param temperature K, above 0
 * @param frames how many, at least 1
 * @param walkers independent copies, at least 1; they begin in different rotamers where there are several
 * @param equilibration steps of 0.5 fs before the first frame of a walker, at least 0
 * @param stride a frame is taken after every so many steps of 0.5 fs, at least 1
 * @param seed the same seed gives the same frames
 */
public record LabellingSettings(double temperature, int frames, int walkers, int equilibration, int stride, long seed) {
    /** Checks the ranges. */
    public LabellingSettings {
        if (!(temperature > 0) || Double.isInfinite(temperature)) {
            throw new IllegalArgumentException("temperature must be above 0, is " + temperature);
        }
        if (frames < 1 || walkers < 1 || equilibration < 0 || stride < 1) {
            throw new IllegalArgumentException(
                    "frames, walkers and stride must be at least 1, equilibration at least 0; are " + frames + ", "
                            + walkers + ", " + stride + ", " + equilibration);
        }
    }

    /** 2,000 frames at 500 K from 16 walkers, one every 100 steps after 2,000 of equilibration, seed 0. */
    public static LabellingSettings defaults() {
        return new LabellingSettings(500, 2_000, 16, 2_000, 100, 0);
    }

    /** The same at another temperature. */
    public LabellingSettings withTemperature(double newTemperature) {
        return new LabellingSettings(newTemperature, frames, walkers, equilibration, stride, seed);
    }

    /** The same with another number of frames. */
    public LabellingSettings withFrames(int newFrames) {
        return new LabellingSettings(temperature, newFrames, walkers, equilibration, stride, seed);
    }

    /** The same with another number of walkers. */
    public LabellingSettings withWalkers(int newWalkers) {
        return new LabellingSettings(temperature, frames, newWalkers, equilibration, stride, seed);
    }

    /** The same with other lengths, in steps of 0.5 fs. */
    public LabellingSettings withSteps(int newEquilibration, int newStride) {
        return new LabellingSettings(temperature, frames, walkers, newEquilibration, newStride, seed);
    }

    /** The same with another seed. */
    public LabellingSettings withSeed(long newSeed) {
        return new LabellingSettings(temperature, frames, walkers, equilibration, stride, newSeed);
    }

    /** The frames that each walker gives. */
    int framesOfAWalker() {
        return (frames + walkers - 1) / walkers;
    }

    /** How many energies with forces a run takes at most, where no walker breaks. */
    public long evaluations() {
        long dynamics = 1L + equilibration + (long) framesOfAWalker() * stride;
        return walkers * (dynamics + Minima.STEPS) + frames;
    }
}
