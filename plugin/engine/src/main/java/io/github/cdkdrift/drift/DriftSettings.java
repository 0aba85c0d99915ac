package io.github.cdkdrift.drift;

import java.util.List;
import java.util.Objects;

/**
 * The settings of a {@link KernelDriftField}.
 *
 * @param kernel how weights fall with distance
 * @param normalisation how weights are normalised
 * @param sinkhornRounds alternating scalings with {@link Normalisation#SINKHORN}, at least 1
 * @param bandwidths h of each kernel, each above 0; the fields of several are summed
 * @param medianBandwidths true: bandwidths are multiples of the median distance between positives; false: of the feature unit
 * @param equalised whether the field of each bandwidth is divided by its root mean square before they are summed
 * @param alpha weight α of the force in the displacement, 0 (none) to 1: force interpolation, FI
 * @param scaledForces whether the force term is scaled to the length of the displacements (Hu 2026, equation 34) rather than
 *     h²f/k_BT; k_BT cancels then
 * @param beta weight β of the forces or energies in the logits, 0 for none: force-aligned kernel, FK
 * @param alignment what enters the logits
 * @param standardisedAlignment whether alignments with forces have mean 0 and variance 1 in each batch before β (Hu 2026,
 *     equation 36); k_BT cancels then
 * @param metric what forces in feature space are corrected for, in distance space; null in files of earlier versions, for nothing
 */
public record DriftSettings(
        Kernel kernel,
        Normalisation normalisation,
        int sinkhornRounds,
        List<Double> bandwidths,
        boolean medianBandwidths,
        boolean equalised,
        double alpha,
        boolean scaledForces,
        double beta,
        ForceAlignment alignment,
        boolean standardisedAlignment,
        MetricCorrection metric) {
    /** Without a correction of the metric. */
    public DriftSettings(
            Kernel kernel,
            Normalisation normalisation,
            int sinkhornRounds,
            List<Double> bandwidths,
            boolean medianBandwidths,
            boolean equalised,
            double alpha,
            boolean scaledForces,
            double beta,
            ForceAlignment alignment,
            boolean standardisedAlignment) {
        this(
                kernel,
                normalisation,
                sinkhornRounds,
                bandwidths,
                medianBandwidths,
                equalised,
                alpha,
                scaledForces,
                beta,
                alignment,
                standardisedAlignment,
                MetricCorrection.NONE);
    }

    /** Checks the ranges. */
    public DriftSettings {
        metric = metric == null ? MetricCorrection.NONE : metric;
        Objects.requireNonNull(kernel, "kernel");
        Objects.requireNonNull(normalisation, "normalisation");
        Objects.requireNonNull(alignment, "alignment");
        bandwidths = List.copyOf(bandwidths);
        if (bandwidths.isEmpty() || bandwidths.stream().anyMatch(h -> !(h > 0) || h.isInfinite())) {
            throw new IllegalArgumentException("bandwidths must be above 0, are " + bandwidths);
        }
        if (!(alpha >= 0 && alpha <= 1)) {
            throw new IllegalArgumentException("alpha must be between 0 and 1, is " + alpha);
        }
        if (!(beta >= 0) || Double.isInfinite(beta)) {
            throw new IllegalArgumentException("beta must be 0 or more, is " + beta);
        }
        if (sinkhornRounds < 1) {
            throw new IllegalArgumentException("Sinkhorn rounds must be at least 1, are " + sinkhornRounds);
        }
    }

    /** Whether forces enter the field: in the displacement, or in the logits unless energies stand in for them. */
    public boolean usesForces() {
        return alpha > 0 || beta > 0 && alignment != ForceAlignment.ENERGY;
    }

    /** The same with another kernel. */
    public DriftSettings withKernel(Kernel newKernel) {
        return new DriftSettings(
                newKernel,
                normalisation,
                sinkhornRounds,
                bandwidths,
                medianBandwidths,
                equalised,
                alpha,
                scaledForces,
                beta,
                alignment,
                standardisedAlignment,
                metric);
    }

    /** The same with another normalisation. */
    public DriftSettings withNormalisation(Normalisation newNormalisation) {
        return new DriftSettings(
                kernel,
                newNormalisation,
                sinkhornRounds,
                bandwidths,
                medianBandwidths,
                equalised,
                alpha,
                scaledForces,
                beta,
                alignment,
                standardisedAlignment,
                metric);
    }

    /** The same with other bandwidths. */
    public DriftSettings withBandwidths(List<Double> newBandwidths) {
        return new DriftSettings(
                kernel,
                normalisation,
                sinkhornRounds,
                newBandwidths,
                medianBandwidths,
                equalised,
                alpha,
                scaledForces,
                beta,
                alignment,
                standardisedAlignment,
                metric);
    }

    /** The same with another weight of the forces in the displacement. */
    public DriftSettings withAlpha(double newAlpha) {
        return new DriftSettings(
                kernel,
                normalisation,
                sinkhornRounds,
                bandwidths,
                medianBandwidths,
                equalised,
                newAlpha,
                scaledForces,
                beta,
                alignment,
                standardisedAlignment,
                metric);
    }

    /** The same with another weight of the forces in the logits. */
    public DriftSettings withBeta(double newBeta) {
        return new DriftSettings(
                kernel,
                normalisation,
                sinkhornRounds,
                bandwidths,
                medianBandwidths,
                equalised,
                alpha,
                scaledForces,
                newBeta,
                alignment,
                standardisedAlignment,
                metric);
    }

    /** The same with another alignment. */
    public DriftSettings withAlignment(ForceAlignment newAlignment) {
        return new DriftSettings(
                kernel,
                normalisation,
                sinkhornRounds,
                bandwidths,
                medianBandwidths,
                equalised,
                alpha,
                scaledForces,
                beta,
                newAlignment,
                standardisedAlignment,
                metric);
    }

    /** The same with another correction of the metric. */
    public DriftSettings withMetric(MetricCorrection newMetric) {
        return new DriftSettings(
                kernel,
                normalisation,
                sinkhornRounds,
                bandwidths,
                medianBandwidths,
                equalised,
                alpha,
                scaledForces,
                beta,
                alignment,
                standardisedAlignment,
                newMetric);
    }
}
