package io.github.cdkdrift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher says where it cannot start the command. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
    @TempDir
    Path folder;

    private String launch(Map<String, String> environment) throws IOException, InterruptedException {
        Path launcher = Path.of("..", "..", "cdkdrift").toRealPath();
        ProcessBuilder builder = new ProcessBuilder("sh", launcher.toString(), "--version").directory(folder.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(err).isEqualTo(1);
        return err;
    }

    @Test
    void saysThatJavaHomeHoldsNoJava() throws IOException, InterruptedException {
        assertThat(launch(Map.of("JAVA_HOME", folder.toString())))
                .isEqualTo("cdkdrift: JAVA_HOME is %1$s, but there is no %1$s/bin/java%n".formatted(folder));
    }

    @Test
    void saysThatJavaIsTooOld() throws IOException, InterruptedException {
        Path java = Files.createDirectories(folder.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho 'openjdk version \"11.0.2\" 2019-01-15' >&2\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();

        assertThat(launch(Map.of("JAVA_HOME", folder.toString()))).contains("is Java 11; 17 or later is needed");
    }
}
