package io.github.cdkdrift.io;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes npz archives: NumPy arrays of version 1, stored, without a time, so that the same arrays give the same bytes. The
 * file appears when it is committed.
 */
public final class NpzFile implements Closeable {
    private static final int CHUNK = 1 << 13;
    private static final int ALIGNMENT = 64;
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private final Path path;
    private final AtomicFile file;
    private final ZipOutputStream zip;

    private NpzFile(Path path, AtomicFile file) {
        this.path = path;
        this.file = file;
        this.zip = new ZipOutputStream(new BufferedOutputStream(file.stream(), 1 << 16));
    }

    /** Begins an archive. */
    public static NpzFile create(Path path) throws IOException {
        return new NpzFile(path, AtomicFile.create(path));
    }

    static void write(Path path, NpzFrames frames) throws IOException, InputFormatException {
        int atoms = frames.atomicNumbers().length;
        int size = frames.size();
        try (NpzFile npz = create(path)) {
            npz.put("z", "|u1", shape(atoms), bytes(frames.atomicNumbers()));
            npz.putNumbers("R", frames.positions(), "positions", size, atoms, 3);
            if (frames.forces() != null) {
                npz.putNumbers("F", frames.forces(), "forces", size, atoms, 3);
            }
            if (frames.energies() != null) {
                npz.putNumbers("E", frames.energies(), "energies", size, 1);
            }
            if (frames.units().known()) {
                npz.putText("e_unit", "kcal/mol");
                npz.putText("r_unit", "Ang");
            }
            if (frames.theory() != null) {
                npz.putText("theory", frames.theory());
            }
            npz.commit();
        }
    }

    /** Writes a text of at least one character as an array without dimensions. */
    public void putText(String name, String text) throws IOException {
        byte[] bytes = new byte[4 * text.length()];
        ByteBuffer utf32 = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        text.codePoints().forEach(utf32::putInt);
        put(name, "<U" + text.length(), "", out -> out.write(bytes));
    }

    /** Writes whole numbers as int64, in C order. */
    public void putWholeNumbers(String name, int[] values, int... shape) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(Long.BYTES, values.length))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            bytes.putLong(value);
        }
        put(name, "<i8", shape(shape), out -> out.write(bytes.array()));
    }

    /**
     * Writes finite numbers as float64, in C order.
     *
     * @throws InputFormatException if a number is not finite
     */
    public void putNumbers(String name, double[] values, int... shape) throws IOException, InputFormatException {
        putNumbers(name, values, "numbers", shape);
    }

    private void putNumbers(String name, double[] values, String what, int... shape)
            throws IOException, InputFormatException {
        FiniteNumbers.require(path, "entry " + name, what, values);
        put(name, "<f8", shape(shape), out -> {
            ByteBuffer chunk = ByteBuffer.allocate(Double.BYTES * CHUNK).order(ByteOrder.LITTLE_ENDIAN);
            for (int done = 0; done < values.length; done += CHUNK) {
                int count = Math.min(CHUNK, values.length - done);
                chunk.asDoubleBuffer().put(values, done, count);
                out.write(chunk.array(), 0, Double.BYTES * count);
            }
        });
    }

    /** Makes the file appear. */
    public void commit() throws IOException {
        zip.finish();
        zip.flush();
        file.commit();
    }

    /** Lets go of the file; what was not committed is deleted. */
    @Override
    public void close() throws IOException {
        file.close();
    }

    /** Python's tuple, without its brackets. */
    private static String shape(int... shape) {
        String extents = Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        return shape.length == 1 ? extents + "," : extents;
    }

    private static Data bytes(int[] atomicNumbers) {
        byte[] bytes = new byte[atomicNumbers.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) atomicNumbers[i];
        }
        return out -> out.write(bytes);
    }

    /** A stored entry needs its size and checksum before its data, so the data are made twice. */
    private void put(String name, String descr, String shape, Data data) throws IOException {
        byte[] header = header(descr, shape);
        CRC32 crc = new CRC32();
        Counter counter = new Counter();
        try (CheckedOutputStream trial = new CheckedOutputStream(counter, crc)) {
            trial.write(header);
            data.writeTo(trial);
        }
        ZipEntry entry = new ZipEntry(name + ".npy");
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(counter.count);
        entry.setCrc(crc.getValue());
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
        zip.write(header);
        data.writeTo(zip);
        zip.closeEntry();
    }

    /**
     * The header of an array file, format 1.0, in C order.
     *
     * @param descr NumPy's type, for example {@code <f8}
     */
    public static byte[] header(String descr, int... shape) {
        return header(descr, shape(shape));
    }

    private static byte[] header(String descr, String shape) {
        String text = "{'descr': '" + descr + "', 'fortran_order': False, 'shape': (" + shape + "), }";
        int length = (10 + text.length() + ALIGNMENT) / ALIGNMENT * ALIGNMENT;
        String padded = text + " ".repeat(length - 11 - text.length()) + "\n";
        return ByteBuffer.allocate(length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
                .putShort((short) (length - 10))
                .put(padded.getBytes(StandardCharsets.US_ASCII))
                .array();
    }

    private interface Data {
        void writeTo(OutputStream out) throws IOException;
    }

    private static final class Counter extends OutputStream {
        private long count;

        @Override
        public void write(int value) {
            count++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            count += length;
        }
    }
}
