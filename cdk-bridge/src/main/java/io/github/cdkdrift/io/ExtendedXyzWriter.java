package io.github.cdkdrift.io;

import io.github.cdkdrift.molecule.RecordData;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes extended XYZ frame by frame, in kcal/mol and Å, which each frame states; numbers read back as the same doubles. The file
 * appears when {@link #commit()} is called; closed before, it leaves nothing.
 */
public final class ExtendedXyzWriter implements Closeable {
    private final RecordFile file;
    private final Path path;
    private final RecordBuffer buffer = new RecordBuffer();
    private final Map<String, String> texts;
    private final boolean unitsKnown;
    private long written;

    private ExtendedXyzWriter(Path path, Map<String, String> texts, boolean unitsKnown) throws IOException {
        this.unitsKnown = unitsKnown;
        this.path = path;
        this.texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
        this.file = RecordFile.create(path);
    }

    /** Begins a file, compressed where its name ends with {@code .gz}. */
    public static ExtendedXyzWriter open(Path path) throws IOException {
        return open(path, Map.of());
    }

    /** @param texts that stand in the comment of every frame, in their order */
    public static ExtendedXyzWriter open(Path path, Map<String, String> texts) throws IOException {
        return open(path, texts, true);
    }

    /** @param unitsKnown false for frames in unknown units, which no frame states then */
    public static ExtendedXyzWriter open(Path path, Map<String, String> texts, boolean unitsKnown) throws IOException {
        return new ExtendedXyzWriter(path, texts, unitsKnown);
    }

    /**
     * Writes a frame, with forces and energy where it has them.
     *
     * @throws InputFormatException if a number is not finite
     * @throws IllegalArgumentException if the arrays do not fit
     */
    public void write(LabelledFrame frame) throws IOException, InputFormatException {
        write(frame, RecordData.NONE);
    }

    /** The same with a name and data fields. */
    public void write(LabelledFrame frame, RecordData data) throws IOException, InputFormatException {
        int numbers = 3 * frame.atomicNumbers().length;
        if (numbers == 0
                || frame.positions().length != numbers
                || (frame.forces() != null && frame.forces().length != numbers)) {
            throw new IllegalArgumentException("positions or forces do not fit " + numbers / 3 + " atoms");
        }
        written++;
        FiniteNumbers.require(path, "frame " + written, "positions", frame.positions());
        if (frame.forces() != null) {
            FiniteNumbers.require(path, "frame " + written, "forces", frame.forces());
        }
        if (frame.energy().isPresent()) {
            FiniteNumbers.require(
                    path, "frame " + written, "energy", frame.energy().getAsDouble());
        }
        XyzEncoder.extended(frame.atomicNumbers(), texts).encode(frame, data, unitsKnown, buffer);
        file.write(buffer);
    }

    /** A frame as it stands in a file that states no units, for programs that take it from a pipe. */
    public static byte[] text(LabelledFrame frame) {
        RecordBuffer text = new RecordBuffer();
        XyzEncoder.extended(frame.atomicNumbers(), Map.of()).encode(frame, RecordData.NONE, false, text);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            text.writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Makes the file appear. */
    public void commit() throws IOException {
        file.commit();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
