package io.github.cdkdrift.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.Toolkit;
import java.awt.image.BufferedImage;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jmol's window on a display of Xvfb. Skipped where Xvfb is not installed. */
@Tag("slow")
class JmolWindowTest {
    @TempDir
    Path folder;

    @Test
    void windowShowsTheEnsembleAndLeavesNothingBehind() throws Exception {
        assumeTrue(installed("Xvfb"), "Xvfb is not installed");
        assumeTrue(
                Files.exists(Path.of(System.getProperty("java.home"), "lib", "libawt_xawt.so")),
                "this Java is one without windows");
        Process server = new ProcessBuilder(
                        "Xvfb", "-displayfd", "1", "-screen", "0", "1000x800x24", "-nolisten", "tcp")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            String display = ":" + server.inputReader().readLine();
            Path temporary = Files.createDirectory(folder.resolve("tmp"));
            Process window = java(display, temporary, Show.class);
            try {
                assertThat(window.waitFor(90, TimeUnit.SECONDS)).as("ends").isTrue();
                assertThat(Files.readString(folder.resolve("Show.log"))).isEmpty();
                assertThat(window.exitValue()).isZero();
            } finally {
                window.descendants().forEach(ProcessHandle::destroyForcibly);
                window.destroyForcibly();
            }
            BufferedImage seen = ImageIO.read(folder.resolve("seen.png").toFile());
            assertThat(Stage.outline(seen).getWidth())
                    .as("molecule in the window")
                    .isGreaterThan(100);
            BufferedImage screen = ImageIO.read(folder.resolve("screen.png").toFile());
            assertThat(reds(screen)).as("oxygen on the screen").isGreaterThan(50);
            try (Stream<Path> left = Files.list(temporary)) {
                assertThat(left.filter(path -> path.getFileName().toString().startsWith("cdkdrift")))
                        .isEmpty();
            }
        } finally {
            server.destroy();
            server.waitFor();
        }
    }

    /** Told to end while the window is open, the program takes the window and its files along. */
    @Test
    void windowEndsWithTheProgram() throws Exception {
        assumeTrue(installed("Xvfb"), "Xvfb is not installed");
        assumeTrue(
                Files.exists(Path.of(System.getProperty("java.home"), "lib", "libawt_xawt.so")),
                "this Java is one without windows");
        Process server = new ProcessBuilder(
                        "Xvfb", "-displayfd", "1", "-screen", "0", "1000x800x24", "-nolisten", "tcp")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            Path temporary = Files.createDirectory(folder.resolve("tmp"));
            Process window = java(":" + server.inputReader().readLine(), temporary, Show.class);
            for (int i = 0; i < 300 && !Files.exists(folder.resolve("seen.png")); i++) {
                Thread.sleep(200);
            }
            List<ProcessHandle> jmol = window.descendants().toList();
            assertThat(jmol).isNotEmpty();
            window.destroy();
            assertThat(window.waitFor(30, TimeUnit.SECONDS)).as("ends").isTrue();
            assertThat(jmol).noneMatch(ProcessHandle::isAlive);
            try (Stream<Path> left = Files.list(temporary)) {
                assertThat(left.filter(path -> path.getFileName().toString().startsWith("cdkdrift")))
                        .isEmpty();
            }
        } finally {
            server.destroy();
            server.waitFor();
        }
    }

    @Test
    void withoutADisplayTheErrorSaysSo() throws Exception {
        assumeTrue(System.getProperty("os.name").contains("Linux"), "other systems have a display of their own");
        Process window = java("", Files.createDirectory(folder.resolve("tmp")), Show.class);
        assertThat(window.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(folder.resolve("Show.log"))).contains("no display for Jmol's window", "-o");
    }

    private Process java(String display, Path temporary, Class<?> program) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + temporary,
                        "-Djava.awt.headless=false",
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(program.getSimpleName() + ".log").toFile());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().put("DISPLAY", display);
        builder.environment().put("HOME", folder.toString());
        return builder.start();
    }

    private static boolean installed(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
    }

    private static int reds(BufferedImage image) {
        int reds = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int rgb = image.getRGB(x, y);
                reds += (rgb >> 16 & 255) > 180 && (rgb >> 8 & 255) < 40 && (rgb & 255) < 40 ? 1 : 0;
            }
        }
        return reds;
    }

    /** Opens the window, which draws itself, waits for the screen to be photographed, and closes itself. */
    static final class Show {
        private Show() {}

        public static void main(String[] arguments) throws Exception {
            Path folder = Path.of(arguments[0]);
            Path seen = folder.resolve("seen.png");
            Thread photographer = new Thread(() -> photograph(seen, folder.resolve("screen.png")));
            photographer.setDaemon(true);
            photographer.start();
            JmolWindow.show(
                    Ethanol.ensemble(),
                    PreviewSettings.defaults().withSize(500, 400),
                    "write IMAGE 400 300 PNG \"" + seen + "\";\ndelay 4;\nexitJmol;\n");
        }

        private static void photograph(Path seen, Path screen) {
            try {
                while (!Files.exists(seen)) {
                    Thread.sleep(200);
                }
                Thread.sleep(1000);
                Rectangle all = new Rectangle(Toolkit.getDefaultToolkit().getScreenSize());
                ImageIO.write(new Robot().createScreenCapture(all), "png", screen.toFile());
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
