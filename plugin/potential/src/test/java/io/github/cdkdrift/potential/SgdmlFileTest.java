package io.github.cdkdrift.potential;

import static io.github.cdkdrift.potential.TestPotentials.energies;
import static io.github.cdkdrift.potential.TestPotentials.forceLabels;
import static io.github.cdkdrift.potential.TestPotentials.forces;
import static io.github.cdkdrift.potential.TestPotentials.meanAbsoluteDifference;
import static io.github.cdkdrift.potential.TestPotentials.positions;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.cdkdrift.TestFrames;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.io.InputFormatException;
import io.github.cdkdrift.io.NpzFile;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SgdmlFileTest {
    private static final double KCAL_IN_HARTREE = 1 / 627.5094740631;
    private static final double ANGSTROM_IN_BOHR = 1 / 0.529177210903;

    @TempDir
    private Path folder;

    /** Expected values: {@code test-data/golden/sgdml.py}, numpy, one pair of atoms after the other. */
    @Test
    void thePublishedModelGivesTheEnergiesAndForcesOfAnIndependentEvaluation() throws Exception {
        JsonObject golden = golden();
        ForceFrames frames = TestFrames.ethanolReference().first(100);
        FittedPotential model = TestPotentials.published();

        assertThat(energies(model, positions(frames))).containsExactly(numbers(golden, "energies"), within(1e-4));
        assertThat(forces(model, positions(frames))).containsExactly(numbers(golden, "forces"), within(1e-4));
        assertThat(model.permutations()).isDeepEqualTo(TestPotentials.ETHANOL_PERMUTATIONS);
    }

    /** The file itself states 0.335 kcal/mol/Å and 0.072 kcal/mol for other frames of the same trajectory. */
    @Test
    void thePublishedModelHasTheErrorsThatItStates() {
        ForceFrames frames = TestFrames.ethanolReference().every(20);
        FittedPotential model = TestPotentials.published();

        assertThat(meanAbsoluteDifference(forces(model, positions(frames)), forceLabels(frames)))
                .isCloseTo(0.335, within(0.03));
        assertThat(meanAbsoluteDifference(energies(model, positions(frames)), frames.energies()))
                .isCloseTo(0.072, within(0.01));
    }

    @Test
    void whatIsWrittenReadsBackAsTheSamePotential() throws Exception {
        FittedPotential model = TestPotentials.published();
        Path file = folder.resolve("model.npz");
        double[] positions = positions(TestFrames.ethanol().every(500));

        SgdmlFile.write(file, model);
        FittedPotential again = SgdmlFile.read(file);

        assertThat(energies(again, positions)).containsExactly(energies(model, positions), within(1e-9));
        assertThat(again.name()).isEqualTo("ethanol");
        assertThat(again.atomicNumbers()).containsExactly(6, 6, 8, 1, 1, 1, 1, 1, 1);
        assertThat(again.trainingPoints()).isEqualTo(1000);
        assertThat(again.width()).isEqualTo(76);
    }

    /** A diatomic model in both units: energies in hartree as a function of bohr are the same physics. */
    @Test
    void unitsOfTheFileAreConverted() throws Exception {
        double[] positions = {0, 0, 0, 0.8, 0, 0};
        FittedPotential plain = SgdmlFile.read(diatomic("kcal/mol", "Ang", 1, 1));
        FittedPotential other = SgdmlFile.read(diatomic("hartree", "bohr", KCAL_IN_HARTREE, ANGSTROM_IN_BOHR));

        assertThat(energies(other, positions)[0]).isCloseTo(energies(plain, positions)[0], within(1e-9));
        assertThat(forces(other, positions)).containsExactly(forces(plain, positions), within(1e-9));
    }

    private Path diatomic(String energyUnit, String lengthUnit, double energy, double length) throws Exception {
        Path file = folder.resolve(lengthUnit + ".npz");
        try (NpzFile npz = NpzFile.create(file)) {
            npz.putText("e_unit", energyUnit);
            npz.putText("r_unit", lengthUnit);
            npz.putWholeNumbers("z", new int[] {1, 1}, 2);
            npz.putWholeNumbers("perms", new int[] {0, 1}, 1, 2);
            npz.putNumbers("R_desc", new double[] {1.4 / length}, 1, 1);
            npz.putNumbers("R_d_desc_alpha", new double[] {37 * energy / length / 2}, 1, 1);
            npz.putNumbers("sig", new double[] {0.9 / length});
            npz.putNumbers("c", new double[] {-5 * energy});
            npz.putNumbers("std", new double[] {2});
            npz.commit();
        }
        return file;
    }

    @Test
    void saysWhatAnUnusableFileLacks() throws Exception {
        Path dataset = folder.resolve("dataset.npz");
        try (NpzFile npz = NpzFile.create(dataset)) {
            npz.putWholeNumbers("z", new int[] {1, 1}, 2);
            npz.commit();
        }
        Path periodic = folder.resolve("periodic.npz");
        try (NpzFile npz = NpzFile.create(periodic)) {
            npz.putNumbers("lattice", new double[9], 3, 3);
            npz.commit();
        }

        assertThatThrownBy(() -> SgdmlFile.read(dataset))
                .isInstanceOf(InputFormatException.class)
                .hasMessageContaining("R_desc or Rt_desc");
        assertThatThrownBy(() -> SgdmlFile.read(periodic))
                .isInstanceOf(InputFormatException.class)
                .hasMessageContaining("lattice");
    }

    private static JsonObject golden() throws IOException {
        try (Reader reader = new InputStreamReader(
                SgdmlFileTest.class.getResourceAsStream("/io/github/cdkdrift/data/golden/sgdml.json"),
                StandardCharsets.UTF_8)) {
            return JsonParser.parseReader(reader).getAsJsonObject();
        }
    }

    /** The numbers of an array, one inside the other or not. */
    private static double[] numbers(JsonObject golden, String name) {
        return golden.getAsJsonArray(name).asList().stream()
                .flatMap(element ->
                        element.isJsonArray() ? element.getAsJsonArray().asList().stream() : Stream.of(element))
                .mapToDouble(JsonElement::getAsDouble)
                .toArray();
    }
}
