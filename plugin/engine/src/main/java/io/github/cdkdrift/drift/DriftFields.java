package io.github.cdkdrift.drift;

import io.github.cdkdrift.backend.Kernels;

/** Builds drift fields. */
public final class DriftFields {
    private DriftFields() {}

    /**
     * The kernel drift of the paper.
     *
     * @param medianDistance median distance between positives in feature space: the unit of the bandwidths where the settings
     *     say so
     * @param features features of a sample
     * @param samples generated samples a step, at least 2
     * @param positives positives a step, at least 1
     */
    public static DriftField kernel(
            DriftSettings settings, double medianDistance, int features, int samples, int positives, Kernels kernels) {
        double unit = settings.medianBandwidths() ? medianDistance : 1;
        double[] bandwidths =
                settings.bandwidths().stream().mapToDouble(h -> h * unit).toArray();
        return new KernelDriftField(settings, bandwidths, features, samples, positives, kernels);
    }
}
