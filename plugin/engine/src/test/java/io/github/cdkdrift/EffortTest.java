package io.github.cdkdrift;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdkdrift.sampler.EnsembleSettings;
import io.github.cdkdrift.training.TrainingSettings;
import org.junit.jupiter.api.Test;

class EffortTest {
    private static final EnsembleSettings USUAL =
            TrainingSettings.ofPotential().equilibrium().ensemble();

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
        EnsembleSettings sampling = draft.equilibrium().ensemble();
        assertThat(sampling.mostSteps()).isEqualTo(USUAL.mostSteps() / 10);
        assertThat(sampling.effectiveSamples()).isEqualTo(USUAL.effectiveSamples() / 10);
        assertThat(sampling.samples()).isEqualTo(USUAL.samples() / 10);
        assertThat(sampling.walkers()).isEqualTo(USUAL.walkers() / 2);
    }

    @Test
    void thoroughSamplesLongerForAsManyPositives() {
        EnsembleSettings thorough = Effort.THOROUGH.settings().equilibrium().ensemble();
        assertThat(thorough.mostSteps()).isEqualTo(3 * USUAL.mostSteps());
        assertThat(thorough.effectiveSamples()).isEqualTo(3 * USUAL.effectiveSamples());
        assertThat(thorough.samples()).isEqualTo(USUAL.samples());
        assertThat(thorough.walkers()).isEqualTo(USUAL.walkers());
        assertThat(Effort.THOROUGH.ofEnergies().optimiser().steps())
                .isEqualTo(3 * TrainingSettings.ofEnergies().optimiser().steps());
    }
}
