package io.github.cdkdrift.io;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The arrays of an npz archive, stored or deflated, each read when it is asked for and checked against its CRC. */
public final class NpzArchive implements Closeable {
    private static final String SUFFIX = ".npy";

    private final String source;
    private final ZipFile zip;
    private final TreeMap<String, ZipEntry> entries = new TreeMap<>();

    private NpzArchive(String source, ZipFile zip) {
        this.source = source;
        this.zip = zip;
    }

    /**
     * Opens an archive and checks the names in it.
     *
     * @throws InputFormatException if it is no zip archive, or a name in it points outside
     */
    public static NpzArchive open(Path file) throws IOException, InputFormatException {
        InputFiles.requireContent(file);
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            throw new InputFormatException(file.toString(), "", "no readable zip archive", "a whole npz file", e);
        }
        NpzArchive archive = new NpzArchive(file.toString(), zip);
        try {
            archive.list();
            return archive;
        } catch (InputFormatException e) {
            zip.close();
            throw e;
        }
    }

    private void list() throws InputFormatException {
        for (ZipEntry entry : zip.stream().toList()) {
            String name = entry.getName();
            if (name.startsWith("/") || name.matches("[A-Za-z]:.*") || name.contains("\\") || hasParent(name)) {
                throw error(LineReader.excerpt(name), "an unsafe name", "names of arrays, without folders above");
            }
            if (name.endsWith(SUFFIX)) {
                entries.put(name.substring(0, name.length() - SUFFIX.length()), entry);
            }
        }
    }

    private static boolean hasParent(String name) {
        return List.of(name.split("/")).contains("..");
    }

    /**
     * The one of these names that the archive has, null where it has none.
     *
     * @throws InputFormatException if it has several, which might contradict each other
     */
    public String choose(List<String> names) throws InputFormatException {
        List<String> present = names.stream().filter(entries::containsKey).toList();
        if (present.size() > 1) {
            throw error("", "entries " + present, "one of them");
        }
        return present.isEmpty() ? null : present.get(0);
    }

    /** The names of all arrays, for messages. */
    public String names() {
        return entries.keySet().stream().map(LineReader::excerpt).limit(20).collect(Collectors.joining(", "));
    }

    /**
     * An array of real numbers that the archive has.
     *
     * @throws InputFormatException if it holds something else, or is damaged
     */
    public NpyArray read(String name) throws IOException, InputFormatException {
        return read(name, NpyArray::read);
    }

    /** A single text that the archive has. */
    public String readText(String name) throws IOException, InputFormatException {
        return read(name, NpyArray::readText);
    }

    private <T> T read(String name, Content<T> content) throws IOException, InputFormatException {
        ZipEntry entry = entries.get(name);
        requireMeasure(name, entry);
        CRC32 crc = new CRC32();
        try (InputStream in = new CheckedInputStream(zip.getInputStream(entry), crc)) {
            T value = content.read(in, entry.getSize());
            if (in.read() >= 0 || (entry.getCrc() >= 0 && entry.getCrc() != crc.getValue())) {
                throw error("entry " + name, "data that do not fit their checksum", "an undamaged file");
            }
            return value;
        } catch (NpyFormatException e) {
            throw e.in(source, "entry " + name);
        } catch (ZipException | EOFException e) {
            throw new InputFormatException(source, "entry " + name, "damaged compressed data", "an undamaged file", e);
        }
    }

    /** Some kilobytes can unpack to gigabytes of zeros, which no measured numbers do. */
    private void requireMeasure(String name, ZipEntry entry) throws InputFormatException {
        long size = entry.getSize();
        if (size > GuardedGzip.HARMLESS && size / GuardedGzip.LARGEST_RATIO > entry.getCompressedSize()) {
            throw error(
                    "entry " + name,
                    "data that unpack to more than " + GuardedGzip.LARGEST_RATIO + " times their size",
                    "an array of numbers: look what it holds");
        }
    }

    /** An error at a place in this archive. */
    public InputFormatException error(String place, String found, String expected) {
        return new InputFormatException(source, place, found, expected);
    }

    /** What messages call the archive. */
    public String source() {
        return source;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private interface Content<T> {
        T read(InputStream in, long size) throws IOException, NpyFormatException;
    }
}
