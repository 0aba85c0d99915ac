package io.github.cdkdrift.io;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** An atomic file of records, compressed where its name ends with {@code .gz}. */
final class RecordFile implements Closeable {
    private static final int BUFFER = 1 << 16;

    private final AtomicFile file;
    private final OutputStream out;
    private final FastGzip gzip;

    private RecordFile(AtomicFile file, boolean compressed) throws IOException {
        this.file = file;
        this.gzip = compressed ? new FastGzip(file.stream()) : null;
        this.out = new BufferedOutputStream(compressed ? gzip : file.stream(), BUFFER);
    }

    static RecordFile create(Path path) throws IOException {
        AtomicFile file = AtomicFile.create(path);
        try {
            return new RecordFile(file, path.toString().toLowerCase(Locale.ROOT).endsWith(".gz"));
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    void write(RecordBuffer record) throws IOException {
        record.writeTo(out);
    }

    void commit() throws IOException {
        out.flush();
        if (gzip != null) {
            gzip.finish();
        }
        file.commit();
    }

    @Override
    public void close() throws IOException {
        file.close();
        if (gzip != null) {
            // Frees the compressor's native memory; what it still has to write has no place to go.
            gzip.end();
        }
    }

    /** Tables of numbers gain little from the slower levels. */
    static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out, BUFFER);
            def.setLevel(Deflater.BEST_SPEED + 2);
        }

        void end() {
            def.end();
        }
    }
}
