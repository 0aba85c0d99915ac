package io.github.cdkdrift.cli;

import io.github.cdkdrift.Effort;
import io.github.cdkdrift.training.TrainingSettings;

/** What a generator of a structure learns from. */
enum GeneratePositives {
    /** Samples of the potential. */
    EQUILIBRIUM,
    /** The potential's energies alone. */
    NONE;

    TrainingSettings settings(Effort effort) {
        return this == NONE ? effort.ofEnergies() : effort.settings();
    }
}
