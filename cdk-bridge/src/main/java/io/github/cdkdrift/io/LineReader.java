package io.github.cdkdrift.io;

import io.github.cdkdrift.molecule.ShownText;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.zip.ZipException;

/**
 * The lines of a text as places in one byte buffer, so that reading a line makes no object. Lines end with {@code \n} or
 * {@code \r\n}; the last may end with the file.
 */
final class LineReader implements Closeable {
    /** A longer line is no table of numbers; the limit keeps a file without line ends from filling the memory. */
    static final int LONGEST_LINE = 1 << 20;

    private static final int LONGEST_QUOTATION = 500;
    private static final int LONGEST_EXCERPT = 60;

    private final InputStream in;
    private final String source;
    private byte[] buffer = new byte[1 << 16];
    private int start;
    private int end;
    private int next;
    private int filled;
    private long number;
    private boolean whole = true;

    LineReader(InputStream in, String source) {
        this.in = in;
        this.source = source;
    }

    /** Moves to the next line; false at the end of the text. */
    boolean advance() throws IOException, InputFormatException {
        whole = false;
        boolean another = find();
        whole = true;
        return another;
    }

    /** Whether the last line was read to its end; if not, it is not known where the next one begins. */
    boolean isWhole() {
        return whole;
    }

    private boolean find() throws IOException, InputFormatException {
        int scanned = next;
        while (true) {
            for (int i = scanned; i < filled; i++) {
                if (buffer[i] == '\n') {
                    return line(i, i + 1);
                }
            }
            if (filled - next > LONGEST_LINE) {
                number++;
                throw error("a line of more than " + LONGEST_LINE + " bytes", "lines of text");
            }
            scanned = filled - next;
            if (!fill()) {
                return filled > next && line(filled, filled);
            }
        }
    }

    private boolean line(int lineEnd, int following) throws InputFormatException {
        start = next;
        end = lineEnd > start && buffer[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
        next = following;
        number++;
        if (number == 1 && startsAsUtf16()) {
            throw error("text in UTF-16", "text in UTF-8; save it so");
        }
        return true;
    }

    private boolean startsAsUtf16() {
        return filled - start > 1 && (buffer[start] & buffer[start + 1] & 0xfe) == 0xfe;
    }

    /** Moves the unread bytes to the front and reads behind them. */
    private boolean fill() throws IOException, InputFormatException {
        System.arraycopy(buffer, next, buffer, 0, filled - next);
        filled -= next;
        next = 0;
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        try {
            int read = in.read(buffer, filled, buffer.length - filled);
            filled += Math.max(read, 0);
            return read > 0;
        } catch (EOFException | ZipException e) {
            throw new InputFormatException(
                    source, "after line " + number, "damaged or cut off compressed data", "a whole gzip file", e);
        }
    }

    /** The bytes in which the current line stands from {@link #start()} to {@link #end()}, until the next call of advance. */
    byte[] bytes() {
        return buffer;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /** The number of the current line, from 1. */
    long number() {
        return number;
    }

    boolean isBlank() {
        for (int i = start; i < end; i++) {
            if (buffer[i] > ' ' || buffer[i] < 0) {
                return false;
            }
        }
        return true;
    }

    String text() {
        return new String(buffer, start, end - start, StandardCharsets.UTF_8);
    }

    /** An error about the current line. */
    InputFormatException error(String found, String expected) {
        return new InputFormatException(source, "line " + number, found, expected);
    }

    /** A text as it may stand in a message: short, quoted, with control characters escaped. */
    static String excerpt(String text) {
        String plain = ShownText.line(text.strip());
        return "'" + (plain.length() > LONGEST_EXCERPT ? plain.substring(0, LONGEST_EXCERPT) + "…" : plain) + "'";
    }

    /** What another library says of damaged text, which it may repeat: short, with control characters escaped, its lines kept. */
    static String quoted(Exception e) {
        String plain =
                String.valueOf(e.getMessage()).lines().map(ShownText::line).collect(Collectors.joining("\n"));
        return plain.length() > LONGEST_QUOTATION ? plain.substring(0, LONGEST_QUOTATION) + "…" : plain;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
