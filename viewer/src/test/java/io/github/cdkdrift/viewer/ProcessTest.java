package io.github.cdkdrift.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdkdrift.viewer.report.EnsembleReport;
import io.github.cdkdrift.viewer.report.Origin;
import io.github.cdkdrift.viewer.report.ReportPage;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Java process of its own that writes one of each kind of preview; the display that is announced to it is not there. */
@Tag("slow")
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
                    .containsExactlyInAnyOrder(
                            "0.png",
                            "1.png",
                            "2.png",
                            "clusters.png",
                            "flexibility.png",
                            "ethanol.gif",
                            "ethanol.pngj",
                            "ethanol.html",
                            "ethanol.spt");
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
            PreviewSettings small =
                    PreviewSettings.defaults().withSize(160, 120).withConformers(2);
            EnsemblePreview.writePng(
                    Ethanol.ensemble(), out.resolve("clusters.png"), small.withView(PreviewView.CLUSTERS));
            EnsemblePreview.writePng(
                    Ethanol.ensemble(), out.resolve("flexibility.png"), small.withView(PreviewView.FLEXIBILITY));
            EnsemblePreview.writeGif(Ethanol.ensemble(), out.resolve("ethanol.gif"), small);
            EnsemblePreview.writePngj(Ethanol.ensemble(), out.resolve("ethanol.pngj"), small);
            ReportPage.write(
                    new EnsembleReport(
                            "Ethanol",
                            Ethanol.ensemble(),
                            null,
                            OptionalDouble.empty(),
                            new Origin("", Map.of(), List.of(), null)),
                    out.resolve("ethanol.html"),
                    small);
            EnsemblePreview.writeScript(
                    Ethanol.ensemble(),
                    out.resolve("ethanol.sdf"),
                    out.resolve("ethanol.spt"),
                    PreviewSettings.defaults());
        }
    }
}
