package io.github.cdkdrift.samples.benchmarks;

import io.github.cdkdrift.drift.DriftSettings;
import io.github.cdkdrift.drift.ForceAlignment;
import io.github.cdkdrift.drift.Kernel;
import io.github.cdkdrift.drift.Normalisation;
import io.github.cdkdrift.feature.FeatureScaling;
import io.github.cdkdrift.training.KernelPlan;
import io.github.cdkdrift.training.NetworkSettings;
import io.github.cdkdrift.training.OptimiserSettings;
import io.github.cdkdrift.training.Space;
import io.github.cdkdrift.training.TrainingSettings;
import java.util.List;

/**
 * The configuration {@code paper} of {@code torch_drift.py}: 64 → 6 × 512 → 3N, batch 256, 512 positives, Gaussian drift with
 * weights normalised over the positives of each sample, plain distances, one bandwidth of the median distance, no forces, no
 * moving average.
 */
final class PaperConfiguration {
    static final NetworkSettings NETWORK = new NetworkSettings(64, 512, 6, 1, false);

    private static final DriftSettings DRIFT = new DriftSettings(
            Kernel.GAUSSIAN,
            Normalisation.ROW,
            1,
            List.of(1.0),
            true,
            false,
            0,
            false,
            0,
            ForceAlignment.DERIVED,
            false);

    /** Far more steps than are run: the learning rate stays where the peer's is. */
    private static final OptimiserSettings OPTIMISER = new OptimiserSettings(100_000_000, 256, 512, 1e-3, 0);

    private PaperConfiguration() {}

    static TrainingSettings settings() {
        return new TrainingSettings(
                500, null, new KernelPlan(Space.DISTANCE, FeatureScaling.NONE, DRIFT), NETWORK, OPTIMISER, 0);
    }
}
