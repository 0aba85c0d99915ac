package io.github.cdkdrift.dynamics;

/**
 * How molecules move in a simulation in time.
 *
 * @param temperature of the heat bath in K, above 0
 * @param timeStep fs, above 0; 0.5 suits molecules with hydrogen
 * @param friction of the heat bath in 1/ps, above 0: what rates depend on, and populations do not
 * @param walkers independent molecules, at least 1
 * @param equilibration steps before the first observation, at least 0
 * @param frames of each walker, at least 1
 * @param frameSteps steps between two frames, a multiple of {@code observationSteps}
 * @param observationSteps steps between two observations of the torsions, at least 1
 * @param seed the same seed gives the same run
 */
public record SimulationSettings(
        double temperature,
        double timeStep,
        double friction,
        int walkers,
        int equilibration,
        int frames,
        int frameSteps,
        int observationSteps,
        long seed) {
    private static final double FEMTOSECONDS_A_PICOSECOND = 1000;

    /** Checks the ranges. */
    public SimulationSettings {
        if (!(temperature > 0)
                || !(timeStep > 0)
                || !(friction > 0)
                || !Double.isFinite(temperature + timeStep + friction)) {
            throw new IllegalArgumentException("temperature, time step and friction must be above 0, are " + temperature
                    + ", " + timeStep + " and " + friction);
        }
        if (walkers < 1 || equilibration < 0 || frames < 1 || observationSteps < 1 || frameSteps < 1) {
            throw new IllegalArgumentException(
                    "walkers, frames and their steps must be at least 1, equilibration at least 0; are " + walkers
                            + ", " + frames + ", " + frameSteps + ", " + observationSteps + ", " + equilibration);
        }
        if (frameSteps % observationSteps != 0) {
            throw new IllegalArgumentException(
                    "steps between frames must be a multiple of " + observationSteps + ", are " + frameSteps);
        }
    }

    /**
     * 16 walkers for 100 ps each after 2 ps of equilibration: steps of 0.5 fs, friction 1/ps, a frame every picosecond, torsions every
     * tenth of one.
     */
    public static SimulationSettings at(double temperature) {
        return new SimulationSettings(temperature, 0.5, 1, 16, 4000, 100, 2000, 200, 0);
    }

    /** The same with another time step, numbers of steps unchanged. */
    public SimulationSettings withTimeStep(double newTimeStep) {
        return new SimulationSettings(
                temperature, newTimeStep, friction, walkers, equilibration, frames, frameSteps, observationSteps, seed);
    }

    /** The same with another friction. */
    public SimulationSettings withFriction(double newFriction) {
        return new SimulationSettings(
                temperature, timeStep, newFriction, walkers, equilibration, frames, frameSteps, observationSteps, seed);
    }

    /** The same with another number of walkers. */
    public SimulationSettings withWalkers(int newWalkers) {
        return new SimulationSettings(
                temperature, timeStep, friction, newWalkers, equilibration, frames, frameSteps, observationSteps, seed);
    }

    /** The same with other lengths, in steps but for the number of frames. */
    public SimulationSettings withLength(
            int newEquilibration, int newFrames, int newFrameSteps, int newObservationSteps) {
        return new SimulationSettings(
                temperature,
                timeStep,
                friction,
                walkers,
                newEquilibration,
                newFrames,
                newFrameSteps,
                newObservationSteps,
                seed);
    }

    /** The same with another seed. */
    public SimulationSettings withSeed(long newSeed) {
        return new SimulationSettings(
                temperature, timeStep, friction, walkers, equilibration, frames, frameSteps, observationSteps, newSeed);
    }

    /** Observations of the torsions from one frame to the next, the frame itself the last of them. */
    public int observations() {
        return frameSteps / observationSteps;
    }

    /** Steps of each walker in all. */
    public long steps() {
        return equilibration + (long) frames * frameSteps;
    }

    /** Time between two frames in ps. */
    public double frameInterval() {
        return frameSteps * timeStep / FEMTOSECONDS_A_PICOSECOND;
    }

    /** Time between two observations in ps. */
    public double observationInterval() {
        return observationSteps * timeStep / FEMTOSECONDS_A_PICOSECOND;
    }

    /** Simulated time of each walker in ps, without equilibration. */
    public double time() {
        return frames * frameInterval();
    }
}
