package io.github.cdkdrift.io;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipException;

/** Opens files for reading, with messages that a user can act on; gzip is recognised by its first bytes, not by the name. */
final class InputFiles {
    private static final int BUFFER = 1 << 16;

    /** With which some editors begin UTF-8. */
    private static final int[] BYTE_ORDER_MARK = {0xef, 0xbb, 0xbf};

    private InputFiles() {}

    /**
     * The content of a file, decompressed where it is gzip.
     *
     * @throws IOException if there is no such file, it is a directory, or it cannot be read
     * @throws InputFormatException if it is empty or its gzip header is damaged
     */
    static InputStream open(Path file) throws IOException, InputFormatException {
        requireContent(file);
        InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        try {
            return content(in, file.toString());
        } catch (ZipException | EOFException e) {
            in.close();
            throw new InputFormatException(file.toString(), "", "damaged gzip data", "a whole gzip file", e);
        } catch (IOException | InputFormatException e) {
            in.close();
            throw e;
        }
    }

    private static InputStream content(InputStream in, String source) throws IOException, InputFormatException {
        InputStream content =
                startsWith(in, 0x1f, 0x8b) ? new BufferedInputStream(GuardedGzip.of(in, BUFFER, source), BUFFER) : in;
        content.mark(ForeignFormat.BYTES);
        byte[] start = content.readNBytes(ForeignFormat.BYTES);
        content.reset();
        Optional<InputFormatException> foreign = ForeignFormat.of(start, source);
        if (foreign.isPresent()) {
            throw foreign.get();
        }
        if (startsWith(content, BYTE_ORDER_MARK)) {
            content.skipNBytes(BYTE_ORDER_MARK.length);
        }
        return content;
    }

    /**
     * Fails with what the file is, where it is of a kind that no reader knows.
     *
     * @throws InputFormatException if its first bytes tell
     */
    static void requireKnown(Path file) throws InputFormatException {
        if (!Files.isRegularFile(file)) {
            return;
        }
        try (InputStream in = Files.newInputStream(file)) {
            Optional<InputFormatException> foreign =
                    ForeignFormat.of(in.readNBytes(ForeignFormat.BYTES), file.toString());
            if (foreign.isPresent()) {
                throw foreign.get();
            }
        } catch (IOException e) {
            // Whoever reads it will say why it cannot be read.
            return;
        }
    }

    /** Whether a file begins as a zip archive does; never true of a pipe, which can be read only once. */
    static boolean isZip(Path file) throws IOException, InputFormatException {
        if (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file)) {
            return false;
        }
        try (InputStream in = open(file)) {
            return startsWith(in, 'P', 'K', 3, 4) || startsWith(in, 'P', 'K', 5, 6);
        }
    }

    /** Fails unless the path is a file with something in it. */
    static void requireContent(Path file) throws IOException, InputFormatException {
        if (!Files.exists(file)) {
            throw new FileNotFoundException(file + ": no such file");
        }
        if (Files.isDirectory(file)) {
            throw new FileNotFoundException(file + ": is a directory; name a file in it");
        }
        if (!Files.isReadable(file)) {
            throw new AccessDeniedException(file.toString(), null, "no permission to read it");
        }
        if (Files.isRegularFile(file) && Files.size(file) == 0) {
            throw new InputFormatException(file.toString(), "", "an empty file", "at least one record");
        }
    }

    private static boolean startsWith(InputStream in, int... first) throws IOException {
        in.mark(first.length);
        boolean same = true;
        for (int expected : first) {
            same &= in.read() == expected;
        }
        in.reset();
        return same;
    }
}
