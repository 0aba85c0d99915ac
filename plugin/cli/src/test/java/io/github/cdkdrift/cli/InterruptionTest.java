package io.github.cdkdrift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Ends a training from outside, as Ctrl-C does. */
@Tag("slow")
@DisabledOnOs(OS.WINDOWS)
class InterruptionTest {
    @TempDir
    Path folder;

    @Test
    @Timeout(120)
    void anInterruptedTrainingLeavesItsCheckpointAndNoHalfFile() throws IOException, InterruptedException {
        Path frames = Command.ethanolFrames(folder);
        Path model = folder.resolve("m.drift");
        Path checkpoint = folder.resolve("run.checkpoint");
        List<String> line = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "train",
                frames.toString(),
                "-o",
                model.toString(),
                "--positives",
                "frames",
                "--width",
                "16",
                "--steps",
                "100000000",
                "--checkpoint",
                checkpoint.toString(),
                "--checkpoint-every",
                "50");
        Path err = folder.resolve("err.txt");
        Process training = new ProcessBuilder(line).redirectError(err.toFile()).start();
        while (!Files.exists(checkpoint) && training.isAlive()) {
            Thread.sleep(50);
        }
        Files.deleteIfExists(checkpoint);
        training.destroy();

        assertThat(training.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(training.exitValue()).as(Files.readString(err)).isEqualTo(128 + 15);
        assertThat(err).content().contains("interrupted after step ").contains("--resume " + checkpoint);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(frames, checkpoint, err);
        }
    }
}
