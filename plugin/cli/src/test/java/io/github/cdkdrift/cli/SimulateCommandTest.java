package io.github.cdkdrift.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.cdkdrift.dynamics.SimulationSettings;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.io.EnsembleFiles;
import io.github.cdkdrift.journal.TrajectoryJournal;
import io.github.cdkdrift.model.ConformerModel;
import io.github.cdkdrift.model.ModelFile;
import io.github.cdkdrift.simulation.ModelSimulation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Short simulations on models of earlier days: glycol and methanol by MMFF94, and one without a potential. */
@Tag("slow")
class SimulateCommandTest {
    @TempDir
    private static Path folder;

    private static Path glycol;
    private static Path reference;

    @BeforeAll
    static void makeModels() throws IOException {
        glycol = golden("5");
        reference = folder.resolve("reference.extxyz");
        Command.run("sample", glycol, "-n", 200, "-o", reference, "--seed", 5).done();
    }

    private static Path golden(String format) throws IOException {
        Path model = folder.resolve("format-" + format + ".drift");
        try (InputStream in = SimulateCommandTest.class.getResourceAsStream(
                "/io/github/cdkdrift/data/golden/model-format-" + format + ".drift")) {
            Files.write(model, in.readAllBytes());
        }
        return model;
    }

    private static Command.Result simulate(Path model, Object... more) {
        List<Object> words = new ArrayList<>(List.of("simulate", model));
        words.addAll(List.of(
                "--time",
                "600fs",
                "--every",
                "100fs",
                "--observe",
                "50fs",
                "--equilibration",
                "50fs",
                "--samples",
                200));
        words.addAll(Arrays.asList(more));
        return Command.run(words.toArray());
    }

    @Test
    void aTrajectoryItsTorsionsFiguresAndPageAreWritten() throws Exception {
        Path trajectory = folder.resolve("a.extxyz");
        Path torsions = folder.resolve("a.tsv");
        Path json = folder.resolve("a.json");
        Path page = folder.resolve("a.html");
        Command.Result result = simulate(
                        glycol,
                        "--walkers",
                        5,
                        "--reference",
                        reference,
                        "-o",
                        trajectory,
                        "--torsions",
                        torsions,
                        "--json",
                        json,
                        "--report",
                        page)
                .done();

        assertThat(result.out())
                .startsWith(
                        "Langevin dynamics (BAOAB, nothing constrained) of C2H6O2 by MMFF94 at 300 K: 5 walkers of 0.6 ps"
                                + " each, steps of 0.5 fs, friction 1/ps.\n")
                .contains(
                        "walkers that broke: 0 of 5\n",
                        "  H5-O1-C2-C3: ",
                        "  reference: 200 conformers of " + reference)
                .containsPattern(
                        "JS\\(simulation, reference\\): 0\\.\\d+, floor 0\\.\\d+, one in twenty above 0\\.\\d+ \\(")
                .containsPattern("JS\\(samples, reference\\): 0\\.\\d+, floor")
                .containsPattern("JS\\(simulation, samples\\): 0\\.\\d+, floor")
                .contains("fewer than three times a walker");
        ForceFrames frames = ForceFrames.read(trajectory);
        assertThat(frames.size()).isEqualTo(30);
        assertThat(frames.potential()).hasValue("MMFF94");
        assertThat(Files.readAllLines(trajectory).get(1))
                .contains("potential=\"MMFF94\" energy_unit=\"kcal/mol\" temperature_K=\"300\" seed=\"0\"");
        assertThat(frames.data(0).fields()).containsEntry("walker", "1").containsEntry("time_ps", "0.1");
        assertThat(frames.data(29).fields()).containsEntry("walker", "5").containsEntry("time_ps", "0.6");
        List<String> rows = Files.readAllLines(torsions);
        assertThat(rows.get(0)).isEqualTo("walker\ttime_ps\tH5-O1-C2-C3\tO1-C2-C3-O4\tC2-C3-O4-H10");
        assertThat(rows).hasSize(1 + 5 * 12);
        assertThat(rows.get(12)).startsWith("1\t0.6\t");
        JsonObject read = JsonParser.parseString(Files.readString(json)).getAsJsonObject();
        assertThat(read.getAsJsonObject("simulationSamples")
                        .getAsJsonObject("torsions")
                        .get("value")
                        .getAsDouble())
                .isPositive();
        assertThat(read.getAsJsonArray("motions")).hasSize(3);
        assertThat(Files.readString(page))
                .contains("Simulation of C2H6O2", "id=\"simulation\"", "id=\"trajectory\"", "Walker 1 is shown")
                .contains("JS(simulation, samples)");
        assertThat(folder.resolve("a.extxyz.part")).doesNotExist();
    }

