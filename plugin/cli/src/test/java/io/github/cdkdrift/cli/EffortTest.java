package io.github.cdkdrift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdkdrift.positives.EquilibriumSettings;
import io.github.cdkdrift.training.TrainingSettings;
import org.junit.jupiter.api.Test;

class EffortTest {
    private static final EquilibriumSettings USUAL =
            TrainingSettings.ofPotential().equilibrium();

    @Test
    void standardIsTheLibrarysDefault() {
        assertThat(Effort.STANDARD.settings()).isEqualTo(TrainingSettings.ofPotential());
        assertThat(Effort.STANDARD.ofEnergies()).isEqualTo(TrainingSettings.ofEnergies());
    }

    @Test
    void draftTakesATenthOfTheSteps() {
        TrainingSettings draft = Effort.DRAFT.settings();
        assertThat(draft.optimiser().steps())
                .isEqualTo(TrainingSettings.ofPotential().optimiser().steps() / 10);
        assertThat(draft.equilibrium().steps()).isEqualTo(USUAL.steps() / 10);
        assertThat(draft.equilibrium().stride()).isEqualTo(USUAL.stride());
    }

    @Test
    void thoroughSamplesLongerForAsManyPositives() {
        EquilibriumSettings thorough = Effort.THOROUGH.settings().equilibrium();
        assertThat(thorough.steps()).isEqualTo(3 * USUAL.steps());
        assertThat(thorough.steps() / thorough.stride()).isEqualTo(USUAL.steps() / USUAL.stride());
        assertThat(Effort.THOROUGH.ofEnergies().optimiser().steps())
                .isEqualTo(3 * TrainingSettings.ofEnergies().optimiser().steps());
    }
}
