package io.github.cdkdrift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Input that cannot be used ends with exit code 1 and one line that says where, what was found and what was expected. */
class BadInputTest {
    @TempDir
    Path folder;

    private void assertFails(String message, Object... words) {
        Command.Result result = Command.run(words);

        assertThat(result.code()).as(result.err()).isEqualTo(Main.FAILED);
        assertThat(result.err())
                .startsWith("cdkdrift " + words[0] + ": ")
                .contains(message)
                .hasLineCount(1);
        assertThat(result.out()).isEmpty();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void namesFileAndLine() throws IOException {
        Path file = write(
                "bad.extxyz",
                """
                2
                Properties=species:S:1:pos:R:3:forces:R:3 energy=1
                H 0 0 0 0 0 0
                H 0 0 oops 0 0 0
                """);

        assertFails("bad.extxyz, line 4: found ", "train", file, "-o", folder.resolve("m.drift"));
        assertFails("bad.extxyz, line 4: found ", "inspect", file);
    }

    @Test
    void namesAMissingFile() {
        Path missing = folder.resolve("missing");

        assertFails(missing + ": no such file", "inspect", missing);
        assertFails(missing + ": no such file", "sample", missing, "-n", 1, "-o", folder.resolve("a.sdf"));
        assertFails(missing + ".sdf: no such file", "preview", missing + ".sdf", "-o", folder.resolve("a.png"));
    }

    @Test
    void namesADirectory() {
        assertFails("a directory", "inspect", folder);
        assertFails("a directory", "sample", folder, "-n", 1, "-o", folder.resolve("a.sdf"));
    }

    @Test
    void refusesFewerThanTenFrames() throws IOException {
        assertFails(
                "at least 10 frames",
                "train",
                Command.ethanolFrames(folder),
                "-o",
                folder.resolve("m.drift"),
                "--first",
                9);
    }

    @Test
    void refusesAModelThatIsNone() throws IOException {
        assertFails(
                "expected a cdkdrift model",
                "sample",
                write("text.drift", "text"),
                "-n",
                1,
                "-o",
                folder.resolve("a.sdf"));
    }

    @Test
    void refusesAnOutputThatCannotBeWrittenBeforeItTrains() throws IOException {
        assertFails(
                "there is no folder",
                "train",
                Command.ethanolFrames(folder),
                "-o",
                folder.resolve("missing/m.drift"),
                "--steps",
                2_000_000_000);
    }

    @Test
    void refusesAFormatThatItDoesNotKnow() throws IOException {
        assertFails(
                "expected one that ends with .sdf",
                "convert",
                Command.ethanolFrames(folder),
                folder.resolve("ethanol.gro"));
    }

    @Test
    void refusesOtherMoleculesThanTheReference() throws IOException {
        Path water = write("water.xyz", "3\n\nO 0 0 0\nH 0 0 1\nH 0 1 0\n");

        assertFails("they must agree", "evaluate", water, "--reference", Command.ethanolFrames(folder));
    }

    @Test
    void showsTheStackTraceOnlyWhenAskedFor() {
        Command.Result result = Command.run("inspect", folder.resolve("missing"), "--debug");

        assertThat(result.code()).isEqualTo(Main.FAILED);
        assertThat(result.err()).contains("\tat io.github.cdkdrift.");
    }

    @Test
    void anUnexpectedFailureAsksForAReport() {
        assertThat(Failure.message(new ClassCastException("a is no b")))
                .isEqualTo(
                        "unexpected java.lang.ClassCastException: a is no b; please report it with what --debug shows");
        assertThat(Failure.message(new OutOfMemoryError())).contains("-Xmx");
    }
}
