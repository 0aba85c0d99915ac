package io.github.cdkdrift.training;

import io.github.cdkdrift.drift.DriftSettings;
import io.github.cdkdrift.drift.MetricCorrection;
import io.github.cdkdrift.feature.FeatureScaling;
import java.util.Objects;

/**
 * A network that draws positions, its batches pulled towards target samples nearby.
 *
 * @param space in which samples are compared
 * @param scaling of the features of that space
 * @param drift the field
 */
public record KernelPlan(Space space, FeatureScaling scaling, DriftSettings drift) implements TrainingPlan {
    /** Checks that the metric is corrected only where there is one. */
    public KernelPlan {
        Objects.requireNonNull(space, "space");
        Objects.requireNonNull(scaling, "scaling");
        Objects.requireNonNull(drift, "drift");
        if (drift.metric() != MetricCorrection.NONE && space != Space.DISTANCE) {
            throw new IllegalArgumentException("the metric is corrected in distance space, found " + space);
        }
    }

    /** The same with another field. */
    public KernelPlan withDrift(DriftSettings newDrift) {
        return new KernelPlan(space, scaling, newDrift);
    }

    /** The same with other scaling. */
    public KernelPlan withScaling(FeatureScaling newScaling) {
        return new KernelPlan(space, newScaling, drift);
    }
}
