package io.github.cdkdrift.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.TestFrames;
import io.github.cdkdrift.TestSettings;
import io.github.cdkdrift.drift.TransportSettings;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.generator.PositionNetwork;
import io.github.cdkdrift.io.InputFormatException;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.positives.Positives;
import io.github.cdkdrift.random.Noise;
import io.github.cdkdrift.rotamer.ConformerSymmetry;
import io.github.cdkdrift.rotamer.RotamerStates;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class TransportTrainingTest {
    private static final ForceFrames ETHANOL = TestFrames.ethanolReference().first(400);
    private static final MolecularGraph GRAPH = TestFrames.graph(ETHANOL);

    @TempDir
    private Path folder;

    /** The samples are in the checkpoint, the moving moments and both networks go on; energies enter after half the steps. */
    @Test
    void aRunThatGoesOnFromACheckpointEndsWithTheSameBytes() throws IOException, InputFormatException {
        TrainingSettings settings = TestSettings.equilibrium(60);
        Trainer whole = Trainer.of(ETHANOL, GRAPH, settings);
        whole.run(TrainingListener.NONE);

        Trainer begun = Trainer.of(ETHANOL, GRAPH, settings);
        assertThatThrownBy(() -> begun.run(cancelledAfter(begun, 41))).isInstanceOf(CancellationException.class);
        Path file = folder.resolve("run.checkpoint");
        Checkpoint.write(begun, ETHANOL, file);
        List<String> stages = new ArrayList<>();
        Trainer resumed = Checkpoint.resume(ETHANOL, GRAPH, file, stageListener(stages));
        assertThat(resumed.stepsDone()).isEqualTo(41);
        assertThat(stages).containsExactly("sorting the target samples by symmetry and rotamer state");
        resumed.run(TrainingListener.NONE);

        assertThat(((PositionNetwork) resumed.generator()).network().toArray())
                .isEqualTo(((PositionNetwork) whole.generator()).network().toArray());
        assertThat(resumed.state().drift()).isEqualTo(whole.state().drift()).isNotEmpty();
        assertThat(resumed.state().parameters()).isEqualTo(whole.state().parameters());
        assertThat(resumed.curve()).isEqualTo(whole.curve());
        assertThat(resumed.settings()).isEqualTo(settings);
        assertThat(resumed.states().populations()).isEqualTo(whole.states().populations());
    }

    private static TrainingListener cancelledAfter(Trainer trainer, int steps) {
        return new TrainingListener() {
            @Override
            public void onProgress(TrainingProgress progress) {
                // Only the cancellation matters here.
            }

            @Override
            public boolean cancelled() {
                return trainer.stepsDone() == steps;
            }
        };
    }

    private static TrainingListener stageListener(List<String> stages) {
        return new TrainingListener() {
            @Override
            public void onProgress(TrainingProgress progress) {
                // Only the stages matter here.
            }

            @Override
            public void onStage(String stage) {
                stages.add(stage);
            }
        };
    }

    @Test
    void theBatchWidensToTheWidthOfThePositives() {
        Trainer trainer = Trainer.of(ETHANOL, GRAPH, TestSettings.transport(600));
        trainer.run(TrainingListener.NONE);
        List<TrainingProgress> curve = trainer.curve();
        assertThat(curve.get(0).widthRatio()).isLessThan(0.5);
        assertThat(curve).last().extracting(TrainingProgress::step).isEqualTo(600);
        assertThat(curve.get(curve.size() - 1).widthRatio()).isCloseTo(1, within(0.15));
        assertThat(curve.get(curve.size() - 1).loss())
                .isLessThan(0.25 * curve.get(0).loss());
        assertThat(trainer.states().size()).isEqualTo(2);
    }

    /** Energies enter the second half of the steps, every second of them, and only where there is a potential. */
    @Test
    void theEnergyEntersWhereItIsAskedFor() {
        TrainingSettings with = TestSettings.equilibrium(20);
        TrainingSettings without =
                with.withTransport(((TransportPlan) with.plan()).transport().withoutEnergy());
        Trainer first = Trainer.of(ETHANOL, GRAPH, with);
        Trainer second = Trainer.of(ETHANOL, GRAPH, without);
        for (int step = 1; step <= 11; step++) {
            assertThat(first.step()).isEqualTo(second.step());
        }
        assertThat(first.state().parameters()).isEqualTo(second.state().parameters());
        first.step();
        second.step();
        assertThat(first.state().parameters()).isNotEqualTo(second.state().parameters());
    }

    /** Groups are of different states, each row its own state's code behind the noise; rare ones are drawn more than they are. */
    @Test
    void everySampleCarriesTheCodeOfItsState() {
        TrainingSettings settings = TestSettings.transport(10);
        TransportObjective objective = objective(settings);
        RotamerStates states = objective.states();
        assertThat(states.size()).isEqualTo(2);
        assertThat(objective.inputs()).isEqualTo(18);
        float[] inputs = new float[64 * 18];
        objective.draw(Noise.stream(1, 1), inputs);
        int[] counts = new int[2];
        double squares = 0;
        for (int sample = 0; sample < 64; sample++) {
            float[] code = {inputs[18 * sample + 16], inputs[18 * sample + 17]};
            assertThat(code[0] + code[1]).isEqualTo(1);
            assertThat(code[0] * code[1]).isZero();
            assertThat(code[1]).isEqualTo(inputs[18 * (sample / 32 * 32) + 17]);
            counts[(int) code[1]]++;
            for (int i = 0; i < 16; i++) {
                squares += inputs[18 * sample + i] * inputs[18 * sample + i];
            }
        }
        assertThat(counts).containsExactly(32, 32);
        assertThat(squares / 1024).isCloseTo(1, within(0.2));
    }

    /** Of one group: each state with a chance that grows with the root of its population. */
    @Test
    void rareStatesAreDrawnMoreOftenThanTheyAre() {
        TrainingSettings settings = TestSettings.transport(10);
        TransportSettings single = new TransportSettings(32, 64, 1, 0, 0, 0.5, 2);
        TransportObjective objective = objective(settings.withTransport(single));
        double[] populations = objective.states().populations();
        float[] inputs = new float[64 * 18];
        RandomGenerator random = Noise.stream(2, 2);
        double rare = 0;
        for (int draw = 0; draw < 4000; draw++) {
            objective.draw(random, inputs);
            rare += inputs[17] / 4000;
        }
        double expected = Math.sqrt(populations[1]) / (Math.sqrt(populations[0]) + Math.sqrt(populations[1]));
        assertThat(rare).isCloseTo(expected, within(0.03)).isGreaterThan(populations[1] + 0.03);
    }

    private static TransportObjective objective(TrainingSettings settings) {
        return new TransportObjective(
                Positives.of(ETHANOL),
                GRAPH,
                ConformerSymmetry.of(GRAPH, ETHANOL.positions(0)),
                ((TransportPlan) settings.plan()).transport(),
                settings);
    }

    @Test
    void fewFramesAreEnough() {
        ForceFrames few = TestFrames.chiral(10);
        Trainer trainer = Trainer.of(few, TestFrames.graph(few), TestSettings.transport(4));
        trainer.run(TrainingListener.NONE);
        assertThat(trainer.curve()).last().extracting(TrainingProgress::loss).matches(Double::isFinite);
    }

    /** Steps 2, 3 and 4 of 3 and 4: kept is the lesser of decay² and (1 + step)/(10 + step). */
    @Test
    void theResultIsAMovingAverageOfEverySecondStepAndTheLast() {
        ForceFrames frames = TestFrames.chiral(20);
        TrainingSettings settings = TestSettings.quick(3);
        Trainer trainer = Trainer.of(frames, TestFrames.graph(frames), settings);
        double initial = trainer.state().average()[0];
        trainer.step();
        assertThat(trainer.state().average()[0]).isEqualTo((float) initial);
        trainer.step();
        double second = 3 / 12.0 * initial + 9 / 12.0 * trainer.state().parameters()[0];
        assertThat((double) trainer.state().average()[0]).isCloseTo(second, within(1e-7));
        trainer.step();
        double third = 4 / 13.0 * second + 9 / 13.0 * trainer.state().parameters()[0];
        assertThat((double) trainer.state().average()[0]).isCloseTo(third, within(1e-7));
        assertThat(((PositionNetwork) trainer.generator()).network().toArray())
                .isEqualTo(trainer.state().average());

        Trainer brief = Trainer.of(
                frames, TestFrames.graph(frames), settings.withOptimiser(new OptimiserSettings(2, 64, 96, 2e-3, 0.3)));
        initial = brief.state().average()[0];
        brief.run(TrainingListener.NONE);
        assertThat((double) ((PositionNetwork) brief.generator()).network().toArray()[0])
                .isCloseTo(0.09 * initial + 0.91 * brief.state().parameters()[0], within(1e-7));

        Trainer without = Trainer.of(
                frames, TestFrames.graph(frames), settings.withOptimiser(new OptimiserSettings(2, 64, 96, 2e-3, 0)));
        without.run(TrainingListener.NONE);
        assertThat(((PositionNetwork) without.generator()).network().toArray())
                .isEqualTo(without.state().parameters());
    }
}
