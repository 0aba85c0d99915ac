package io.github.cdkdrift.training;

import io.github.cdkdrift.drift.TransportSettings;
import java.util.Objects;

/**
 * A network that draws positions, its batches carried to the quantiles of the target samples.
 *
 * @param transport the drift
 */
public record TransportPlan(TransportSettings transport) implements TrainingPlan {
    /** Checks that it is there. */
    public TransportPlan {
        Objects.requireNonNull(transport, "transport");
    }
}
