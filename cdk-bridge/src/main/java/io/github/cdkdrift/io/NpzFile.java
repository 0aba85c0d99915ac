package io.github.cdkdrift.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes npz archives: NumPy arrays of version 1, stored, without a time, so that the same frames give the same bytes. */
final class NpzFile {
    private static final int CHUNK = 1 << 13;
    private static final int ALIGNMENT = 64;
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final ZipOutputStream zip;

    private NpzFile(OutputStream out) {
        this.zip = new ZipOutputStream(out);
    }

    static void write(Path path, NpzFrames frames) throws IOException, InputFormatException {
        FiniteNumbers.require(path, "entry R", "positions", frames.positions());
        int atoms = frames.atomicNumbers().length;
        int size = frames.size();
        try (AtomicFile file = AtomicFile.create(path)) {
            NpzFile npz = new NpzFile(new BufferedOutputStream(file.stream(), 1 << 16));
            npz.put("z", "|u1", atoms + ",", numbers(frames.atomicNumbers()));
            npz.put("R", frames.positions(), size + ", " + atoms + ", 3");
            if (frames.forces() != null) {
                FiniteNumbers.require(path, "entry F", "forces", frames.forces());
                npz.put("F", frames.forces(), size + ", " + atoms + ", 3");
            }
            if (frames.energies() != null) {
                FiniteNumbers.require(path, "entry E", "energies", frames.energies());
                npz.put("E", frames.energies(), size + ", 1");
            }
            npz.put("e_unit", "kcal/mol");
            npz.put("r_unit", "Ang");
            npz.zip.finish();
            npz.zip.flush();
            file.commit();
        }
    }

    private static Data numbers(int[] atomicNumbers) {
        byte[] bytes = new byte[atomicNumbers.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) atomicNumbers[i];
        }
        return out -> out.write(bytes);
    }

    private void put(String name, String text) throws IOException {
        byte[] bytes = new byte[4 * text.length()];
        ByteBuffer utf32 = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        text.codePoints().forEach(utf32::putInt);
        put(name, "<U" + text.length(), "", out -> out.write(bytes));
    }

    private void put(String name, double[] values, String shape) throws IOException {
        put(name, "<f8", shape, out -> {
            ByteBuffer chunk = ByteBuffer.allocate(Double.BYTES * CHUNK).order(ByteOrder.LITTLE_ENDIAN);
            for (int done = 0; done < values.length; done += CHUNK) {
                int count = Math.min(CHUNK, values.length - done);
                chunk.asDoubleBuffer().put(values, done, count);
                out.write(chunk.array(), 0, Double.BYTES * count);
            }
        });
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
