package io.github.cdkdrift.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.TestFrames;
import io.github.cdkdrift.TestSettings;
import io.github.cdkdrift.TestStructures;
import io.github.cdkdrift.archive.SealedArchive;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.generator.PositionNetwork;
import io.github.cdkdrift.io.InputFormatException;
import io.github.cdkdrift.positives.EquilibriumSettings;
import io.github.cdkdrift.potential.CorrectedForceField;
import io.github.cdkdrift.potential.FitPrior;
import io.github.cdkdrift.training.TrainingListener;
import io.github.cdkdrift.training.TrainingSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TimeZone;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFileTest {
    private static final ForceFrames FRAMES = TestFrames.chiral(60);
    private static ConformerModel model;

    @TempDir
    private static Path folder;

    private static Path whole;

    @BeforeAll
    static void train() throws IOException {
        model = ModelTraining.train(FRAMES, TestFrames.graph(FRAMES), TestSettings.quick(20), TrainingListener.NONE);
        whole = folder.resolve("whole.drift");
        ModelFile.write(model, whole);
    }

    @Test
    void readingBackGivesTheSameModel() throws IOException, InputFormatException {
        ConformerModel read = ModelFile.read(whole);
        assertThat(read.settings()).isEqualTo(model.settings());
        assertThat(read.provenance()).isEqualTo(model.provenance());
        assertThat(((PositionNetwork) read.generator()).network().toArray())
                .isEqualTo(((PositionNetwork) model.generator()).network().toArray());
        assertThat(read.graph().stereocentres())
                .hasSameSizeAs(model.graph().stereocentres())
                .isNotEmpty();
        assertThat(read.graph().stereocentres()).allMatch(centre -> centre.agrees(FRAMES.positions(0)));
        assertThat(read.graph().bonds())
                .usingRecursiveComparison()
                .isEqualTo(model.graph().bonds());
    }

    @Test
    void theSameModelGivesTheSameBytes() throws IOException, InputFormatException {
        Path again = folder.resolve("again.drift");
        ModelFile.write(ModelFile.read(whole), again);
        assertThat(again).hasSameBinaryContentAs(whole);
        ConformerModel retrained =
                ModelTraining.train(FRAMES, TestFrames.graph(FRAMES), TestSettings.quick(20), TrainingListener.NONE);
        ModelFile.write(retrained, again);
        assertThat(again).hasSameBinaryContentAs(whole);
    }

    @Test
    void theBytesDependNeitherOnTheClockNorOnTheTimeZone() throws IOException, InputFormatException {
        TimeZone here = TimeZone.getDefault();
        Path elsewhere = folder.resolve("elsewhere.drift");
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
            ModelFile.write(model, elsewhere);
        } finally {
            TimeZone.setDefault(here);
        }
        assertThat(elsewhere).hasSameBinaryContentAs(whole);
        String record = new String(SealedArchive.read(whole, "a model").get("molecule.sdf"), StandardCharsets.UTF_8);
        assertThat(record.lines().skip(1).findFirst()).hasValue("  cdkdrift");
    }

    @Test
    void aFitThatBeganFromAForceFieldIsReadBack() throws Exception {
        TrainingSettings settings = TestSettings.equilibrium(5);
        EquilibriumSettings sampling = settings.equilibrium();
        ForceFrames ethanol = TestFrames.ethanol().every(20);
        ConformerModel fitted = ModelTraining.train(
                ethanol,
                TestStructures.graph("C(C)O"),
                settings.withEquilibrium(sampling.withFit(sampling.fit().withPrior(FitPrior.MMFF94))),
                TrainingListener.NONE);
        Path file = folder.resolve("prior.drift");
        ModelFile.write(fitted, file);
        ConformerModel read = ModelFile.read(file);
        assertThat(((CorrectedForceField) read.potential()).rest()).isPresent();
        assertThat(read.potential().name()).isEqualTo(fitted.potential().name()).startsWith("MMFF94 corrected by ");
        double[] positions = ethanol.positions(3);
        double[] energy = new double[1];
        double[] again = new double[1];
        fitted.potential().evaluate(positions, 1, energy, new double[positions.length]);
        read.potential().evaluate(positions, 1, again, new double[positions.length]);
        assertThat(again).containsExactly(energy, within(1e-9));
        double[][] shifts = ((CorrectedForceField) fitted.potential()).energyShifts(positions, 1);
        assertThat(shifts.length).isPositive();
        assertThat(((CorrectedForceField) read.potential()).energyShifts(positions, 1))
                .isEqualTo(shifts);
    }

    @Test
    void settingsThatAreOutOfRangeOrMissingAreRefused() throws IOException, InputFormatException {
        Path foreign = folder.resolve("settings.drift");
        String[][] changes = {
            {"\"temperature\": 500.0", "\"temperature\": -5.0"},
            {"\"width\": 64", "\"width\": 0"},
            {"\"width\": 64", "\"width\": 1000000000"},
            {"\"kernel\": \"GAUSSIAN\"", "\"kernel\": \"NO_SUCH\""},
            {"\"network\"", "\"net\""},
            {"\"drift\"", "\"draft\""},
            {"\"progress\"", "\"regress\""},
            {"\"formatVersion\": 3", "\"formatVersion\": -7"},
            {"\"formatVersion\": 3", "\"formatVersion\": {}"},
        };
        for (String[] change : changes) {
            Map<String, byte[]> entries = SealedArchive.read(whole, "a model");
            String json = new String(entries.get("model.json"), StandardCharsets.UTF_8);
            assertThat(json).contains(change[0]);
            entries.put("model.json", json.replace(change[0], change[1]).getBytes(StandardCharsets.UTF_8));
            SealedArchive.write(foreign, entries);
            assertThatThrownBy(() -> ModelFile.read(foreign)).as(change[1]).isInstanceOf(InputFormatException.class);
        }
    }

    @Test
    void anyChangedByteIsNoticed() throws IOException {
        byte[] bytes = Files.readAllBytes(whole);
        Random random = new Random(11);
        Path damaged = folder.resolve("damaged.drift");
        for (int i = 0; i < 2000; i++) {
            byte[] copy = bytes.clone();
            int place = i < 200 ? bytes.length - 1 - i : random.nextInt(bytes.length);
            copy[place] ^= (byte) (1 + random.nextInt(255));
            Files.write(damaged, copy);
            assertThatThrownBy(() -> ModelFile.read(damaged))
                    .as("byte %d of %d", place, bytes.length)
                    .isInstanceOf(InputFormatException.class)
                    .hasMessageContaining("damaged.drift");
        }
    }

    @Test
    void truncationIsNoticed() throws IOException {
        byte[] bytes = Files.readAllBytes(whole);
        Path truncated = folder.resolve("truncated.drift");
        for (int length : new int[] {0, 1, 3, 40, 71, bytes.length / 2, bytes.length - 1}) {
            Files.write(truncated, Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> ModelFile.read(truncated)).isInstanceOf(InputFormatException.class);
        }
    }

    @Test
    void networksOfEarlierVersionsHaveCodesOfSizeOneAndTurnNoBonds() throws IOException, InputFormatException {
        Map<String, byte[]> entries = SealedArchive.read(whole, "a model");
        String json = new String(entries.get("model.json"), StandardCharsets.UTF_8);
        String earlier = json.replaceFirst(",\\s*\"code\": 1.0,\\s*\"turns\": false", "")
                .replace("\"formatVersion\": 3", "\"formatVersion\": 2");
        assertThat(earlier).doesNotContain("\"code\"", "\"turns\"");
        entries.put("model.json", earlier.getBytes(StandardCharsets.UTF_8));
        Path file = folder.resolve("earlier.drift");
        SealedArchive.write(file, entries);

        ConformerModel read = ModelFile.read(file);

        assertThat(read.settings()).isEqualTo(model.settings());
        assertThat(read.sampler(1).next().positions())
                .isEqualTo(model.sampler(1).next().positions());
    }

    @Test
    void aLaterFormatVersionIsNamed() throws IOException, InputFormatException {
        Map<String, byte[]> entries = SealedArchive.read(whole, "a model");
        String json = new String(entries.get("model.json"), StandardCharsets.UTF_8);
        entries.put(
                "model.json",
                json.replace("\"formatVersion\": 3", "\"formatVersion\": 99").getBytes(StandardCharsets.UTF_8));
        Path later = folder.resolve("later.drift");
        SealedArchive.write(later, entries);
        assertThatThrownBy(() -> ModelFile.read(later))
                .isInstanceOf(InputFormatException.class)
                .hasMessageContaining("format version 99")
                .hasMessageContaining("update");
    }

    @Test
    void sealedFilesWithForeignContentAreRefused() throws IOException, InputFormatException {
        Path foreign = folder.resolve("foreign.drift");
        for (String name : new String[] {"model.json", "molecule.sdf", "parameters.npy"}) {
            for (String content : new String[] {"", "{}", "[]", "null", "{\"formatVersion\": 3}", "M  V30 nonsense"}) {
                Map<String, byte[]> entries = SealedArchive.read(whole, "a model");
                entries.put(name, content.getBytes(StandardCharsets.UTF_8));
                SealedArchive.write(foreign, entries);
                assertThatThrownBy(() -> ModelFile.read(foreign))
                        .as("%s holding '%s'", name, content)
                        .isInstanceOf(InputFormatException.class)
                        .hasMessageContaining(name);
                entries.remove(name);
                SealedArchive.write(foreign, entries);
                assertThatThrownBy(() -> ModelFile.read(foreign)).isInstanceOf(InputFormatException.class);
            }
        }
    }

    @Test
    void whatIsNoModelIsRefused() throws IOException {
        Path text = Files.writeString(folder.resolve("text.drift"), "hello");
        assertThatThrownBy(() -> ModelFile.read(text)).hasMessageContaining("no zip file");
        assertThatThrownBy(() -> ModelFile.read(folder)).hasMessageContaining("a directory");
        assertThatThrownBy(() -> ModelFile.read(folder.resolve("none.drift"))).isInstanceOf(IOException.class);
    }
}
