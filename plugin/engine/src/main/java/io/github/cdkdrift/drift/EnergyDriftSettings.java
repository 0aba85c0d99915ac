package io.github.cdkdrift.drift;

import java.util.Objects;

/**
 * The settings of an {@link EnergyDriftField}.
 *
 * @param estimator how the target's mean around a point is found
 * @param probes random neighbours of a point that are weighted, a multiple of 4
 * @param widest standard deviation of the widest smoothing, in units of the points, above 0
 * @param narrowest standard deviation of the narrowest smoothing, above 0, at most {@code widest}
 * @param levels smoothings compared in a step, from the widest to the one that has been reached, in equal ratios; at least 1. With
 *     1 only the one that has been reached
 * @param annealing part of the training in which the narrowest smoothing is reached, 0 to 1
 * @param harmonic whether neighbours are drawn where the target is a standard normal distribution, instead of around the point: for
 *     points of {@code training.MolecularEnergy}, which are nearly so
 * @param repulsion how the samples' score is found
 * @param bank earlier samples that repel beside the batch, at least 0
 * @param ownWeight weight of a sample among those that repel it, 0 (leave one out) to 1; see {@link MeanShift} for what is wrong with
 *     either end
 */
public record EnergyDriftSettings(
        EnergyEstimator estimator,
        int probes,
        double widest,
        double narrowest,
        int levels,
        double annealing,
        boolean harmonic,
        EnergyRepulsion repulsion,
        int bank,
        double ownWeight) {
    private static final EnergyDriftSettings DEFAULTS = new EnergyDriftSettings(
            EnergyEstimator.IMPORTANCE, 64, 1.5, 0.1, 4, 0.5, false, EnergyRepulsion.MEAN_SHIFT, 1024, 0.05);

    private static final EnergyDriftSettings MOLECULAR = new EnergyDriftSettings(
            EnergyEstimator.IMPORTANCE, 16, 1, 0.3, 2, 0.3, true, EnergyRepulsion.MARGINALS, 0, 0);

    /** Checks the ranges. */
    public EnergyDriftSettings {
        Objects.requireNonNull(estimator, "estimator");
        Objects.requireNonNull(repulsion, "repulsion");
        if (probes < 4 || probes % 4 != 0) {
            throw new IllegalArgumentException("probes must be a multiple of 4, are " + probes);
        }
        if (!(narrowest > 0 && narrowest <= widest) || Double.isInfinite(widest)) {
            throw new IllegalArgumentException("widths must be above 0 and the widest no less than the narrowest, are "
                    + widest + " and " + narrowest);
        }
        if (levels < 1 || bank < 0) {
            throw new IllegalArgumentException(
                    "levels must be at least 1 and the bank 0, are " + levels + " and " + bank);
        }
        if (!(ownWeight >= 0 && ownWeight <= 1)) {
            throw new IllegalArgumentException("own weight must be between 0 and 1, is " + ownWeight);
        }
        if (!(annealing >= 0 && annealing <= 1)) {
            throw new IllegalArgumentException("annealing must be between 0 and 1, is " + annealing);
        }
    }

    /** What reached the targets of {@code samples/results/energy-only.md}. */
    public static EnergyDriftSettings defaults() {
        return DEFAULTS;
    }

    /**
     * For one well of a molecule in the coordinates of {@code training.MolecularEnergy}: neighbours of the normal distribution that
     * the well nearly is, repulsion by marginals.
     */
    public static EnergyDriftSettings molecular() {
        return MOLECULAR;
    }

    /** The same with another estimator. */
    public EnergyDriftSettings withEstimator(EnergyEstimator newEstimator) {
        return new EnergyDriftSettings(
                newEstimator, probes, widest, narrowest, levels, annealing, harmonic, repulsion, bank, ownWeight);
    }

    /** The same with another number of neighbours. */
    public EnergyDriftSettings withProbes(int newProbes) {
        return new EnergyDriftSettings(
                estimator, newProbes, widest, narrowest, levels, annealing, harmonic, repulsion, bank, ownWeight);
    }

    /** The same with other smoothings. */
    public EnergyDriftSettings withWidths(double newWidest, double newNarrowest, int newLevels, double newAnnealing) {
        return new EnergyDriftSettings(
                estimator,
                probes,
                newWidest,
                newNarrowest,
                newLevels,
                newAnnealing,
                harmonic,
                repulsion,
                bank,
                ownWeight);
    }

    /** The same with the mean shift as repulsion. */
    public EnergyDriftSettings withRepulsion(int newBank, double newOwnWeight) {
        return new EnergyDriftSettings(
                estimator,
                probes,
                widest,
                narrowest,
                levels,
                annealing,
                harmonic,
                EnergyRepulsion.MEAN_SHIFT,
                newBank,
                newOwnWeight);
    }

    /**
     * The width of one smoothing.
     *
     * @param level from 0, the widest
     * @param progress part of the training done, 0 to 1
     */
    public double width(int level, double progress) {
        double reached = annealing == 0 ? 1 : Math.min(1, progress / annealing);
        double part = levels == 1 ? 1 : level / (levels - 1.0);
        return widest * Math.pow(narrowest / widest, reached * part);
    }
}
