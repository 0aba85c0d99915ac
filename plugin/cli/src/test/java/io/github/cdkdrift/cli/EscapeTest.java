package io.github.cdkdrift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What files call their molecules reaches the terminal and reports as letters alone. */
class EscapeTest {
    @TempDir
    private Path folder;

    @Test
    void controlCharactersOfNamesAndLabelsAreShownEscaped() throws IOException {
        Path file = folder.resolve("names.smi");
        Path report = folder.resolve("report.tsv");
        Files.writeString(
                file,
                "[Cu]C \u001b[2Jclear\nXx \u009b31mred\n[N\u001b[2J] x\nC |$\u001b[2J$| y\n[Cu]C a\u202egnp.exe\nC(( \u0000nil\n"
                        + "[Cu]C ordinary µ-name\n");
        Command.Result result =
                Command.run("generate", file, "-n", 1, "-o", folder.resolve("o.sdf"), "--report", report);
        assertThat(result.code()).isEqualTo(Main.FAILED);
        for (String text : new String[] {result.err(), result.out(), Files.readString(report)}) {
            assertThat(text.chars().filter(letter -> letter != '\n' && letter != '\t'))
                    .noneMatch(letter -> Character.getType(letter) == Character.CONTROL
                            || Character.getType(letter) == Character.FORMAT);
        }
        assertThat(result.err())
                .contains("\\u001B[2Jclear")
                .contains("\\u009B31mred")
                .contains("a\\u202Egnp.exe")
                .contains("ordinary µ-name");
    }

    @Test
    void wordsOfTheCommandLineAreShownEscapedToo() {
        Command.Result result = Command.run("train", folder.resolve("none"), "--\u001b[2J", "-o", "m");
        assertThat(result.err()).contains("\\u001B[2J").doesNotContain("\u001b");
    }
}
