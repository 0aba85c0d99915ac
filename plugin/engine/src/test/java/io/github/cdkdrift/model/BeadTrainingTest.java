package io.github.cdkdrift.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.DriftingConformerGenerator;
import io.github.cdkdrift.TestFrames;
import io.github.cdkdrift.archive.SealedArchive;
import io.github.cdkdrift.dynamics.SimulationSettings;
import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.generator.DensityGenerator;
import io.github.cdkdrift.io.InputFormatException;
import io.github.cdkdrift.molecule.Beads;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.simulation.SimulationReport;
import io.github.cdkdrift.training.TrainingListener;
import io.github.cdkdrift.training.TrainingProgress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Beads H O C C of ethanol, from few steps. */
@Tag("slow")
class BeadTrainingTest {
    private static final ForceFrames FRAMES = TestFrames.ethanol();
    private static final BeadTrainingSettings SETTINGS =
            BeadTrainingSettings.at(500).withSteps(400).withWidth(48).withDrawSteps(100);
    private static ConformerModel model;

    @TempDir
    private static Path folder;

    private static Path file;

    @BeforeAll
    static void train() throws Exception {
        model = BeadTraining.train(FRAMES, beads("[H]OCC"), SETTINGS, TrainingListener.NONE);
        file = folder.resolve("beads.drift");
        ModelFile.write(model, file);
    }

    private static Beads beads(String choice) throws Exception {
        return Beads.of(TestFrames.graph(FRAMES), choice);
    }

    private static double[] energies(Potential potential, double[] positions, double[] forces) {
        double[] energies = new double[positions.length / (3 * potential.atoms())];
        potential.evaluate(positions, energies.length, energies, forces);
        return energies;
    }

    @Test
    void aModelOfBeadsIsReadBackAsItWas() throws IOException, InputFormatException {
        ConformerModel read = ModelFile.read(file);
        assertThat(read.graph().formula()).isEqualTo("C2HO");
        assertThat(read.provenance()).isEqualTo(model.provenance());
        List<Conformer> drawn =
                List.of(model.sampler(3).next(), model.sampler(4).next());
        assertThat(read.sampler(3).next().positions())
                .containsExactly(drawn.get(0).positions());
        double[] positions = drawn.get(1).positions();
        assertThat(energies(read.potential(), positions, new double[positions.length]))
                .containsExactly(energies(model.potential(), positions, new double[positions.length]));
        Path again = folder.resolve("again.drift");
        ModelFile.write(read, again);
        assertThat(again).hasSameBinaryContentAs(file);
    }

    @Test
    void forcesAreDifferencesOfThePotentialOfMeanForce() {
        double[] positions = model.sampler(5).next().positions();
        double[] forces = new double[positions.length];
        energies(model.potential(), positions, forces);
        for (int i = 0; i < positions.length; i++) {
            double[] pair = new double[2 * positions.length];
            System.arraycopy(positions, 0, pair, 0, positions.length);
            System.arraycopy(positions, 0, pair, positions.length, positions.length);
            pair[i] += 2e-3;
            pair[positions.length + i] -= 2e-3;
            double[] energies = energies(model.potential(), pair, new double[pair.length]);
            assertThat((energies[1] - energies[0]) / 4e-3)
                    .isCloseTo(forces[i], within(0.05 * Math.max(20, Math.abs(forces[i]))));
        }
    }

    @Test
    void drawsHaveTheBondsOfTheFrames() {
        // O–H of the frames, 0.97 Å.
        assertThat(model.bondLengths()[2]).isCloseTo(0.97, within(0.02));
        ConformerSampler sampler = model.sampler(6);
        double[] lengths = Stream.generate(sampler::next)
                .limit(500)
                .mapToDouble(conformer -> length(conformer.positions(), 2, 3))
                .toArray();
        double mean = Arrays.stream(lengths).average().orElseThrow();
        double square = Arrays.stream(lengths)
                .map(length -> (length - mean) * (length - mean))
                .average()
                .orElseThrow();
        assertThat(mean).isCloseTo(0.97, within(0.03));
        assertThat(Math.sqrt(square)).isBetween(0.015, 0.06);
    }

    private static double length(double[] positions, int a, int b) {
        double square = 0;
        for (int axis = 0; axis < 3; axis++) {
            square += Math.pow(positions[3 * a + axis] - positions[3 * b + axis], 2);
        }
        return Math.sqrt(square);
    }

    @Test
    void trainedOnForcesItMissesThemLess() throws Exception {
        Beads beads = beads("heavy");
        ConformerModel alone = BeadTraining.train(FRAMES, beads, SETTINGS, TrainingListener.NONE);
        ConformerModel matched = BeadTraining.train(FRAMES, beads, SETTINGS.withForceWeight(1), TrainingListener.NONE);
        assertThat(missOfForces(matched, beads)).isLessThan(0.9 * missOfForces(alone, beads));
        assertThatThrownBy(() -> SETTINGS.withForceWeight(-1)).hasMessageContaining("weight of forces");
    }

