package io.github.cdkdrift.positives;

import io.github.cdkdrift.dynamics.LangevinSettings;
import io.github.cdkdrift.dynamics.Tempering;
import io.github.cdkdrift.potential.FitSettings;
import io.github.cdkdrift.sampler.EnsembleSettings;

/**
 * How equilibrium positives are made.
 *
 * @param fit of the potential to frames with forces; not used where a potential is given
 * @param walkers independent copies of the molecule, at least 1
 * @param timeStep fs, above 0
 * @param friction 1/ps, at least 0
 * @param equilibration steps before the first sample, at least 0
 * @param steps after equilibration, at least 1
 * @param stride steps between two samples, at least 1
 * @param jumpInterval steps between two torsion jumps of a walker, at least 1
 * @param tempering replica exchange; the walkers must fill whole ladders
 * @param rejectExtrapolated whether samples at which a fitted potential extrapolates are left out instead of counted; costs an
 *     uncertainty for each sample, and truncates the distribution where there are many
 * @param ensemble how a potential that is given, or a corrected force field, is sampled until it has converged; null for runs of the length above
 */
public record EquilibriumSettings(
        FitSettings fit,
        int walkers,
        double timeStep,
        double friction,
        int equilibration,
        int steps,
        int stride,
        int jumpInterval,
        Tempering tempering,
        boolean rejectExtrapolated,
        EnsembleSettings ensemble) {
    /** The same with extrapolated samples counted, not rejected. */
    public EquilibriumSettings(
            FitSettings fit,
            int walkers,
            double timeStep,
            double friction,
            int equilibration,
            int steps,
            int stride,
            int jumpInterval,
            Tempering tempering) {
        this(fit, walkers, timeStep, friction, equilibration, steps, stride, jumpInterval, tempering, false, null);
    }

    /** Checks the ranges; files of earlier versions have no tempering. */
    public EquilibriumSettings {
        tempering = tempering == null ? Tempering.NONE : tempering;
        if (jumpInterval < 1) {
            throw new IllegalArgumentException("the interval between jumps must be at least 1, is " + jumpInterval);
        }
        if (walkers % tempering.levels() != 0) {
            throw new IllegalArgumentException(
                    walkers + " walkers do not fill whole ladders of " + tempering.levels() + " temperatures");
        }
        dynamics(1, timeStep, friction, walkers, steps, equilibration, stride, 0);
    }

    /** The dynamics at a temperature in K. */
    public LangevinSettings dynamics(double temperature, long seed) {
        return dynamics(temperature, timeStep, friction, walkers, steps, equilibration, stride, seed);
    }

    private static LangevinSettings dynamics(
            double temperature,
            double timeStep,
            double friction,
            int walkers,
            int steps,
            int equilibration,
            int stride,
            long seed) {
        return new LangevinSettings(temperature, timeStep, friction, walkers, steps, equilibration, stride, seed);
    }

    /** The same with another fit. */
    public EquilibriumSettings withFit(FitSettings newFit) {
        return new EquilibriumSettings(
                newFit,
                walkers,
                timeStep,
                friction,
                equilibration,
                steps,
                stride,
                jumpInterval,
                tempering,
                rejectExtrapolated,
                ensemble);
    }

    /** The same with other lengths of the run. */
    public EquilibriumSettings withSteps(int newEquilibration, int newSteps, int newStride) {
        return new EquilibriumSettings(
                fit,
                walkers,
                timeStep,
                friction,
                newEquilibration,
                newSteps,
                newStride,
                jumpInterval,
                tempering,
                rejectExtrapolated,
                ensemble);
    }

    /** The same with extrapolated samples rejected or only counted. */
    public EquilibriumSettings withRejectExtrapolated(boolean reject) {
        return new EquilibriumSettings(
                fit,
                walkers,
                timeStep,
                friction,
                equilibration,
                steps,
                stride,
                jumpInterval,
                tempering,
                reject,
                ensemble);
    }

    /** The same with a given potential sampled until it has converged; null for a run of fixed length. */
    public EquilibriumSettings withEnsemble(EnsembleSettings newEnsemble) {
        return new EquilibriumSettings(
                fit,
                walkers,
                timeStep,
                friction,
                equilibration,
                steps,
                stride,
                jumpInterval,
                tempering,
                rejectExtrapolated,
                newEnsemble);
    }
}
