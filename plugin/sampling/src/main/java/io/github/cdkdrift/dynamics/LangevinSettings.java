package io.github.cdkdrift.dynamics;

/**
 * How walkers are moved.
 *
 * @param temperature K, above 0
 * @param timeStep fs, above 0; 0.5 suits molecules with hydrogen
 * @param friction of the heat bath, 1/ps, at least 0; 0 conserves the energy instead
 * @param walkers independent copies, at least 1
 * @param steps after equilibration, at least 1
 * @param equilibration steps before the first sample, at least 0
 * @param stride a sample is taken after every so many steps, at least 1
 * @param seed the same seed gives the same run
 */
public record LangevinSettings(
        double temperature,
        double timeStep,
        double friction,
        int walkers,
        int steps,
        int equilibration,
        int stride,
        long seed) {
    /** Checks the ranges. */
    public LangevinSettings {
        requirePositive("temperature", temperature);
        requirePositive("time step", timeStep);
        if (!(friction >= 0) || Double.isInfinite(friction)) {
            throw new IllegalArgumentException("friction must be 0 or more, is " + friction);
        }
        if (walkers < 1 || steps < 1 || equilibration < 0 || stride < 1) {
            throw new IllegalArgumentException(
                    "walkers, steps and stride must be at least 1, equilibration at least 0; are " + walkers + ", "
                            + steps + ", " + stride + ", " + equilibration);
        }
    }

    /** 128 walkers, 10,000 steps of 0.5 fs after 2,000 of equilibration, a sample every 100, friction 10/ps. */
    public static LangevinSettings at(double temperature) {
        return new LangevinSettings(temperature, 0.5, 10, 128, 10_000, 2_000, 100, 0);
    }

    /** The same with another time step. */
    public LangevinSettings withTimeStep(double newTimeStep) {
        return new LangevinSettings(temperature, newTimeStep, friction, walkers, steps, equilibration, stride, seed);
    }

    /** The same with another friction. */
    public LangevinSettings withFriction(double newFriction) {
        return new LangevinSettings(temperature, timeStep, newFriction, walkers, steps, equilibration, stride, seed);
    }

    /** The same with another number of walkers. */
    public LangevinSettings withWalkers(int newWalkers) {
        return new LangevinSettings(temperature, timeStep, friction, newWalkers, steps, equilibration, stride, seed);
    }

    /** The same with other lengths of the run. */
    public LangevinSettings withSteps(int newSteps, int newEquilibration, int newStride) {
        return new LangevinSettings(
                temperature, timeStep, friction, walkers, newSteps, newEquilibration, newStride, seed);
    }

    /** The same with another seed. */
    public LangevinSettings withSeed(long newSeed) {
        return new LangevinSettings(temperature, timeStep, friction, walkers, steps, equilibration, stride, newSeed);
    }

    private static void requirePositive(String what, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(what + " must be above 0, is " + value);
        }
    }
}
