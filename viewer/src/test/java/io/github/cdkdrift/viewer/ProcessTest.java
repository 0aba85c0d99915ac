package io.github.cdkdrift.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Java process of its own that draws three pictures and writes a script; the display that is announced to it is not there. */
class ProcessTest {
    @TempDir
    Path folder;

    @Test
    void previewsEndByThemselvesPrintNothingAndWriteNothingElsewhere() throws Exception {
        Path home = Files.createDirectory(folder.resolve("home"));
        Path work = Files.createDirectory(folder.resolve("work"));
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        Path out = Files.createDirectory(folder.resolve("out"));
        Path log = folder.resolve("log");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Duser.home=" + home,
                        "-Djava.io.tmpdir=" + temporary,
                        "-XX:-UsePerfData",
                        "-cp",
                        classPath(),
                        Previews.class.getName(),
                        out.toString())
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().put("HOME", home.toString());
        builder.environment().put("DISPLAY", ":4711");
        Process process = builder.start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ends").isTrue();
        } finally {
            process.destroyForcibly();
        }

        assertThat(log).isEmptyFile();
        assertThat(process.exitValue()).isZero();
        assertThat(home).isEmptyDirectory();
        assertThat(work).isEmptyDirectory();
        assertThat(temporary).isEmptyDirectory();
        try (var files = Files.list(out)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("0.png", "1.png", "2.png", "ethanol.spt");
        }
    }

    private static String classPath() {
        StringBuilder absolute = new StringBuilder();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            absolute.append(Path.of(entry).toAbsolutePath()).append(File.pathSeparator);
        }
        return absolute.toString();
    }

    /** The program of that process. */
    static final class Previews {
        private Previews() {}

        public static void main(String[] arguments) throws Exception {
            Path out = Path.of(arguments[0]);
            for (int i = 0; i < 3; i++) {
                EnsemblePreview.writePng(Ethanol.ensemble(), out.resolve(i + ".png"), PreviewSettings.defaults());
            }
            EnsemblePreview.writeScript(
                    Ethanol.ensemble(),
                    out.resolve("ethanol.sdf"),
                    out.resolve("ethanol.spt"),
                    PreviewSettings.defaults());
        }
    }
}
