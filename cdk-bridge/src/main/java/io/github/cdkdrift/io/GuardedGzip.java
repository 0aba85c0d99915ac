package io.github.cdkdrift.io;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/**
 * The content of gzip data that is refused when it grows without measure: some kilobytes can unpack to gigabytes of one letter,
 * which no text of molecules does.
 */
final class GuardedGzip extends FilterInputStream {
    /** So much is read whatever the ratio. */
    static final long HARMLESS = 1L << 24;

    /** Tables of numbers shrink to a third or a tenth, copies of one frame to a two-hundredth; a single letter to a thousandth. */
    static final long LARGEST_RATIO = 400;

    private final String source;
    private final Counted compressed;
    private long read;

    private GuardedGzip(InputStream gzip, Counted compressed, String source) {
        super(gzip);
        this.compressed = compressed;
        this.source = source;
    }

    static GuardedGzip of(InputStream compressed, int buffer, String source) throws IOException {
        Counted counted = new Counted(compressed);
        return new GuardedGzip(new GZIPInputStream(counted, buffer), counted, source);
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        count(Math.max(0, count));
        return count;
    }

    private void count(int more) throws IOException {
        read += more;
        if (read > HARMLESS && read > LARGEST_RATIO * compressed.count) {
            throw new IOException(source + ": found gzip data that unpacks to more than " + LARGEST_RATIO
                    + " times its size; expected a text of molecules: unpack it and look what it holds");
        }
    }

    private static final class Counted extends FilterInputStream {
        private long count;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            count += value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int more = super.read(bytes, offset, length);
            count += Math.max(0, more);
            return more;
        }
    }
}
