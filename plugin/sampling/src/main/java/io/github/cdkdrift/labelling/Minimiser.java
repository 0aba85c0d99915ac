package io.github.cdkdrift.labelling;

import java.util.Arrays;

/**
 * Moves points of a rough surface into the nearest minimum by FIRE: dynamics that stops when it goes uphill and bends its velocity towards the
 * force while it goes downhill (Bitzek et al. 2006, doi:10.1103/PhysRevLett.97.170201, with the parameters given there). All
 * points of a batch take their steps together, each with a time step of its own.
 */
final class Minimiser {
    private static final double FIRST_STEP = 0.01;
    private static final double LONGEST_STEP = 0.1;
    private static final double LONGEST_MOVE = 0.1;
    private static final int PATIENCE = 5;
    private static final double FASTER = 1.1;
    private static final double SLOWER = 0.5;
    private static final double MIXING = 0.1;
    private static final double LESS_MIXING = 0.99;

    private final Surface surface;
    private final int stride;
    private final double[] positions;
    private final double[] velocities;
    private final double[] forces;
    private final double[] energies;
    private final double[] timeSteps;
    private final double[] mixings;
    private final int[] downhill;

    /** What is minimised: values and their negative gradients of a batch of points. */
    @FunctionalInterface
    interface Surface {
        /**
         * Evaluates.
         *
         * @param points [count · coordinates], not modified
         * @param values [count], overwritten
         * @param forces [count · coordinates], overwritten
         */
        void evaluate(double[] points, int count, double[] values, double[] forces);
    }

    /**
     * Of points on a surface.
     *
     * @param coordinates of a point
     * @param starts [points · coordinates], not modified
     */
    Minimiser(Surface surface, int coordinates, double[] starts) {
        this.surface = surface;
        stride = coordinates;
        positions = starts.clone();
        velocities = new double[starts.length];
        forces = new double[starts.length];
        energies = new double[starts.length / stride];
        timeSteps = new double[energies.length];
        mixings = new double[energies.length];
        downhill = new int[energies.length];
        Arrays.fill(timeSteps, FIRST_STEP);
        Arrays.fill(mixings, MIXING);
    }

    /**
     * Minimises.
     *
     * @param largestForce where every component is below this, a point is done
     * @param steps when all end at the latest
     * @return the points, [points · coordinates]; not finite where the surface is not
     */
    double[] run(double largestForce, int steps) {
        for (int step = 0; step < steps; step++) {
            surface.evaluate(positions, energies.length, energies, forces);
            boolean done = true;
            for (int geometry = 0; geometry < energies.length; geometry++) {
                done &= isDone(geometry, largestForce);
            }
            if (done) {
                break;
            }
            for (int geometry = 0; geometry < energies.length; geometry++) {
                move(geometry);
            }
        }
        return positions;
    }

    private boolean isDone(int geometry, double largestForce) {
        for (int i = geometry * stride; i < (geometry + 1) * stride; i++) {
            if (Math.abs(forces[i]) > largestForce) {
                return false;
            }
        }
        return true;
    }

    private void move(int geometry) {
        int from = geometry * stride;
        int to = from + stride;
        double power = 0;
        double forceSquared = 0;
        double speedSquared = 0;
        for (int i = from; i < to; i++) {
            power += forces[i] * velocities[i];
            forceSquared += forces[i] * forces[i];
            speedSquared += velocities[i] * velocities[i];
        }
        if (power > 0) {
            double mixing = mixings[geometry];
            double towards = mixing * Math.sqrt(speedSquared / forceSquared);
            for (int i = from; i < to; i++) {
                velocities[i] = (1 - mixing) * velocities[i] + towards * forces[i];
            }
            if (++downhill[geometry] > PATIENCE) {
                timeSteps[geometry] = Math.min(FASTER * timeSteps[geometry], LONGEST_STEP);
                mixings[geometry] *= LESS_MIXING;
            }
        } else {
            Arrays.fill(velocities, from, to, 0);
            downhill[geometry] = 0;
            timeSteps[geometry] *= SLOWER;
            mixings[geometry] = MIXING;
        }
        double longest = 0;
        for (int i = from; i < to; i++) {
            velocities[i] += timeSteps[geometry] * forces[i];
            longest = Math.max(longest, Math.abs(timeSteps[geometry] * velocities[i]));
        }
        double part = timeSteps[geometry] * Math.min(1, LONGEST_MOVE / longest);
        for (int i = from; i < to; i++) {
            positions[i] += part * velocities[i];
        }
    }
}
