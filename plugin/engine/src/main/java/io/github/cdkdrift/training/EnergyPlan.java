package io.github.cdkdrift.training;

import io.github.cdkdrift.drift.EnergyDriftSettings;
import java.util.Objects;

/**
 * A network of one well of a potential, trained on its energies alone: there are no target samples.
 *
 * @param drift the field
 */
public record EnergyPlan(EnergyDriftSettings drift) implements TrainingPlan {
    /** Checks that it is there. */
    public EnergyPlan {
        Objects.requireNonNull(drift, "drift");
    }
}
