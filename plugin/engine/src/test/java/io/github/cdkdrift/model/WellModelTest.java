package io.github.cdkdrift.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.cdkdrift.DriftingConformerGenerator;
import io.github.cdkdrift.archive.SealedArchive;
import io.github.cdkdrift.drift.EnergyDriftSettings;
import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.io.EnsembleFiles;
import io.github.cdkdrift.io.InputFormatException;
import io.github.cdkdrift.positives.Positives;
import io.github.cdkdrift.potential.PotentialCalls;
import io.github.cdkdrift.potential.PotentialException;
import io.github.cdkdrift.rotamer.RotamerStates;
import io.github.cdkdrift.training.EnergyPlan;
import io.github.cdkdrift.training.Field;
import io.github.cdkdrift.training.Space;
import io.github.cdkdrift.training.Trainer;
import io.github.cdkdrift.training.TrainingListener;
import io.github.cdkdrift.training.TrainingSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models trained from a potential's energies alone. */
@Tag("slow")
class WellModelTest {
    private static final TrainingSettings SETTINGS =
            TrainingSettings.ofEnergies().withSteps(20);

    private static final int SAMPLES = 6000;

    private static ConformerModel model;

    @TempDir
    private Path folder;

    @BeforeAll
    static void train() throws Exception {
        model = DriftingConformerGenerator.forMolecule(EnsembleFiles.readMolecule("CO"))
                .withSettings(SETTINGS)
                .train()
                .model();
    }

    private static List<Conformer> drawn(ConformerModel from) {
        return DriftingConformerGenerator.of(from).conformers(SAMPLES, 3).toList();
    }

    /** 3N − 6 = 12 vibrations of the well have k_BT/2 each; its torsion is wider than harmonic. */
    @Test
    void conformersHaveTheEnergyOfTheTemperature() {
        double[] lowest = new double[1];
        model.potential().evaluate(model.referencePositions(), 1, lowest, new double[18]);
        double mean = drawn(model).stream()
                .mapToDouble(conformer -> conformer.properties().get("energy"))
                .average()
                .orElseThrow();
        assertThat(mean - lowest[0]).isCloseTo(6 * 0.0019872043 * 300, within(0.4));
    }

    /** Training stays in one well; each hydrogen of the methyl group is across from the hydroxyl's a third of the time. */
    @Test
    void symmetricCopiesAreDrawnAsOften() {
        int[] across = new int[6];
        for (Conformer conformer : drawn(model)) {
            int farthest = 2;
            for (int hydrogen = 3; hydrogen < 5; hydrogen++) {
                farthest = distance(conformer, hydrogen) > distance(conformer, farthest) ? hydrogen : farthest;
            }
            across[farthest]++;
        }
        for (int hydrogen = 2; hydrogen < 5; hydrogen++) {
            assertThat(across[hydrogen]).isBetween(SAMPLES / 3 - 200, SAMPLES / 3 + 200);
        }
    }

    private static double distance(Conformer conformer, int hydrogen) {
        double sum = 0;
        for (int axis = 0; axis < 3; axis++) {
            double difference =
                    conformer.positions()[3 * hydrogen + axis] - conformer.positions()[15 + axis];
            sum += difference * difference;
        }
        return sum;
    }

    @Test
    void theFileKeepsAllAndEarlierProgramsAreTold() throws Exception {
        Path file = folder.resolve("methanol.drift");
        ModelFile.write(model, file);
        ConformerModel again = ModelFile.read(file);

        assertThat(again.settings()).isEqualTo(model.settings());
        assertThat(again.provenance()).isEqualTo(model.provenance());
        List<Conformer> expected = drawn(model);
        List<Conformer> found = drawn(again);
        for (int i = 0; i < 100; i++) {
            assertThat(found.get(i).positions()).isEqualTo(expected.get(i).positions());
        }
        assertThat(manifest(file)).contains("\"formatVersion\":3");
        assertThat(again.sampler(SamplingSettings.seed(0).withPolish(2)).next()).isNotNull();

        Path copy = folder.resolve("copy.drift");
        ModelFile.write(again, copy);
        assertThat(copy).hasSameBinaryContentAs(file);
    }

