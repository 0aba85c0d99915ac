package io.github.cdkdrift.cli;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The lines of a text that end with a line end, and how many bytes they are. */
final class WholeLines implements Closeable {
    private final InputStream in;
    private long bytes;

    WholeLines(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /** The next line without its end; null where there is none, or none that ends. */
    String next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int letter = in.read(); letter >= 0; letter = in.read()) {
            if (letter == '\n') {
                bytes += line.size() + 1L;
                return line.toString(StandardCharsets.UTF_8);
            }
            line.write(letter);
        }
        return null;
    }

    /** Bytes of the lines so far. */
    long bytes() {
        return bytes;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
