package io.github.cdkdrift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdkdrift.frames.ForceFrames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A coarse-grained model of ethanol's H O C C, from few steps, by the command alone. */
@Tag("slow")
class BeadCommandTest {
    @TempDir
    private static Path folder;

    private static Path frames;
    private static Path model;
    private static Command.Result trained;

    @BeforeAll
    static void train() throws IOException {
        frames = Command.ethanolFrames(folder);
        model = folder.resolve("beads.drift");
        trained = Command.run(
                        "train",
                        frames,
                        "-o",
                        model,
                        "--beads",
                        "[H]OCC",
                        "--steps",
                        300,
                        "--width",
                        32,
                        "--temperature",
                        500)
                .done();
    }

    @Test
    void trainingSaysWhatTheModelIs() {
        assertThat(trained.err())
                .contains(
                        "4 beads of C2H6O, 2,000 frames", "potential of mean force is that of 500 K", "wrote " + model);
    }

    @Test
    void itIsSampledAndSimulatedAsAnyModel() throws Exception {
        Path drawn = folder.resolve("drawn.xyz");
        Command.run("sample", model, "-n", 20, "-o", drawn).done();
        assertThat(Files.readAllLines(drawn).get(0).strip()).isEqualTo("4");
        Path trajectory = folder.resolve("beads.extxyz");
        Command.Result result = Command.run(
                        "simulate",
                        model,
                        "--time",
                        "300fs",
                        "--every",
                        "100fs",
                        "--observe",
                        "50fs",
                        "--equilibration",
                        "50fs",
                        "--walkers",
                        4,
                        "--samples",
                        100,
                        "--temperature",
                        500,
                        "--reference",
                        frames,
                        "-o",
                        trajectory)
                .done();
        assertThat(result.err()).doesNotContain("is another one");
        assertThat(result.out())
                .contains("reference: 2,000 conformers of " + frames)
                .contains("C2HO by the potential of mean force of beads at 500 K", "walkers that broke: 0 of 4");
        assertThat(ForceFrames.read(trajectory).size()).isEqualTo(12);
    }

    @Test
    void anotherTemperatureIsWarnedOfAndAnotherMoleculeIsNoReference() throws Exception {
        Object[] common = {
            "simulate", model, "--time", "100fs", "--every", "100fs", "--observe", "100fs", "--walkers", 4
        };
        Command.Result warm = Command.run(with(common, "--temperature", 400, "-o", folder.resolve("warm.xyz")))
                .done();
        assertThat(warm.err()).contains("potential of mean force is that of 500 K; that of 400 K is another one");
        Path water = folder.resolve("water.xyz");
        Files.writeString(water, "3\n\nO 0 0 0\nH 0.96 0 0\nH -0.24 0.93 0\n");
        Command.Result other = Command.run(with(common, "--reference", water, "-o", folder.resolve("other.xyz")));
        assertThat(other.code()).isEqualTo(Main.FAILED);
        assertThat(other.err()).contains("found atoms of H2O in another order or number");
    }

    private static Object[] with(Object[] common, Object... more) {
        return Stream.concat(Arrays.stream(common), Arrays.stream(more)).toArray();
    }

    @Test
    void drawsOfBeadsAreWrittenAsTheOtherFormats() throws IOException {
        for (String ending : new String[] {"sdf", "cml", "mol2", "pdb", "csv", "extxyz"}) {
            Path file = folder.resolve("drawn." + ending);
            Command.run("sample", model, "-n", 2, "-o", file).done();
            assertThat(file).isNotEmptyFile();
        }
    }

    @Test
    void beadsThatCannotBeAreRefusedWithAReason() {
        assertThat(refusal("N")).contains("option --beads: found no atoms of C2H6O that match N");
        assertThat(refusal("CO")).contains("option --beads: found 2 beads in C2H6O; expected at least 3");
        assertThat(refusal("[$([H]O),$([CH3]),$([H][CH3])]")).contains("no path of bonds among them joins");
        assertThat(refusal("backbone")).contains("expected a peptide");
        assertThat(refusal("C((")).contains("expected a SMARTS pattern");
    }

    private static String refusal(String beads) {
        Command.Result result = Command.run(
                "train", frames, "-o", folder.resolve("none.drift"), "--beads", beads, "--temperature", 500);
        assertThat(result.code()).as(beads).isEqualTo(Main.FAILED);
        return result.err();
    }
}
