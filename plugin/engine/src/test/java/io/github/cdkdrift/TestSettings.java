package io.github.cdkdrift;

import io.github.cdkdrift.drift.TransportSettings;
import io.github.cdkdrift.dynamics.Tempering;
import io.github.cdkdrift.positives.EquilibriumSettings;
import io.github.cdkdrift.potential.FitSettings;
import io.github.cdkdrift.training.Field;
import io.github.cdkdrift.training.NetworkSettings;
import io.github.cdkdrift.training.OptimiserSettings;
import io.github.cdkdrift.training.PositiveSource;
import io.github.cdkdrift.training.Space;
import io.github.cdkdrift.training.TrainingSettings;
import java.util.List;

/** Settings small enough for tests. */
public final class TestSettings {
    private TestSettings() {}

    /** Training that takes about a second. */
    public static TrainingSettings quick(int steps) {
        return TrainingSettings.of(Field.FI, Space.DISTANCE)
                .withNetwork(new NetworkSettings(16, 64, 2, 1, false))
                .withOptimiser(new OptimiserSettings(steps, 64, 96, 2e-3, 0.99));
    }

    /** Transport drift towards the frames themselves that takes about a second. */
    public static TrainingSettings transport(int steps) {
        return TrainingSettings.defaults()
                .withPositives(PositiveSource.FRAMES)
                .withTransport(new TransportSettings(32, 64, 2, 0.1, 0.05, 0.5, 2))
                .withNetwork(new NetworkSettings(16, 64, 2, 1, false))
                .withOptimiser(new OptimiserSettings(steps, 64, 64, 2e-3, 0.99));
    }

    /** The same towards equilibrium positives of a small potential. */
    public static TrainingSettings equilibrium(int steps) {
        FitSettings fit = FitSettings.defaults().withFrames(50).withWidths(List.of(20.0));
        return transport(steps)
                .withEquilibrium(new EquilibriumSettings(fit, 64, 1, 10, 100, 600, 15, 10, Tempering.NONE));
    }
}
