package io.github.cdkdrift.training;

import java.util.Objects;

/**
 * A density in closed form, bent by coupling layers that keep it known.
 *
 * @param flow of the coupling layers, and how much forces pull
 */
public record DensityPlan(FlowSettings flow) implements TrainingPlan {
    /** Checks that it is there. */
    public DensityPlan {
        Objects.requireNonNull(flow, "flow");
    }
}
