package io.github.cdkdrift.viewer;

import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.io.TemporaryFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Jmol's own window, in a process of its own: it ends its process when the user closes it, and keeps its preferences in the
 * user's home as it always does.
 */
public final class JmolWindow {
    private static final String PROGRAM = "org.openscience.jmol.app.Jmol";

    private JmolWindow() {}

    /**
     * Shows an ensemble and waits until the window is closed. The views of {@link EnsemblePreview#writeScript} can be typed in
     * Jmol's console. Only elements, bonds and coordinates reach Jmol.
     *
     * @throws IOException if there is no display, or the window could not be opened
     * @throws InterruptedException if the thread is interrupted; the window is closed then
     */
    public static void show(ConformerEnsemble ensemble, PreviewSettings settings)
            throws IOException, InterruptedException {
        show(ensemble, settings, "");
    }

    /** @param lastWords Jmol commands to run when all is shown */
    static void show(ConformerEnsemble ensemble, PreviewSettings settings, String lastWords)
            throws IOException, InterruptedException {
        requireDisplay();
        try (TemporaryFolder temporary = TemporaryFolder.create()) {
            Path folder = temporary.path();
            Path conformers = folder.resolve("conformers.sdf");
            Path script = folder.resolve("view.spt");
            Path log = folder.resolve("log");
            int[] loaded = EnsembleScript.loaded(ensemble);
            Files.writeString(conformers, Molfile.of(Overlay.of(ensemble, loaded, settings)));
            Files.writeString(script, EnsembleScript.ofLoaded(ensemble, PngjFile.REFERENCE, settings) + lastWords);
            await(command(List.of("-g" + settings.width() + "x" + settings.height(), "-s", script.toString())), log);
        }
    }

    private static void requireDisplay() throws IOException {
        boolean linux = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");
        String display = System.getenv("DISPLAY");
        if (linux && (display == null || display.isBlank())) {
            throw new IOException(
                    "no display for Jmol's window: DISPLAY is not set; write a picture instead (-o), or use"
                            + " ssh -X or xvfb-run");
        }
    }

    /** Jmol with the class path of this program. */
    private static List<String> command(List<String> arguments) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(
                List.of(java, "-Djava.awt.headless=false", "-cp", System.getProperty("java.class.path"), PROGRAM));
        command.addAll(arguments);
        return command;
    }

    private static void await(List<String> command, Path log) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Thread end = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(end);
        try {
            int code = process.waitFor();
            if (code != 0) {
                throw new IOException("Jmol's window could not be opened (exit code " + code + "): " + lastLine(log));
            }
        } finally {
            process.destroy();
            try {
                Runtime.getRuntime().removeShutdownHook(end);
            } catch (IllegalStateException e) {
                // This program ends, and the hook does what it is for.
            }
        }
    }

    private static String lastLine(Path log) throws IOException {
        List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        return lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1).strip();
    }
}
