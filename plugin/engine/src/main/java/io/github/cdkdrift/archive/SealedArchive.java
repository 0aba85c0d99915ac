package io.github.cdkdrift.archive;

import io.github.cdkdrift.io.AtomicFile;
import io.github.cdkdrift.io.InputFormatException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A zip file whose comment is the SHA-256 of all bytes before it, so that any damage shows. The same entries give the same
 * bytes. Nothing in it is ever executed or deserialised.
 */
public final class SealedArchive {
    private static final String SEAL = "sha256:";
    private static final int SEAL_LENGTH = SEAL.length() + 64;

    /** A moment that a zip file can name in its short form, which knows no time zone; the first of 1980 it cannot. */
    private static final LocalDateTime FIXED_TIME = LocalDateTime.of(1980, 1, 2, 0, 0);

    /** A network of a hundred million parameters, with Adam's moments. */
    private static final long LARGEST = (1L << 31) - 16;

    private SealedArchive() {}

    /** Writes the entries in their order; the file appears only when it is whole. */
    public static void write(Path file, Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream buffer = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(buffer)) {
            zip.setLevel(Deflater.NO_COMPRESSION);
            zip.setComment(SEAL + "0".repeat(64));
            for (Map.Entry<String, byte[]> content : entries.entrySet()) {
                ZipEntry entry = new ZipEntry(content.getKey());
                entry.setTimeLocal(FIXED_TIME);
                zip.putNextEntry(entry);
                zip.write(content.getValue());
                zip.closeEntry();
            }
        }
        byte[] bytes = buffer.toByteArray();
        byte[] seal = seal(bytes).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(seal, 0, bytes, bytes.length - SEAL_LENGTH, SEAL_LENGTH);
        try (AtomicFile target = AtomicFile.create(file)) {
            target.stream().write(bytes);
            target.commit();
        }
    }

    private static String seal(byte[] bytes) {
        MessageDigest digest = FramesDigest.newDigest();
        digest.update(bytes, 0, bytes.length - SEAL_LENGTH);
        return SEAL + HexFormat.of().formatHex(digest.digest());
    }

    /**
     * Reads all entries.
     *
     * @param kind what the file should be, for messages, for example {@code a cdkdrift model}
     * @throws InputFormatException if the file is none of ours or damaged
     */
    public static Map<String, byte[]> read(Path file, String kind) throws IOException, InputFormatException {
        if (Files.isDirectory(file)) {
            throw new InputFormatException(file.toString(), "", "a directory", kind);
        }
        if (Files.size(file) > LARGEST) {
            throw new InputFormatException(
                    file.toString(), "", Files.size(file) + " bytes", kind + ", at most " + LARGEST + " bytes");
        }
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length < 4 || bytes[0] != 'P' || bytes[1] != 'K') {
            throw new InputFormatException(
                    file.toString(), "", bytes.length == 0 ? "an empty file" : "something that is no zip file", kind);
        }
        if (bytes.length < SEAL_LENGTH || !endsWithSeal(bytes)) {
            throw new InputFormatException(
                    file.toString(),
                    "",
                    "content that is not what its checksum says",
                    kind + "; the file is truncated, damaged, or not ours: copy it again or make it anew");
        }
        return unpack(file, bytes, kind);
    }

    /** We do not compress, so all entries together are smaller than the file. */
    private static Map<String, byte[]> unpack(Path file, byte[] bytes, String kind)
            throws IOException, InputFormatException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        int left = bytes.length;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                byte[] content = zip.readNBytes(left);
                left -= content.length;
                if (zip.read() >= 0) {
                    throw new InputFormatException(
                            file.toString(), "entry " + entry.getName(), "more bytes than the file has", kind);
                }
                entries.put(entry.getName(), content);
            }
        }
        return entries;
    }

    private static boolean endsWithSeal(byte[] bytes) {
        int start = bytes.length - SEAL_LENGTH;
        return seal(bytes).equals(new String(bytes, start, SEAL_LENGTH, StandardCharsets.US_ASCII));
    }
}
