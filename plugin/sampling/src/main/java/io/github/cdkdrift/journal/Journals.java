package io.github.cdkdrift.journal;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import io.github.cdkdrift.io.InputFormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/** Files that hold an unfinished run: nobody else's while they are open, and of one run alone, which their first line tells as JSON. */
public final class Journals {
    private static final Gson GSON = new Gson();

    private Journals() {}

    /**
     * Begins a file, which no other run can write until the channel is closed.
     *
     * @throws InputFormatException if the file is there already: it may hold what another run has done
     */
    public static FileChannel begin(Path file) throws IOException, InputFormatException {
        try {
            return locked(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw new InputFormatException(
                    file.toString(),
                    "",
                    "the frames of an unfinished run",
                    "no such file: go on from it, or delete it",
                    e);
        }
    }

    /**
     * Opens a file to go on with it.
     *
     * @throws InputFormatException if there is none, or another run is writing it
     */
    public static FileChannel resume(Path file) throws IOException, InputFormatException {
        try {
            return locked(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (NoSuchFileException e) {
            throw new InputFormatException(
                    file.toString(), "", "no such file", "the frames of an unfinished run; begin without going on", e);
        }
    }

    /** A file that is nobody else's until the channel is closed. */
    private static FileChannel locked(Path file, OpenOption... options) throws IOException, InputFormatException {
        FileChannel channel = FileChannel.open(file, options);
        try {
            if (lock(channel)) {
                return channel;
            }
            throw new InputFormatException(
                    file.toString(),
                    "",
                    "another run that is writing it",
                    "a file that no other run writes: wait until that one ends, or write to another file");
        } catch (InputFormatException e) {
            channel.close();
            throw e;
        }
    }

    /** Makes a file this run's alone until the channel is closed; false where another run has it. */
    public static boolean lock(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            // A file system without locks: there it is for the user to run one at a time.
            return true;
        }
    }

    /** The next line without its end; without an end, nothing. */
    public static String line(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int letter = in.read(); letter != '\n'; letter = in.read()) {
            if (letter < 0) {
                return "";
            }
            bytes.write(letter);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** The bytes that a line takes, its end included. */
    public static long length(String line) {
        return line.getBytes(StandardCharsets.UTF_8).length + 1L;
    }

    /** Writes all bytes where the channel stands. */
    public static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /**
     * Fails unless the first line of a file tells of the same run.
     *
     * @param whose what must be given as it was in the beginning, in words
     */
    public static void requireSame(Path file, String line, JsonObject run, String whose) throws InputFormatException {
        List<String> differences;
        try {
            differences = differences(line, run);
        } catch (JsonParseException e) {
            throw new InputFormatException(
                    file.toString(),
                    "line 1",
                    "no settings of a run",
                    "those of an unfinished run; delete the file",
                    e);
        }
        if (!differences.isEmpty()) {
            throw new InputFormatException(
                    file.toString(),
                    "line 1",
                    "another run (" + String.join("; ", differences) + ")",
                    whose + "; give them again, or delete the file");
        }
    }

    /** Each as {@code what: found …, expected …}; empty where it is the same run. */
    private static List<String> differences(String line, JsonObject expected) {
        JsonObject found = Objects.requireNonNullElse(GSON.fromJson(line, JsonObject.class), new JsonObject());
        TreeSet<String> names = new TreeSet<>(found.keySet());
        names.addAll(expected.keySet());
        return names.stream()
                .filter(name -> !Objects.equals(found.get(name), expected.get(name)))
                .map(name -> name + ": found " + word(found.get(name)) + ", expected " + word(expected.get(name)))
                .toList();
    }

    private static String word(JsonElement value) {
        return value == null ? "nothing" : value.toString();
    }

    /** The SHA-256 of bytes, in words. */
    public static String digest(byte[] bytes) {
        try {
            return "SHA-256 "
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
