package io.github.cdkdrift.cli;

import io.github.cdkdrift.positives.EquilibriumSettings;
import io.github.cdkdrift.training.TrainingSettings;

/** How long sampling and training from a structure take. */
enum Effort {
    /** A tenth of the standard sampling and training: to see what comes out, not to publish it. */
    DRAFT,
    /** The library's default. */
    STANDARD;

    private static final int PART = 10;

    /** Without positives. */
    TrainingSettings ofEnergies() {
        TrainingSettings standard = TrainingSettings.ofEnergies();
        return this == STANDARD
                ? standard
                : standard.withSteps(standard.optimiser().steps() / PART);
    }

    TrainingSettings settings() {
        TrainingSettings standard = TrainingSettings.ofPotential();
        if (this == STANDARD) {
            return standard;
        }
        EquilibriumSettings sampling = standard.equilibrium();
        return standard.withSteps(standard.optimiser().steps() / PART)
                .withEquilibrium(sampling.withSteps(
                        sampling.equilibration() / PART, sampling.steps() / PART, sampling.stride()));
    }
}
