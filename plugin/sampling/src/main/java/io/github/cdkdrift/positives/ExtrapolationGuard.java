package io.github.cdkdrift.positives;

import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.molecule.PhysicalConstants;
import io.github.cdkdrift.potential.CorrectionFit;
import io.github.cdkdrift.potential.EnergyUncertainty;
import io.github.cdkdrift.potential.PotentialFit;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Tells samples at which a fitted potential extrapolates. Its energy has a standard deviation σ (see {@link EnergyUncertainty}), at
 * the training frames σ₀ on average; a sample counts as extrapolated where √(σ² − σ₀²) exceeds k_BT, so that what the frames do
 * not say of its energy may change its Boltzmann weight by more than a factor of e. What the potential does not know even at its
 * frames is no extrapolation.
 *
 * <p>Costs a factorisation as the fit itself did and 9N²n² operations a sample: unless samples are to be rejected, at most 1,000 of
 * them, evenly spread, are looked at.
 */
final class ExtrapolationGuard {
    private static final int MOST_TO_COUNT = 1000;

    /** Standard deviations of energies, kcal/mol. */
    private interface Deviations {
        void evaluate(double[] positions, int frames, double[] deviations);
    }

    private final Deviations uncertainty;
    private final double highest;

    /** Of a correction to a force field; what more labels would not mend is no extrapolation either. */
    ExtrapolationGuard(CorrectionFit fit, double temperature) {
        uncertainty = fit::deviations;
        highest = Math.hypot(fit.irreducible(), PhysicalConstants.BOLTZMANN * temperature);
    }

    /** @param frames those that were given to the fit */
    ExtrapolationGuard(ForceFrames frames, PotentialFit fit, double temperature) {
        uncertainty = EnergyUncertainty.of(frames, fit)::evaluate;
        double[] training = Positives.of(frames.select(fit.frames())).positions();
        double[] known = new double[fit.frames().length];
        uncertainty.evaluate(training, known.length, known);
        double level =
                Arrays.stream(known).map(sigma -> sigma * sigma).average().orElseThrow();
        highest = Math.sqrt(level + Math.pow(PhysicalConstants.BOLTZMANN * temperature, 2));
    }

    /**
     * Counts the extrapolated samples for the report, and takes them out where that is wanted.
     *
     * @param positives with their report
     * @throws IllegalArgumentException if none is left
     */
    Positives apply(Positives positives, boolean reject) {
        int size = positives.energies().length;
        int stride = positives.positions().length / size;
        int count = reject ? size : Math.min(size, MOST_TO_COUNT);
        int[] looked = IntStream.range(0, count)
                .map(i -> (int) ((long) i * size / count))
                .toArray();
        double[] deviations = new double[count];
        uncertainty.evaluate(select(positives.positions(), stride, looked), count, deviations);
        int[] known = IntStream.range(0, count)
                .filter(i -> deviations[i] <= highest)
                .map(i -> looked[i])
                .toArray();
        EquilibriumReport report = positives.report().withExtrapolated(1 - known.length / (double) count);
        if (!reject) {
            return positives.withReport(report);
        }
        if (known.length == 0) {
            throw new IllegalArgumentException(
                    "the fitted potential extrapolates at all of " + size
                            + " samples; expected some within k_BT of what it knows: give more frames, or frames that cover more");
        }
        return new Positives(
                select(positives.positions(), stride, known),
                select(positives.energies(), 1, known),
                positives.potential(),
                positives.sampled(),
                report.withSamples(known.length));
    }

    private static double[] select(double[] values, int stride, int[] items) {
        double[] selected = new double[items.length * stride];
        for (int i = 0; i < items.length; i++) {
            System.arraycopy(values, items[i] * stride, selected, i * stride, stride);
        }
        return selected;
    }
}