    /** Broken off in the middle of the third frame, with half a block behind the last whole one; then gone on with. */
    @Test
    void aRunThatGoesOnGivesTheBytesOfAnUnbrokenOne() throws Exception {
        Path whole = folder.resolve("whole.npz");
        Path pieces = folder.resolve("pieces.npz");
        Path part = folder.resolve("pieces.npz.part");
        Path wholeTorsions = folder.resolve("whole.tsv");
        Path torsions = folder.resolve("pieces.tsv");
        Object[] common = {"--walkers", 4, "--seed", 3, "--reference", reference};
        Command.Result unbroken = simulate(glycol, with(common, "-o", whole, "--torsions", wholeTorsions))
                .done();
        ConformerModel model = ModelFile.read(glycol);
        SimulationSettings settings = SimulationSettings.at(300)
                .withWalkers(4)
                .withLength(100, 6, 200, 100)
                .withSeed(3);
        try (TrajectoryJournal journal =
                TrajectoryJournal.begin(part, SimulateCommand.header(glycol, settings), 10, 3, settings)) {
            assertThatThrownBy(() -> new ModelSimulation(model, settings).run(journal, step -> {
                        if (step == 555) {
                            throw new CancellationException();
                        }
                    }))
                    .isInstanceOf(CancellationException.class);
        }
        Files.write(part, new byte[] {1, 2, 3}, java.nio.file.StandardOpenOption.APPEND);

        Command.Result refused = simulate(glycol, with(common, "-o", pieces));
        assertThat(refused.code()).isEqualTo(Main.FAILED);
        assertThat(refused.err()).contains("unfinished run", "--resume");
        Command.Result other = simulate(glycol, with(common, "-o", pieces, "--resume", "--friction", 2));
        assertThat(other.err()).contains("friction: found 1.0, expected 2.0");
        Command.Result result = simulate(glycol, with(common, "-o", pieces, "--resume", "--torsions", torsions))
                .done();

        assertThat(result.err()).contains("going on from 2 frames of each walker", "half written");
        assertThat(pieces).hasSameBinaryContentAs(whole);
        assertThat(torsions).hasSameBinaryContentAs(wholeTorsions);
        assertThat(result.out()).isEqualTo(unbroken.out());
        assertThat(part).doesNotExist();
        assertThat(simulate(glycol, with(common, "-o", pieces, "--resume")).err())
                .contains("no such file");
    }

    private static Object[] with(Object[] words, Object... more) {
        Object[] all = Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return all;
    }

    @Test
    void aModelWithoutAPotentialIsRefusedWithTheReason() throws Exception {
        Path out = folder.resolve("none.extxyz");
        Command.Result result = simulate(golden("1"), "-o", out);

        assertThat(result.code()).isEqualTo(Main.FAILED);
        assertThat(result.err())
                .contains("format-1.drift: found a model without a potential: ", "expected one with a potential")
                .hasLineCount(1);
        assertThat(out).doesNotExist();
    }

    @Test
    void aStepThatIsTooLongIsRefusedByWhatTheEnergySays() {
        Command.Result result =
                simulate(glycol, "--time-step", "5fs", "--walkers", 2, "-o", folder.resolve("long.extxyz"));

        assertThat(result.code()).isEqualTo(Main.WRONG_USE);
        assertThat(result.err())
                .contains("option --time-step: found a time step of 5.0 fs, with which dynamics is not stable")
                .contains("take a shorter step");
        assertThat(folder.resolve("long.extxyz.part")).doesNotExist();
    }

    /** The model draws at 300 K. */
    @Test
    void atAnotherTemperatureTheGeneratorIsNotCompared() {
        Command.Result result = simulate(
                        glycol, "--temperature", 400, "--walkers", 4, "-o", folder.resolve("hot.extxyz"))
                .done();

        assertThat(result.err())
                .contains("Warning: the simulation has 400.0 K, the model draws at 300.0 K: they are not compared.");
        assertThat(result.out())
                .contains("at 400 K")
                .contains(
                        "JS(simulation, samples): not measured, the simulation has 400.0 K, the model draws at 300.0 K")
                .contains("JS(simulation, reference): not measured, no --reference was given")
                .doesNotContain("floor 0.");
    }

    /** A network that draws positions knows no density; two walkers tell nothing of their own worth. */
    @Test
    void whatIsNotThereIsNotMeasured() throws Exception {
        Path methanol = golden("3");
        Command.Result noReference = simulate(methanol, "--walkers", 4, "-o", folder.resolve("methanol.xyz"))
                .done();
        Command.Result two = simulate(methanol, "--walkers", 2, "-o", folder.resolve("two.xyz.gz"))
                .done();

        assertThat(noReference.out())
                .contains(
                        "JS(simulation, reference): not measured, no --reference was given, and the model does not know")
                .contains("JS(samples, reference): not measured, ")
                .containsPattern("JS\\(simulation, samples\\): 0\\.\\d+, floor");
        assertThat(two.out()).contains("JS(simulation, samples): not measured, fewer than 4 walkers that never broke");
        assertThat(EnsembleFiles.read(folder.resolve("two.xyz.gz")).size()).isEqualTo(12);
    }

    @Test
    void otherWrongUseIsNamed() throws Exception {
        Path out = folder.resolve("wrong.extxyz");
        assertThat(Command.run("simulate", glycol, "-o", out).err()).contains("missing option --time, for example");
        assertThat(Command.run("simulate", glycol, "-o", out, "--time", "100").err())
                .contains("found 100 without a unit", "for example 100ps");
        assertThat(Command.run("simulate", glycol, "-o", folder.resolve("a.sdf"), "--time", "1ps")
                        .err())
                .contains("expected a name that ends with .npz, .extxyz");
        assertThat(simulate(glycol, "-o", out, "--report", folder.resolve("a.pdf"))
                        .err())
                .contains("expected a name that ends with .html");
        assertThat(Command.run("simulate", glycol, "-o", out, "--time", "1500fs")
                        .err())
                .contains(
                        "option --time: found 1.5ps; expected a multiple of 1ps, the time between two frames (--every)");
        assertThat(simulate(glycol, "-o", out, "--friction", 0).err()).contains("a friction in 1/ps, above 0");
        Path water = Files.writeString(folder.resolve("water.xyz"), "3\n\nO 0 0 0\nH 0 0 1\nH 0 1 0\n");
        Command.Result atoms = simulate(glycol, "-o", out, "--reference", water);
        assertThat(atoms.code()).isEqualTo(Main.FAILED);
        assertThat(atoms.err()).contains("water.xyz: found atoms of H2O", "the model's C2H6O2", "the same atoms");
        assertThat(out).doesNotExist();
    }
}
