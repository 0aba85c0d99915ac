package io.github.cdkdrift.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Offset.offset;

import io.github.cdkdrift.TestFrames;
import io.github.cdkdrift.TestSettings;
import io.github.cdkdrift.archive.SealedArchive;
import io.github.cdkdrift.drift.DriftSettings;
import io.github.cdkdrift.drift.ForceAlignment;
import io.github.cdkdrift.drift.PositiveBatch;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.generator.PositionNetwork;
import io.github.cdkdrift.io.InputFormatException;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.random.Noise;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class TrainerTest {
    private static final ForceFrames ETHANOL = TestFrames.ethanol().first(400);
    private static final MolecularGraph GRAPH = TestFrames.graph(ETHANOL);

    @TempDir
    private Path folder;

    @Test
    void theBatchWidensToTheWidthOfTheFrames() {
        List<TrainingProgress> progress = new ArrayList<>();
        Trainer.of(ETHANOL, GRAPH, TestSettings.quick(300)).run(progress::add);
        assertThat(progress.get(0).widthRatio()).isLessThan(0.5); // all samples start near one geometry
        assertThat(progress.get(progress.size() - 1).widthRatio()).isBetween(0.6, 1.3);
        assertThat(progress).last().extracting(TrainingProgress::step).isEqualTo(300);
    }

    @Test
    void theSameSeedGivesTheSameBytesAndAnotherSeedOthers() {
        float[] first = trained(TestSettings.quick(30).withSeed(3));
        assertThat(trained(TestSettings.quick(30).withSeed(3))).isEqualTo(first);
        assertThat(trained(TestSettings.quick(30).withSeed(4))).isNotEqualTo(first);
    }

    private static float[] trained(TrainingSettings settings) {
        Trainer trainer = Trainer.of(ETHANOL, GRAPH, settings);
        trainer.run(TrainingListener.NONE);
        return ((PositionNetwork) trainer.generator()).network().toArray();
    }

    @Test
    void aRunThatGoesOnFromACheckpointEndsWithTheSameBytes() throws IOException, InputFormatException {
        TrainingSettings settings = TestSettings.quick(60);
        Trainer whole = Trainer.of(ETHANOL, GRAPH, settings);
        whole.run(TrainingListener.NONE);

        Trainer begun = Trainer.of(ETHANOL, GRAPH, settings);
        assertThatThrownBy(() -> begun.run(cancelledAfter(begun, 25)))
                .isInstanceOf(CancellationException.class)
                .hasMessageContaining("25 of 60");
        Path file = folder.resolve("run.checkpoint");
        Checkpoint.write(begun, ETHANOL, file);
        Trainer resumed = Checkpoint.resume(ETHANOL, GRAPH, file, TrainingListener.NONE);
        assertThat(resumed.stepsDone()).isEqualTo(25);
        resumed.run(TrainingListener.NONE);

        assertThat(((PositionNetwork) resumed.generator()).network().toArray())
                .isEqualTo(((PositionNetwork) whole.generator()).network().toArray());
        assertThat(resumed.curve()).isEqualTo(whole.curve());
        assertThat(resumed.settings()).isEqualTo(settings);
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

    @Test
    void aCheckpointOfOtherFramesIsRefused() throws IOException {
        Path file = folder.resolve("run.checkpoint");
        Checkpoint.write(Trainer.of(ETHANOL, GRAPH, TestSettings.quick(5)), ETHANOL, file);
        assertThatThrownBy(() -> Checkpoint.resume(ETHANOL.first(399), GRAPH, file, TrainingListener.NONE))
                .isInstanceOf(InputFormatException.class)
                .hasMessageContaining("other frames");
    }

    @Test
    void anEarlierCheckpointIsRefused() throws IOException, InputFormatException {
        Path file = folder.resolve("earlier.checkpoint");
        Checkpoint.write(Trainer.of(ETHANOL, GRAPH, TestSettings.quick(5)), ETHANOL, file);
        Map<String, byte[]> entries = SealedArchive.read(file, "a checkpoint");
        String json = new String(entries.get("checkpoint.json"), StandardCharsets.UTF_8);
        entries.put(
                "checkpoint.json",
                json.replace("\"formatVersion\": 5", "\"formatVersion\": 3").getBytes(StandardCharsets.UTF_8));
        SealedArchive.write(file, entries);

        assertThatThrownBy(() -> Checkpoint.resume(ETHANOL, GRAPH, file, TrainingListener.NONE))
                .isInstanceOf(InputFormatException.class)
                .hasMessageContaining("format version 3")
                .hasMessageContaining("begin anew");
    }

    @Test
    void aModelIsNoCheckpoint() throws IOException {
        Path file = folder.resolve("not.checkpoint");
        Files.writeString(file, "PK but not really");
        assertThatThrownBy(() -> Checkpoint.resume(ETHANOL, GRAPH, file, TrainingListener.NONE))
                .isInstanceOf(InputFormatException.class);
    }

    @Test
    void tooFewFramesAreRefused() {
        assertThatThrownBy(() -> Trainer.of(ETHANOL.first(9), GRAPH, TestSettings.quick(5)))
                .hasMessage("training needs at least 10 frames, there are 9");
    }

    @Test
    void alignmentByEnergyNeedsEnergies() {
        ForceFrames bare = TestFrames.chiral(20);
        DriftSettings byEnergy =
                TrainingSettings.of(Field.FK, Space.DISTANCE).drift().withAlignment(ForceAlignment.ENERGY);
        assertThatThrownBy(() -> Trainer.of(
                        bare, TestFrames.graph(bare), TestSettings.quick(5).withDrift(byEnergy)))
                .hasMessageContaining("carry none");
    }

    @Test
    void negativeTemperatureIsRefused() {
        assertThatThrownBy(() -> TrainingSettings.defaults().withTemperature(-300))
                .hasMessageContaining("above 0 K, is -300");
    }

    /** Coordinates are not invariant: the trainer has to superpose the frames, and turn the forces with them. */
    @Test
    void turningTheFramesDoesNotChangeWhatIsLearned() {
        ForceFrames frames = ETHANOL.first(50);
        for (Space space : Space.values()) {
            KernelPlan plan = (KernelPlan) TrainingSettings.of(Field.FI, space).plan();
            TrainingSet straight = new TrainingSet(frames, plan, 500);
            TrainingSet turned = new TrainingSet(turned(frames), plan, 500);
            PositiveBatch a = straight.newBatch(50);
            PositiveBatch b = turned.newBatch(50);
            straight.draw(Noise.stream(1, 1), a);
            turned.draw(Noise.stream(1, 1), b);
            assertThat(norm(a.forces())).isCloseTo(norm(b.forces()), within(1e-2 * norm(a.forces())));
            assertThat(product(a.forces(), a.features()))
                    .isCloseTo(product(b.forces(), b.features()), within(2e-2 * norm(a.forces())));
        }
    }

    /** Each frame turned by another angle about z. */
    private static ForceFrames turned(ForceFrames frames) {
        double[] positions = new double[frames.size() * 27];
        double[] forces = new double[positions.length];
        for (int frame = 0; frame < frames.size(); frame++) {
            for (int atom = 0; atom < 9; atom++) {
                turn(frames.positions(frame), positions, frame, atom);
                turn(frames.forces(frame), forces, frame, atom);
            }
        }
        return ForceFrames.of(frames.atomicNumbers(), positions, forces, frames.energies());
    }

    private static void turn(double[] from, double[] to, int frame, int atom) {
        double c = Math.cos(frame);
        double s = Math.sin(frame);
        to[27 * frame + 3 * atom] = c * from[3 * atom] - s * from[3 * atom + 1];
        to[27 * frame + 3 * atom + 1] = s * from[3 * atom] + c * from[3 * atom + 1];
        to[27 * frame + 3 * atom + 2] = from[3 * atom + 2];
    }

    private static double norm(float[] values) {
        return Math.sqrt(product(values, values));
    }

    private static double product(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** With energies, or forces as they are, k_BT matters; with forces scaled to the displacements it cancels. */
    @Test
    void theTemperatureEntersWhereForcesAreNotScaled() {
        TrainingSettings scaled = TestSettings.quick(10);
        TrainingSettings energies = scaled.withDrift(
                TrainingSettings.of(Field.FK, Space.DISTANCE).drift().withAlignment(ForceAlignment.ENERGY));
        assertThat(trained(energies.withTemperature(300))).isNotEqualTo(trained(energies.withTemperature(600)));
        float[] cold = trained(scaled.withTemperature(300));
        assertThat(trained(scaled.withTemperature(600))).containsExactly(cold, offset(1e-4f));
    }

    /** A bond held fixed, as constrained dynamics writes it, must not drown the others. */
    @Test
    void aConstrainedBondDoesNotNarrowTheOthers() {
        ForceFrames frames = TestFrames.chiral(200);
        double[] positions = new double[frames.size() * 15];
        double[] forces = new double[positions.length];
        for (int frame = 0; frame < frames.size(); frame++) {
            double[] x = frames.positions(frame);
            double length =
                    Math.sqrt(Math.pow(x[12] - x[0], 2) + Math.pow(x[13] - x[1], 2) + Math.pow(x[14] - x[2], 2));
            for (int axis = 0; axis < 3; axis++) {
                x[12 + axis] = x[axis] + (x[12 + axis] - x[axis]) * 1.08 / length;
            }
            System.arraycopy(x, 0, positions, 15 * frame, 15);
            System.arraycopy(frames.forces(frame), 0, forces, 15 * frame, 15);
        }
        Trainer trainer = Trainer.of(
                ForceFrames.of(frames.atomicNumbers(), positions, forces, null),
                TestFrames.graph(frames),
                TestSettings.quick(300));
        trainer.run(TrainingListener.NONE);
        List<TrainingProgress> curve = trainer.curve();
        assertThat(curve.get(curve.size() - 1).widthRatio()).isBetween(0.3, 3.0);
    }

    @Test
    void fewerFramesThanDistancesAreEnough() {
        int atoms = 26;
        double[] positions = new Random(2).doubles(60L * 3 * atoms, -0.05, 0.05).toArray();
        for (int i = 0; i < positions.length; i++) {
            int atom = i / 3 % atoms;
            positions[i] += i % 3 == 0 ? 1.5 * atom : i % 3 == 1 ? atom % 2 : 0.3 * (atom % 3);
        }
        int[] carbons = new int[atoms];
        Arrays.fill(carbons, 6);
        ForceFrames frames = ForceFrames.of(carbons, positions, new double[positions.length], null);
        Trainer trainer = Trainer.of(frames, TestFrames.graph(frames), TestSettings.quick(2));
        trainer.run(TrainingListener.NONE);
        assertThat(trainer.stepsDone()).isEqualTo(2);
    }
}