    private static String manifest(Path file) throws Exception {
        return new String(SealedArchive.read(file, "a model").get("model.json"), StandardCharsets.UTF_8)
                .replaceAll("\\s", "");
    }

    @Test
    void aWellOfAnotherSizeIsRefused() throws Exception {
        Path file = folder.resolve("methanol.drift");
        ModelFile.write(model, file);
        Map<String, byte[]> entries = SealedArchive.read(file, "a model");
        for (String damaged : new String[] {
            manifest(file).replaceFirst("\"origin\":\\[[^,]*,", "\"origin\":["),
            manifest(file).replaceFirst("\"well\":", "\"bell\":"),
            manifest(file).replaceFirst("\"noise\":12", "\"noise\":13")
        }) {
            Files.delete(file);
            entries.put("model.json", damaged.getBytes(StandardCharsets.UTF_8));
            SealedArchive.write(file, entries);
            assertThatThrownBy(() -> ModelFile.read(file)).isInstanceOf(InputFormatException.class);
        }
    }

    /** Settings that have positives, and two states, which draw from more numbers than the network takes. */
    @Test
    void aWellAmongSettingsOrStatesOfPositivesIsRefused() throws Exception {
        Path file = folder.resolve("methanol.drift");
        ModelFile.write(model, file);
        Map<String, byte[]> entries = SealedArchive.read(file, "a model");
        String whole = new String(entries.get("model.json"), StandardCharsets.UTF_8);
        JsonObject positives = JsonParser.parseString(whole).getAsJsonObject();
        JsonObject settings = positives.getAsJsonObject("settings");
        settings.remove("energy");
        settings.add(
                "transport",
                new Gson()
                        .toJsonTree(TrainingSettings.of(Field.TRANSPORT, Space.DISTANCE))
                        .getAsJsonObject()
                        .get("transport"));
        JsonObject states = JsonParser.parseString(whole).getAsJsonObject();
        states.add(
                "states",
                new Gson().toJsonTree(new RotamerStates(new int[0][], new double[2][0], new double[] {0.5, 0.5})));
        for (JsonObject damaged : new JsonObject[] {positives, states}) {
            Files.delete(file);
            entries.put("model.json", damaged.toString().getBytes(StandardCharsets.UTF_8));
            SealedArchive.write(file, entries);
            assertThatThrownBy(() -> ModelFile.read(file))
                    .isInstanceOf(InputFormatException.class)
                    .hasMessageContaining("methanol.drift, entry model.json")
                    .hasMessageContaining("energies alone");
        }
    }

    @Test
    void callsAreThoseOfTheWellAndTheSteps() {
        PotentialCalls calls = model.provenance().calls();
        assertThat(calls.sampling()).isZero();
        assertThat(calls.minimisation()).isPositive();
        EnergyDriftSettings drift = ((EnergyPlan) SETTINGS.plan()).drift();
        assertThat(calls.training()).isEqualTo(20L * SETTINGS.optimiser().batch() * drift.probes() * drift.levels());
    }

    @Test
    void whatCannotBeDoneIsSaid() throws Exception {
        assertThatThrownBy(() -> DriftingConformerGenerator.forMolecule(EnsembleFiles.readMolecule("CO"))
                        .withSettings(SETTINGS)
                        .withPotential("command:cat")
                        .train())
                .isInstanceOf(PotentialException.class)
                .hasMessageContaining("expected mmff94");
        Positives positives = new Positives(new double[18], new double[1], null, null, null);
        assertThatThrownBy(() -> Trainer.of(
                        positives, model.graph(), model.referencePositions(), SETTINGS, TrainingListener.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("energies alone");
    }
}