    /** Root mean square over all frames. */
    private static double missOfForces(ConformerModel model, Beads beads) {
        double square = 0;
        for (int frame = 0; frame < FRAMES.size(); frame++) {
            double[] positions = beads.positions(FRAMES.positions(frame));
            double[] forces = new double[positions.length];
            energies(model.potential(), positions, forces);
            double[] expected = beads.forces(FRAMES.forces(frame));
            for (int i = 0; i < forces.length; i++) {
                square += Math.pow(forces[i] - expected[i], 2) / (forces.length * FRAMES.size());
            }
        }
        return Math.sqrt(square);
    }

    @Test
    void aGeneratorInOnePassDrawsFromThePotential() throws Exception {
        BeadTrainingSettings settings = SETTINGS.withDrawSteps(0);
        ConformerModel onePass = BeadTraining.train(FRAMES, beads("heavy"), settings, TrainingListener.NONE);
        assertThat(onePass.generator()).isInstanceOf(DensityGenerator.class);
        assertThat(onePass.provenance().frames()).isEqualTo(FRAMES.size());
        Path file = folder.resolve("one-pass.drift");
        ModelFile.write(onePass, file);
        ConformerModel read = ModelFile.read(file);
        assertThat(read.sampler(3).next().positions())
                .containsExactly(onePass.sampler(3).next().positions(), within(1e-6));
        ExactEnsemble exact = DriftingConformerGenerator.of(read).exact(200, 1);
        assertThat(exact.conformers()).hasSize(200);
        // C–C and C–O of the frames' second bond, 1.43 Å, by draws of one pass; 400 steps leave the potential's mean
        // some 0.02 Å off.
        ConformerSampler sampler = read.sampler(4);
        double mean = Stream.generate(sampler::next)
                .limit(300)
                .mapToDouble(conformer -> length(conformer.positions(), 0, 2))
                .average()
                .orElseThrow();
        assertThat(mean).isCloseTo(1.43, within(0.05));
    }

    @Test
    void itIsSimulatedAndTheTorsionIsWatched() throws IOException, InputFormatException {
        SimulationSettings settings = SimulationSettings.at(500).withWalkers(4).withLength(100, 10, 100, 50);
        SimulationReport report =
                DriftingConformerGenerator.of(ModelFile.read(file)).simulate(settings, 100);
        assertThat(report.broken()).isEmpty();
        assertThat(report.motions()).hasSize(1);
    }

    @Test
    void filesOfOtherPartsAreRefusedWithAReason() throws IOException, InputFormatException {
        Path foreign = folder.resolve("foreign.drift");
        String[][] changes = {
            {"\"beads\": 4", "\"beads\": 3"},
            {"\"beads\": 4", "\"beads\": 400000"},
            {"\"drawSteps\": 100", "\"drawSteps\": -1"},
            {"\"scale\": ", "\"scale\": -"},
            {"\"means\"", "\"mean\""},
            {"\"bonds\"", "\"bond\""},
            {"\"atoms\"", "\"atom\""},
            {"\"atoms\": [", "\"atoms\": [9,"},
            {"\"networks\"", "\"network\""},
            {"\"from\": 0.6", "\"from\": 0.7"},
            {"\"to\": 1.0", "\"to\": 2.0"},
            {"\"width\": 48", "\"width\": 129"},
            {"\"width\": 48", "\"width\": 2000000000"},
            {"\"hiddenLayers\": 2", "\"hiddenLayers\": 0"},
            {"\"formatVersion\": 7", "\"formatVersion\": 8"},
        };
        for (String[] change : changes) {
            Map<String, byte[]> entries = SealedArchive.read(file, "a model");
            String json = new String(entries.get("beads.json"), StandardCharsets.UTF_8);
            assertThat(json).contains(change[0]);
            entries.put("beads.json", json.replace(change[0], change[1]).getBytes(StandardCharsets.UTF_8));
            SealedArchive.write(foreign, entries);
            assertThatThrownBy(() -> ModelFile.read(foreign)).as(change[1]).isInstanceOf(InputFormatException.class);
        }
    }

    @Test
    void trainingCanBeCancelled() {
        TrainingListener impatient = new TrainingListener() {
            @Override
            public void onProgress(TrainingProgress progress) {}

            @Override
            public boolean cancelled() {
                return true;
            }
        };
        assertThatThrownBy(() -> BeadTraining.train(FRAMES, beads("heavy"), SETTINGS, impatient))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void wrongSettingsAndFramesAreRefused() throws Exception {
        assertThatThrownBy(() -> BeadTrainingSettings.at(0)).hasMessageContaining("above 0 K");
        assertThatThrownBy(() -> SETTINGS.withSteps(9)).hasMessageContaining("at least 10");
        Beads beads = beads("heavy");
        assertThatThrownBy(() ->
                        DriftingConformerGenerator.trainBeads(FRAMES.first(5), beads, SETTINGS, TrainingListener.NONE))
                .hasMessageContaining("at least 10 frames");
        ForceFrames other = TestFrames.chiral(20);
        assertThatThrownBy(() -> BeadTraining.train(other, beads, SETTINGS.withSeed(2), TrainingListener.NONE))
                .hasMessageContaining("bead ");
        assertThatThrownBy(() -> new ExactSampler(model, model.potential(), ExactSettings.cheap(1)))
                .hasMessageContaining("does not know the density");
    }
}
