package io.github.cdkdrift.labelling;

import java.util.Arrays;

/**
 * The way of one geometry into its minimum by the limited-memory method of Broyden, Fletcher, Goldfarb and Shanno (Nocedal 1980,
 * doi:10.1090/S0025-5718-1980-0572855-7), with {@value #MEMORY} pairs of steps and gradients and halved steps where the energy does not
 * fall. No coordinate moves further than {@value #LONGEST_MOVE} Å a step, so that a geometry ends in the basin that it lies in. Where the
 * molecule is known, its {@link ModelCurvature} is what the pairs correct, taken anew where the geometry has moved.
 */
final class Descent {
    private static final int MEMORY = 15;
    private static final double LONGEST_MOVE = 0.1;
    private static final double FIRST_MOVE = 0.02;
    /** The part of the expected fall that is enough, as Armijo's rule has it. */
    private static final double ENOUGH = 1e-4;
    /** Energies of large molecules are not known better, relative to themselves. */
    private static final double ROUNDING = 1e-12;

    private static final int MOST_HALVINGS = 12;
    /** Å that a coordinate moves before the model's curvature is taken anew. */
    private static final double STALE = 0.1;

    private final ModelCurvature curvature;
    private final double[] trial;
    private final double[] position;
    private final double[] force;
    private final double[] direction;
    private final double[][] steps = new double[MEMORY][];
    private final double[][] changes = new double[MEMORY][];
    private final double[] curvatures = new double[MEMORY];
    private double energy = Double.NaN;
    private double part;
    /** Grows where the energy falls faster the further down: nothing known of curvature tells how far to go there. */
    private double stretch = 1;

    private int pairs;
    private int halvings;
    private int evaluations;
    private double[] modelled;
    private ModelCurvature.Solver model;

    /**
     * @param start [coordinates] Å, copied
     * @param curvature of the molecule; null where nothing is known
     */
    Descent(double[] start, ModelCurvature curvature) {
        this.curvature = curvature;
        trial = start.clone();
        position = start.clone();
        force = new double[start.length];
        direction = new double[start.length];
    }

    /** Where the energy is asked for next; not to be modified. */
    double[] trial() {
        return trial;
    }

    /** The best so far; not to be modified. */
    double[] position() {
        return position;
    }

    /** Of that geometry; NaN where none was ever finite. */
    double energy() {
        return energy;
    }

    /** The largest component of the force at that geometry. */
    double largestForce() {
        return largest(force);
    }

    /** How often it has gone on. */
    int evaluations() {
        return evaluations;
    }

    /** Lets go of all but the best geometry: it does not go on. */
    void forget() {
        model = null;
        modelled = null;
        Arrays.fill(steps, null);
        Arrays.fill(changes, null);
        pairs = 0;
    }

    /**
     * Goes on with energy and forces of the trial geometry.
     *
     * @param forces holds the forces from {@code from} on
     * @return false where no step leads further down
     */
    boolean take(double newEnergy, double[] forces, int from) {
        evaluations++;
        if (Double.isNaN(energy)) {
            if (!Double.isFinite(newEnergy)) {
                return false;
            }
            keep(newEnergy, forces, from);
            return turn();
        }
        double slope = dot(direction, force);
        double rounding = ROUNDING * Math.abs(energy);
        if (newEnergy <= energy - ENOUGH * part * slope + rounding) {
            remember(forces, from);
            keep(newEnergy, forces, from);
            return turn();
        }
        if (++halvings > MOST_HALVINGS) {
            if (pairs == 0) {
                return false;
            }
            pairs = 0;
            return turn();
        }
        part *= 0.5;
        tryPart();
        return true;
    }

    private void keep(double newEnergy, double[] forces, int from) {
        energy = newEnergy;
        System.arraycopy(trial, 0, position, 0, trial.length);
        System.arraycopy(forces, from, force, 0, force.length);
    }

    private void remember(double[] forces, int from) {
        double[] step = new double[trial.length];
        double[] change = new double[trial.length];
        for (int i = 0; i < step.length; i++) {
            step[i] = trial[i] - position[i];
            change[i] = force[i] - forces[from + i];
        }
        double curvature = dot(step, change);
        if (curvature > 1e-10 * Math.sqrt(dot(step, step) * dot(change, change))) {
            int place = pairs % MEMORY;
            steps[place] = step;
            changes[place] = change;
            curvatures[place] = curvature;
            pairs++;
            stretch = 1;
        } else {
            stretch *= 2;
        }
    }

    /** Takes the direction from here; false where there is no force. */
    private boolean turn() {
        direct();
        if (!(dot(direction, force) > 0)) {
            pairs = 0;
            direct();
        }
        double longest = largest(direction);
        if (!(longest > 0)) {
            return false;
        }
        part = pairs == 0 && curvature == null ? FIRST_MOVE / longest : 1;
        part = Math.min(stretch * part, LONGEST_MOVE / longest);
        halvings = 0;
        tryPart();
        return true;
    }

    private void direct() {
        System.arraycopy(force, 0, direction, 0, force.length);
        int first = Math.max(0, pairs - MEMORY);
        double[] weights = new double[MEMORY];
        for (int k = pairs - 1; k >= first; k--) {
            int at = k % MEMORY;
            weights[at] = dot(steps[at], direction) / curvatures[at];
            add(-weights[at], changes[at], direction);
        }
        if (curvature != null) {
            model().solve(direction);
        } else if (pairs > 0) {
            int last = (pairs - 1) % MEMORY;
            double scale = curvatures[last] / dot(changes[last], changes[last]);
            for (int i = 0; i < direction.length; i++) {
                direction[i] *= scale;
            }
        }
        for (int k = first; k < pairs; k++) {
            int at = k % MEMORY;
            add(weights[at] - dot(changes[at], direction) / curvatures[at], steps[at], direction);
        }
    }

    private ModelCurvature.Solver model() {
        boolean stale = modelled == null;
        for (int i = 0; i < position.length && !stale; i++) {
            stale = Math.abs(position[i] - modelled[i]) > STALE;
        }
        if (stale) {
            modelled = position.clone();
            model = curvature.at(position);
        }
        return model;
    }

    private void tryPart() {
        for (int i = 0; i < trial.length; i++) {
            trial[i] = position[i] + part * direction[i];
        }
    }

    private static void add(double factor, double[] of, double[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * of[i];
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double largest(double[] of) {
        double largest = 0;
        for (double x : of) {
            largest = Math.max(largest, Math.abs(x));
        }
        return largest;
    }
}
