package io.github.cdkdrift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.conformer.SampledConformers;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.io.EnsembleFiles;
import io.github.cdkdrift.molecule.Torsion;
import io.github.cdkdrift.potential.TorsionRestraint;
import io.github.cdkdrift.training.TrainingListener;
import io.github.cdkdrift.training.TrainingProgress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Conformers of the sampler, without a network. */
@Tag("slow")
class MoleculeSamplingTest {
    private static final int[] HYDROXYL = {0, 1, 2, 8};
    private static SampledConformers ethanol;

    private static MoleculeTraining training(String smiles) throws Exception {
        return DriftingConformerGenerator.forMolecule(EnsembleFiles.readMolecule(smiles))
                .withEffort(Effort.DRAFT)
                .withSeed(1);
    }

    @BeforeAll
    static void sample() throws Exception {
        ethanol = training("CCO").sample();
    }

    private static double share(ConformerEnsemble ensemble, double from, double to) {
        return ensemble.conformers().stream()
                        .mapToDouble(conformer -> Torsion.degrees(conformer.positions(), HYDROXYL))
                        .filter(degrees -> degrees > from && degrees <= to)
                        .count()
                / (double) ensemble.size();
    }

    /** The two gauche forms are mirror images, and so equally populated. */
    @Test
    void mirrorImagesAreEquallyPopulated() {
        double independent = ethanol.report().effectiveSamples();
        double left = share(ethanol.ensemble(), -120, 0);
        double right = share(ethanol.ensemble(), 0, 120);

        assertThat(ethanol.report().converged()).isTrue();
        assertThat(independent).isGreaterThan(200);
        assertThat(left - right).isCloseTo(0, within(4 * Math.sqrt((left + right) / independent)));
        assertThat(left + right).isBetween(0.5, 0.75);
        assertThat(ethanol.calls().sampling()).isPositive();
        assertThat(ethanol.potential().name()).isEqualTo("MMFF94");
    }

    @Test
    void someAreTakenEvenlyAndInAnOrderOfTheSeed() {
        ConformerEnsemble some = ethanol.take(500, 3);

        assertThat(some.size()).isEqualTo(500);
        assertThat(some.conformers()).doesNotHaveDuplicates();
        assertThat(ethanol.take(500, 3).conformers()).isEqualTo(some.conformers());
        assertThat(ethanol.take(500, 4).conformers()).isNotEqualTo(some.conformers());
        assertThat(share(some, -120, 120)).isCloseTo(share(ethanol.ensemble(), -120, 120), within(0.1));
        double[] energies = some.energies();
        assertThat(Arrays.stream(energies).average().orElseThrow())
                .isCloseTo(
                        Arrays.stream(ethanol.ensemble().energies()).average().orElseThrow(), within(1.0));
        assertThatThrownBy(() -> ethanol.take(ethanol.ensemble().size() + 1, 0))
                .hasMessageContaining("the samples that there are: a network draws any number");
    }

    @Test
    void restraintsAreForSamplesAlone() throws Exception {
        MoleculeTraining held = training("CCO").withRestraints(List.of(new TorsionRestraint(HYDROXYL, 60, 100)));

        assertThatThrownBy(held::train).hasMessageContaining("found restraints");
        assertThat(share(held.sample().ensemble(), 30, 90)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"making start", "minimising", "exploring", "sampling"})
    void everyStageCanBeCancelled(String stage) throws Exception {
        List<String> stages = new ArrayList<>();
        MoleculeTraining cancelled = training("CCO").withListener(new TrainingListener() {
            @Override
            public void onProgress(TrainingProgress progress) {}

            @Override
            public void onStage(String begun) {
                stages.add(begun);
            }

            @Override
            public boolean cancelled() {
                return stages.get(stages.size() - 1).startsWith(stage);
            }
        });

        assertThatThrownBy(cancelled::sample).isInstanceOf(CancellationException.class);
        assertThat(stages).last().asString().startsWith(stage);
    }
}
