package io.github.cdkdrift.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** No command writes over what it reads, or writes two things into one file. */
class SamePathTest {
    private static final String SMILES = "CCO ethanol\n";

    @TempDir
    private Path folder;

    @BeforeEach
    void makeInputs() throws IOException {
        Files.writeString(folder.resolve("in.smi"), SMILES);
        Files.writeString(folder.resolve("in.xyz"), "1\n\nH 0 0 0\n");
        Files.writeString(folder.resolve("m.drift"), "no model");
        Files.createSymbolicLink(folder.resolve("soft.sdf"), Path.of("in.sdf"));
        Files.writeString(folder.resolve("in.sdf"), untitledMethane());
        Files.createLink(folder.resolve("hard.sdf"), folder.resolve("in.sdf"));
        Files.createDirectory(folder.resolve("sub"));
    }

    private static String untitledMethane() {
        return "\n  test\n\n  1  0  0  0  0  0  0  0  0  0999 V2000\n"
                + "    0.0000    0.0000    0.0000 C   0  0\nM  END\n$$$$\n";
    }

    static Stream<Arguments> clashes() {
        return Stream.of(
                        "convert @in.sdf @in.sdf",
                        "convert @in.sdf @soft.sdf",
                        "convert @in.sdf @hard.sdf",
                        "convert @soft.sdf @hard.sdf",
                        "convert @in.sdf @sub/../in.sdf",
                        "generate @in.smi -n 1 -o @out.sdf --report @in.smi",
                        "generate @in.smi -n 1 -o @out.sdf --report @out.sdf",
                        "generate @in.smi -n 1 -o @out.sdf --report @OUT.SDF",
                        "generate @in.sdf -n 1 -o @hard.sdf",
                        "generate @in.sdf -n 1 -o @",
                        "generate @in.sdf -n 1 -o @{}.sdf",
                        "generate @in.smi -n 1 -o @{}.sdf --report @ethanol.sdf",
                        "generate @in.smi -n 1 -o @m.sdf --potential command:@m.sdf",
                        "generate @in.smi -n 1 -o - --report -",
                        "label @in.sdf --potential mmff94 -o @in.sdf",
                        "label @in.sdf --potential @x.npz -o @x.npz",
                        "train @in.xyz -o @in.xyz",
                        "train @in.xyz -o @x --checkpoint @x --plot @x",
                        "train @in.xyz -o @m.drift --molecule @m.drift",
                        "train @in.xyz -o @m.drift --resume @m.drift",
                        "train @in.xyz -o @x --plot @in.xyz",
                        "sample @m.drift -n 1 -o @m.drift",
                        "sample @m.drift -n 1 -o @x.npz --reweight @x.npz",
                        "simulate @m.drift --time 1ps -o @m.drift",
                        "simulate @m.drift --time 1ps -o @o.xyz --torsions @m.drift",
                        "simulate @m.drift --time 1ps -o @o.xyz --torsions @o.xyz",
                        "simulate @m.drift --time 1ps -o @o.xyz --torsions @o.xyz.part",
                        "simulate @m.drift --time 1ps -o @o.xyz --json @t --torsions @t",
                        "simulate @m.drift --time 1ps -o @o.xyz --report @t --json @t",
                        "simulate @m.drift --time 1ps -o @in.xyz --reference @in.xyz",
                        "simulate @m.drift --time 1ps -o @o.xyz --reference @in.xyz --json @in.xyz",
                        "evaluate @in.sdf --reference @in.xyz -o @e.html --json @e.html",
                        "evaluate @in.sdf --reference @in.xyz --json @in.xyz",
                        "evaluate @in.sdf --reference @in.xyz --training @t.xyz --json @t.xyz",
                        "evaluate @in.sdf --reference @in.xyz --model @m.drift --json @m.drift",
                        "preview @in.sdf -o @soft.sdf")
                .map(line -> arguments(line));
    }

    @ParameterizedTest
    @MethodSource("clashes")
    void isRefusedBeforeAnyWork(String line) throws IOException {
        Files.writeString(folder.resolve("x.npz"), "x");
        Files.writeString(folder.resolve("t.xyz"), "t");
        Files.writeString(folder.resolve("m.sdf"), "m");
        List<String> before = content();
        Command.Result result = Command.run((Object[]) Arrays.stream(line.split(" "))
                .map(word -> word.replace("@", folder + "/"))
                .toArray(String[]::new));
        assertThat(result.code()).as(result.err()).isEqualTo(Main.WRONG_USE);
        assertThat(result.err()).contains("the same file as").contains("expected another file");
        assertThat(content()).isEqualTo(before);
    }

    private List<String> content() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.sorted().map(SamePathTest::described).toList();
        }
    }

    private static String described(Path file) {
        try {
            return file + (Files.isRegularFile(file) ? Files.readString(file) : "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aCheckpointMayBeWhatTheRunGoesOnFrom() {
        Command.Result result = Command.run(
                "train",
                folder.resolve("in.xyz"),
                "-o",
                folder.resolve("new.drift"),
                "--resume",
                folder.resolve("c"),
                "--checkpoint",
                folder.resolve(".").resolve("c"));
        assertThat(result.code()).isEqualTo(Main.FAILED);
        assertThat(result.err()).contains("c").doesNotContain("the same file");
    }

    @Test
    void standardOutputThatIsLostIsAnError() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int letter) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(
                new String[] {"--version"},
                new PrintStream(full, false, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        assertThat(code).isEqualTo(Main.FAILED);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("standard output could not be written");
    }
}
