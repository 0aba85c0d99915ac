package io.github.cdkdrift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.io.EnsembleFiles;
import io.github.cdkdrift.model.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class LabelCommandTest {
    @TempDir
    private Path folder;

    private Command.Result label(String molecule, Object... more) {
        Object[] words = new Object[8 + more.length];
        System.arraycopy(
                new Object[] {"label", molecule, "--frames", 20, "--walkers", 4, "--stride", 10}, 0, words, 0, 8);
        System.arraycopy(more, 0, words, 8, more.length);
        return Command.run(words);
    }

    @Test
    void framesOfASmilesCanBeTrainedOn() throws Exception {
        Path output = folder.resolve("ethanol.extxyz");

        Command.Result result =
                label("CCO", "--potential", "mmff94", "-o", output).done();

        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("C2H6O, MMFF94\n").contains("wrote 20 frames to ");
        ForceFrames frames = ForceFrames.read(output);
        assertThat(frames.size()).isEqualTo(20);
        assertThat(frames.hasEnergies()).isTrue();
        assertThat(frames.atomicNumbers()).containsExactly(6, 6, 8, 1, 1, 1, 1, 1, 1);
        Path model = folder.resolve("ethanol.drift");
        Command.run("train", output, "-o", model, "--steps", 1, "--width", 16, "--batch", 8)
                .done();
        assertThat(ModelFile.read(model).potential().name()).isEqualTo("MMFF94 corrected by 20 labels of MMFF94");
        assertThat(Command.run("inspect", output).done().out()).contains("labels by                   MMFF94");
    }

    @Test
    void theSeedDecidesAndTheOrderOfAFileIsKept() throws Exception {
        Path structure = folder.resolve("methanol.xyz");
        Files.writeString(
                structure,
                "6\n\nH 1.43 -0.98 0\nO 0.71 0.03 0\nC -0.68 -0.02 0\nH -1.03 -0.54 0.9\nH -1.03 -0.54 -0.9\nH -1.03 1.02 0\n");
        Path first = folder.resolve("first.npz");
        Path again = folder.resolve("again.npz");
        Path other = folder.resolve("other.npz");
        label(structure.toString(), "--potential", "mmff94s", "-o", first, "--seed", 5)
                .done();
        label(structure.toString(), "--potential", "mmff94s", "-o", again, "--seed", 5)
                .done();
        label(structure.toString(), "--potential", "mmff94s", "-o", other, "--seed", 6)
                .done();

        ForceFrames frames = ForceFrames.read(first);
        assertThat(frames.atomicNumbers()).containsExactly(1, 8, 6, 1, 1, 1);
        assertThat(ForceFrames.read(again).positions(19)).isEqualTo(frames.positions(19));
        assertThat(ForceFrames.read(other).positions(19)).isNotEqualTo(frames.positions(19));
        assertThat(EnsembleFiles.read(first).graph().formula()).isEqualTo("CH4O");
    }

    /** Killed without a word, twice, and once more with half a frame at the end. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    @Timeout(180)
    void aKilledRunGoesOnWithoutLossOrDuplicates() throws Exception {
        Path output = folder.resolve("propanol.npz");
        Path part = folder.resolve("propanol.npz.part");
        List<Object> words =
                List.of("label", "CCCO", "--potential", "mmff94", "-o", output, "--walkers", 4, "--stride", 10);
        kill(words, part, 0);
        long first = frames(part);
        kill(words, part, Files.size(part), "--resume");
        long second = frames(part);
        assertThat(second).isGreaterThan(first);
        assertThat(output).doesNotExist();
        Files.writeString(
                part, "12\nProperties=species:S:1:pos:R:3:forces:R:3 walker=1 ener", StandardOpenOption.APPEND);

        assertThat(run(words, "--frames", 10).err()).contains("unfinished run", "--resume");
        assertThat(run(words, "--resume", "--temperature", 400).err())
                .contains("temperature: found 500.0, expected 400.0");
        Command.Result result = run(words, "--resume", "--frames", second + 22).done();

        assertThat(result.err())
                .contains(String.format(Locale.ROOT, "going on from %,d frames", second))
                .contains("half written", "split-R-hat");
        ForceFrames frames = ForceFrames.read(output);
        assertThat(frames.size()).isEqualTo((int) second + 22);
        assertThat(frames.potential()).hasValue("MMFF94");
        assertThat(Arrays.stream(frames.energies()).distinct().count()).isEqualTo(frames.size());
        assertThat(part).doesNotExist();
    }

    /** Of two programs that go on with the same frames, the second is told so and writes nothing. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    @Timeout(120)
    void twoProgramsCannotWriteTheSameFrames() throws Exception {
        Path output = folder.resolve("propanol.npz");
        Path part = folder.resolve("propanol.npz.part");
        List<Object> words =
                List.of("label", "CCCO", "--potential", "mmff94", "-o", output, "--walkers", 4, "--stride", 10);
        Process process = start(words, part, 0);
        try {
            Command.Result result = run(words, "--resume", "--frames", 10);

            assertThat(result.code()).isEqualTo(Main.FAILED);
            assertThat(result.err()).contains(part + ": found another run that is writing it");
            assertThat(output).doesNotExist();
            assertThat(process.isAlive()).isTrue();
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(run(words, "--resume", "--frames", 10).done().err()).contains("wrote 10 frames");
    }

    private static Command.Result run(List<Object> words, Object... more) {
        return Command.run(Stream.concat(words.stream(), Stream.of(more)).toArray());
    }

    private static long frames(Path part) throws IOException {
        try (Stream<String> lines = Files.lines(part)) {
            return lines.filter(line -> line.startsWith("Properties=")).count();
        }
    }

    private static void kill(List<Object> words, Path part, long size, String... more) throws Exception {
        start(words, part, size, more).destroyForcibly().waitFor();
    }

    /** A program that has written some frames and goes on. */
    private static Process start(List<Object> words, Path part, long size, String... more) throws Exception {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        words.forEach(word -> line.add(word.toString()));
        line.addAll(List.of("--frames", "100000000"));
        line.addAll(List.of(more));
        Process process = new ProcessBuilder(line)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        while (process.isAlive() && (!Files.exists(part) || Files.size(part) < size + 20_000)) {
            Thread.sleep(20);
        }
        assertThat(process.isAlive()).isTrue();
        return process;
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    @Timeout(120)
    void anInterruptedRunSaysHowToGoOn() throws Exception {
        Path output = folder.resolve("ethanol.extxyz");
        Path err = folder.resolve("err.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "label",
                        "CCO",
                        "--potential",
                        "mmff94",
                        "-o",
                        output.toString(),
                        "--frames",
                        "100000000")
                .redirectError(err.toFile())
                .start();
        Path part = folder.resolve("ethanol.extxyz.part");
        while (process.isAlive() && (!Files.exists(part) || Files.size(part) < 10_000)) {
            Thread.sleep(20);
        }
        process.destroy();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(err).content().contains("interrupted with ", "--resume");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(err, part);
        }
    }

    @Test
    void plainDynamicsSaysThatItsSharesAreNotPopulations() {
        Command.Result result = label(
                        "CCO", "--potential", "mmff94", "-o", folder.resolve("e.npz"), "--dynamics", "plain")
                .done();
        assertThat(result.err()).contains("These are trajectories", "split-R-hat");
    }

    @Test
    void aWrongPotentialShowsTheChoicesAndLeavesNoFile() {
        Path output = folder.resolve("ethanol.npz");

        Command.Result result = label("CCO", "--potential", "amber", "-o", output);

        assertThat(result.code()).isEqualTo(Main.WRONG_USE);
        assertThat(result.err())
                .startsWith("cdkdrift label: option --potential: found amber; expected one of")
                .contains("gfn2", "command:");
        assertThat(output).doesNotExist();
    }

    @Test
    void thePotentialMustBeNamed() {
        Command.Result result = label("CCO", "-o", folder.resolve("ethanol.npz"));

        assertThat(result.code()).isEqualTo(Main.WRONG_USE);
        assertThat(result.err()).contains("missing option --potential");
    }

    @Test
    void anOutputThatIsNoFormatIsRefusedBeforeTheWork() {
        Command.Result result = label("CCO", "--potential", "mmff94", "-o", folder.resolve("ethanol.pdb"));

        assertThat(result.code()).isEqualTo(Main.WRONG_USE);
        assertThat(result.err()).contains("ethanol.pdb").contains(".extxyz").doesNotContain("MMFF94\n");
    }
}
