package io.github.cdkdrift.cli;

import io.github.cdkdrift.io.TemporaryFolder;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Standard input and output, written {@code -}, and pipes. What comes through them is kept in a temporary folder, since some
 * readers look at their input twice; what goes to standard output is written there when it is whole.
 */
final class StandardStreams implements Closeable {
    /** How standard input and output are written on the command line. */
    static final String DASH = "-";

    /** Names the folder in which the program that started a worker keeps its standard input and pipes. */
    static final String KEPT = "cdkdrift.worker.inputs";

    /** What the user calls the files of temporary folders. */
    private static final Map<String, String> NAMES = new ConcurrentHashMap<>();

    private final InputStream in;
    private final PrintStream out;
    private TemporaryFolder folder;
    private Path output;

    StandardStreams(InputStream in, PrintStream out) {
        this.in = in;
        this.out = out;
    }

    /** A text in which temporary files are called as the user does. */
    static String named(String text) {
        String named = text;
        for (Map.Entry<String, String> name : NAMES.entrySet()) {
            named = named.replace(name.getKey(), name.getValue());
        }
        return named;
    }

    /** The file in which to read what a word of the command line means: itself, unless it is a stream. */
    Path input(Path path) throws IOException {
        boolean standard = path.toString().equals(DASH);
        if (!standard && !isStream(path)) {
            return path;
        }
        Path kept = kept(path);
        if (kept != null) {
            return kept;
        }
        Path raw = Files.createTempFile(folder(), "raw", "");
        try (InputStream stream = standard ? in : Files.newInputStream(path);
                OutputStream file = Files.newOutputStream(raw)) {
            stream.transferTo(file);
        }
        Path named = folder().resolve(key(path) + ContentType.ending(raw, path));
        Files.move(raw, named);
        NAMES.put(named.toString(), standard ? "standard input" : path.toString());
        return named;
    }

    /** Where a worker or an earlier call of {@link #input} finds it, otherwise null. */
    private Path kept(Path path) throws IOException {
        String ofParent = System.getProperty(KEPT);
        if (ofParent == null && folder == null) {
            return null;
        }
        Path place = ofParent == null ? folder() : Path.of(ofParent);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(place, key(path) + ".*")) {
            for (Path file : files) {
                return file;
            }
        }
        return null;
    }

    private static String key(Path path) {
        return UUID.nameUUIDFromBytes(path.toString().getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** Pipes, and files by the numbers of open ones, whose names say nothing. */
    private static boolean isStream(Path path) {
        return path.startsWith("/dev")
                || path.startsWith("/proc")
                || (Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path));
    }

    /** The folder for a worker to look in, null where nothing is kept. */
    Path keptFolder() {
        return folder == null ? null : folder.path();
    }

    private Path folder() throws IOException {
        if (folder == null) {
            folder = TemporaryFolder.create();
        }
        return folder.path();
    }

    /**
     * A file whose content becomes the standard output.
     *
     * @param ending of its name, which says the format
     */
    Path output(String ending) throws IOException {
        if (output == null) {
            output = folder().resolve("out." + ending);
            NAMES.put(output.toString(), "standard output");
        }
        return output;
    }

    /** Whether standard output is taken by a file. */
    boolean outputTaken() {
        return output != null;
    }

    /** Writes what was kept for standard output. */
    void deliver() throws IOException {
        if (output != null && Files.exists(output)) {
            Files.copy(output, out);
            out.flush();
        }
    }

    @Override
    public void close() {
        if (folder != null) {
            folder.close();
        }
    }
}
