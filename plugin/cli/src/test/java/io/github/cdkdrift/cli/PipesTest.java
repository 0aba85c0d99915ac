package io.github.cdkdrift.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Standard input and output, pipes, and places where nothing can be written. */
@DisabledOnOs(OS.WINDOWS)
class PipesTest {
    /** Two frames of water with a byte-order mark and ends of lines as on Windows, in eV, as other programs write them. */
    private static final String WATER =
            "\uFEFF3\r\nProperties=species:S:1:pos:R:3:forces:R:3 energy=-2000 units=\"eV/A\"\r\n"
                    + "O 0 0 0 0.1 0 0\r\nH 0.96 0 0 0 0.1 0\r\nH -0.24 0.93 0 -0.1 -0.1 0\r\n"
                    + "3\r\nProperties=species:S:1:pos:R:3:forces:R:3 energy=-2001 units=\"eV/A\"\r\n"
                    + "O 0 0 0.1 0.1 0 0\r\nH 0.96 0 0.1 0 0.1 0\r\nH -0.24 0.93 0.1 -0.1 -0.1 0\r\n";

    @TempDir
    private Path folder;

    private Path water() throws IOException {
        return Files.writeString(folder.resolve("water.extxyz"), WATER);
    }

    private static Command.Result withInput(String text, Object... words) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        try {
            return Command.run(words);
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void aMinusIsStandardInputAndOutput() {
        Command.Result result =
                withInput(WATER, "convert", "-", "-", "--format", "sdf").done();
        assertThat(result.out().split("\\$\\$\\$\\$\n")).hasSize(2);
        assertThat(result.out()).contains("> <energy>", "-46121.0957");
        assertThat(withInput(
                                "\uFEFFO water\r\nC[Fe]C iron\r\n",
                                "generate",
                                "-",
                                "-n",
                                1,
                                "-o",
                                folder.resolve("o.sdf"),
                                "--effort",
                                "draft")
                        .err())
                .contains("iron: failed", "1 of 2");
    }

    /** Some readers look at their input twice; a pipe has it once. */
    @Test
    @Timeout(60)
    void aPipeIsReadAsAFileIs() throws Exception {
        Path pipe = folder.resolve("pipe");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "mkfifo cannot be run");
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            try (FileOutputStream out = new FileOutputStream(pipe.toFile())) {
                out.write(WATER.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        Path copy = folder.resolve("copy.extxyz");
        Command.run("convert", pipe, copy).done();
        writer.join();
        Path ofFile = folder.resolve("of-file.extxyz");
        Command.run("convert", water(), ofFile).done();
        assertThat(copy).hasSameBinaryContentAs(ofFile);
    }

    @Test
    void aDeviceWithoutRoomIsAnError() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.isWritable(full), "there is no /dev/full");
        Path named = Files.createSymbolicLink(folder.resolve("full.sdf"), full);
        Command.Result result = Command.run("convert", water(), named);
        assertThat(result.code()).as(result.err()).isEqualTo(Main.FAILED);
        assertThat(result.err()).contains("No space left on device; the file was not written");
        // JUnit would follow it.
        Files.delete(named);
        for (String[] words : new String[][] {
            {"convert", water().toString(), "-", "--format", "sdf"}, {"inspect", water().toString()}, {"--help"}
        }) {
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            try (FileOutputStream lost = new FileOutputStream(full.toFile())) {
                int code = Main.run(
                        words,
                        new PrintStream(lost, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
                assertThat(code).as("%s: %s", words[0], err).isEqualTo(Main.FAILED);
            }
            assertThat(err.toString(StandardCharsets.UTF_8)).contains("standard output");
        }
    }

    /** Also for the administrator, whom the system would let. */
    @Test
    void whatIsReadOnlyStaysAsItIs() throws IOException {
        Path kept = Files.writeString(folder.resolve("kept.sdf"), "content");
        Files.setPosixFilePermissions(kept, PosixFilePermissions.fromString("r--r--r--"));
        Command.Result result = Command.run("convert", water(), kept);
        assertThat(result.code()).isEqualTo(Main.FAILED);
        assertThat(result.err()).contains("kept.sdf");
        assertThat(kept).hasContent("content");
    }

    @Test
    void aFolderIsNoOutput() throws IOException {
        Path place = Files.createDirectory(folder.resolve("place.sdf"));
        for (Object[] words : new Object[][] {
            {"convert", water(), place},
            {"train", water(), "-o", place},
            {"convert", place, folder.resolve("o.xyz")}
        }) {
            Command.Result result = Command.run(words);
            assertThat(result.code()).as(result.err()).isNotEqualTo(Main.DONE);
            assertThat(result.err()).contains("place.sdf").doesNotContain("Exception");
        }
        assertThat(place).isEmptyDirectory();
    }
}
