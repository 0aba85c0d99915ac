package io.github.cdkdrift.io;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** A text in which nothing that a parser keeps as one piece, as a comment, may be longer than a limit. */
final class GuardedText extends FilterReader {
    private final String source;
    private final long limit;
    private long read;

    GuardedText(Reader text, String source, long limit) {
        super(text);
        this.source = source;
        this.limit = limit;
    }

    /** A new piece begins. */
    void begin() {
        read = 0;
    }

    @Override
    public int read() throws IOException {
        int letter = super.read();
        count(letter < 0 ? 0 : 1);
        return letter;
    }

    @Override
    public int read(char[] letters, int offset, int length) throws IOException {
        int count = super.read(letters, offset, length);
        count(Math.max(0, count));
        return count;
    }

    private void count(int more) throws IOException {
        read += more;
        if (read > limit) {
            throw new IOException(source + ": found a comment, text or tag of more than " + limit
                    + " letters; expected molecules of usual size");
        }
    }
}
