package io.github.cdkdrift;

import io.github.cdkdrift.positives.EquilibriumSettings;
import io.github.cdkdrift.training.TrainingSettings;

/** How long sampling and training from a structure take. */
public enum Effort {
    /** To see what comes out, not to publish it. */
    DRAFT(0.1),
    /** The library's default. */
    STANDARD(1),
    /** For molecules of more than some thirty atoms, whose stiff motions are learnt last. */
    THOROUGH(3);

    private final double factor;

    /** @param factor of the standard steps of sampling and training */
    Effort(double factor) {
        this.factor = factor;
    }

    /** Settings for training from energies alone. */
    public TrainingSettings ofEnergies() {
        return trained(TrainingSettings.ofEnergies());
    }

    /** Settings for sampling a potential and training on the samples. */
    public TrainingSettings settings() {
        TrainingSettings standard = TrainingSettings.ofPotential();
        EquilibriumSettings sampling = standard.equilibrium();
        return trained(standard)
                .withEquilibrium(sampling.withEnsemble(sampling.ensemble().scaled(factor)));
    }

    private TrainingSettings trained(TrainingSettings standard) {
        return standard.withSteps(scaled(standard.optimiser().steps()));
    }

    private int scaled(int steps) {
        return (int) Math.round(factor * steps);
    }
}
