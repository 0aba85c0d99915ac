package io.github.cdkdrift.archive;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.cdkdrift.io.InputFormatException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** The JSON entry that says what a sealed archive holds and in which version of its format. */
public final class Manifest {
    private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();
    private static final String VERSION = "formatVersion";

    private Manifest() {}

    /** The bytes of an entry: the fields of a record, and the version of the format. */
    public static byte[] encode(Record content, int formatVersion) {
        JsonObject json = new JsonObject();
        json.addProperty(VERSION, formatVersion);
        GSON.toJsonTree(content)
                .getAsJsonObject()
                .entrySet()
                .forEach(field -> json.add(field.getKey(), field.getValue()));
        return GSON.toJson(json).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads the entry.
     *
     * @param earliest the earliest version that this program understands
     * @param formatVersion the version that this program writes
     * @throws InputFormatException if the entry is missing, of another version, or does not fit the record
     */
    public static <T extends Record> T decode(
            Path file, Map<String, byte[]> entries, String name, Class<T> type, int earliest, int formatVersion)
            throws InputFormatException {
        byte[] bytes = entry(file, entries, name);
        try {
            JsonObject json = JsonParser.parseString(new String(bytes, StandardCharsets.UTF_8))
                    .getAsJsonObject();
            int version = json.get(VERSION).getAsInt();
            if (version < 1) {
                throw new IllegalArgumentException("format version " + version);
            }
            if (version < earliest) {
                throw new InputFormatException(
                        file.toString(),
                        "entry " + name,
                        "format version " + version,
                        "at least " + earliest + "; an earlier cdkdrift wrote it: begin anew");
            }
            if (version > formatVersion) {
                throw new InputFormatException(
                        file.toString(),
                        "entry " + name,
                        "format version " + version,
                        "at most " + formatVersion + "; a later cdkdrift wrote it: update this one");
            }
            return GSON.fromJson(json, type);
        } catch (RuntimeException e) {
            throw new InputFormatException(
                    file.toString(),
                    "entry " + name,
                    "text that does not fit (" + e.getMessage() + ")",
                    "JSON of format " + formatVersion,
                    e);
        }
    }

    /** An entry that must be there. */
    public static byte[] entry(Path file, Map<String, byte[]> entries, String name) throws InputFormatException {
        byte[] bytes = entries.get(name);
        if (bytes == null) {
            throw new InputFormatException(
                    file.toString(), "entry " + name, "nothing", "this entry; the file is not ours");
        }
        return bytes;
    }

    /** A vector that must be there, of this length. */
    public static float[] vector(Path file, Map<String, byte[]> entries, String name, int length)
            throws InputFormatException {
        try {
            return NpyVector.floats(entry(file, entries, name), length);
        } catch (IllegalArgumentException e) {
            throw new InputFormatException(
                    file.toString(), "entry " + name, e.getMessage(), length + " finite float32 numbers", e);
        }
    }

    /** A vector of float64 that must be there. */
    public static double[] numbers(Path file, Map<String, byte[]> entries, String name) throws InputFormatException {
        try {
            return NpyVector.doubles(entry(file, entries, name));
        } catch (IllegalArgumentException e) {
            throw new InputFormatException(
                    file.toString(), "entry " + name, e.getMessage(), "finite float64 numbers", e);
        }
    }
}
