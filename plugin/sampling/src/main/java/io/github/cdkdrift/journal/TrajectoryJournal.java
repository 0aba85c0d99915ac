package io.github.cdkdrift.journal;

import com.google.gson.JsonObject;
import io.github.cdkdrift.dynamics.SimulationSettings;
import io.github.cdkdrift.dynamics.TrajectoryBlock;
import io.github.cdkdrift.dynamics.TrajectoryLog;
import io.github.cdkdrift.io.InputFormatException;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;

/**
 * A simulation on disk as it comes, in constant memory. The first line says of what run it is; behind it stand blocks of equal length, numbers as
 * they are in memory, big-endian, each with its checksum. A block that was written survives the end of the program, whichever way it
 * comes; one that is half written is cut off when the run goes on.
 */
public final class TrajectoryJournal implements TrajectoryLog, Closeable {
    private final Path file;
    private final FileChannel channel;
    private final long head;
    private final Shape shape;
    private final long cut;
    private int size;
    private boolean served;

    /** How many numbers a block holds. */
    private record Shape(int walkers, int coordinates, int torsions, int observations) {
        int doubles() {
            return walkers * (3 * coordinates + 1);
        }

        int floats() {
            return observations * walkers * torsions;
        }

        int bytes() {
            return Integer.BYTES + doubles() * Double.BYTES + floats() * Float.BYTES + Long.BYTES;
        }
    }

    private TrajectoryJournal(Path file, FileChannel channel, long head, Shape shape, int size, long cut) {
        this.file = file;
        this.channel = channel;
        this.head = head;
        this.shape = shape;
        this.size = size;
        this.cut = cut;
    }

    /**
     * Begins a file, which no other run can write until this is closed.
     *
     * @param run what the run is of, a flat object: everything that must be the same when it goes on
     * @throws InputFormatException if the file is there already: it may hold the frames of another run
     */
    public static TrajectoryJournal begin(
            Path file, JsonObject run, int atoms, int torsions, SimulationSettings settings)
            throws IOException, InputFormatException {
        FileChannel channel = Journals.begin(file);
        String line = run.toString();
        TrajectoryJournal journal =
                new TrajectoryJournal(file, channel, Journals.length(line), shape(atoms, torsions, settings), 0, 0);
        try {
            Journals.write(channel, ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            journal.close();
            throw e;
        }
        return journal;
    }

    /**
     * Goes on with a file, which no other run can write until this is closed. What is behind its last whole block is cut off, once all that is before
     * it is known to be of this run and undamaged.
     *
     * @throws InputFormatException if there is no such file, if it is of another run, damaged, or being written by another program; it
     *     stays as it is
     */
    public static TrajectoryJournal resume(
            Path file, JsonObject run, int atoms, int torsions, SimulationSettings settings)
            throws IOException, InputFormatException {
        FileChannel channel = Journals.resume(file);
        try {
            InputStream in = new BufferedInputStream(Channels.newInputStream(channel));
            String first = Journals.line(in);
            Journals.requireSame(
                    file,
                    first,
                    run,
                    "the model with the content of its file, and the settings that the run began with");
            long head = Journals.length(first);
            Shape shape = shape(atoms, torsions, settings);
            int size = (int) ((channel.size() - head) / shape.bytes());
            long end = head + (long) size * shape.bytes();
            TrajectoryJournal journal = new TrajectoryJournal(file, channel, head, shape, size, channel.size() - end);
            for (int number = 0; number < size; number++) {
                journal.requireWhole(number);
            }
            channel.truncate(end).position(end);
            return journal;
        } catch (IOException | InputFormatException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static Shape shape(int atoms, int torsions, SimulationSettings settings) {
        return new Shape(settings.walkers(), 3 * atoms, torsions, settings.observations());
    }

    private void requireWhole(int number) throws IOException, InputFormatException {
        ByteBuffer bytes = read(number);
        int sum = shape.bytes() - Long.BYTES;
        if (bytes.getInt(0) != number || bytes.getLong(sum) != checksum(bytes.array(), sum)) {
            throw new InputFormatException(
                    file.toString(),
                    "block " + (number + 1),
                    "data that do not fit their checksum",
                    "an undamaged file; delete it to begin anew");
        }
    }

    private static long checksum(byte[] bytes, int length) {
        CRC32 sum = new CRC32();
        sum.update(bytes, 0, length);
        return sum.getValue();
    }

    private ByteBuffer read(int number) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(shape.bytes());
        long from = head + (long) number * shape.bytes();
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, from + bytes.position()) < 0) {
                throw new IOException(file + ": ends within block " + (number + 1));
            }
        }
        return bytes.flip();
    }

    @Override
    public int size() {
        return size;
    }

    /** Bytes of a half-written block that were cut off. */
    public long cut() {
        return cut;
    }

    /** @throws UncheckedIOException if it cannot be read */
    @Override
    public TrajectoryBlock get(int number) {
        if (number < 0 || number >= size) {
            throw new IndexOutOfBoundsException("block " + number + " of " + size);
        }
        ByteBuffer bytes;
        try {
            bytes = read(number);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": " + e.getMessage(), e);
        }
        int found = bytes.getInt();
        int ofAll = shape.walkers() * shape.coordinates();
        return new TrajectoryBlock(
                found,
                doubles(bytes, ofAll),
                doubles(bytes, ofAll),
                doubles(bytes, ofAll),
                doubles(bytes, shape.walkers()),
                floats(bytes, found == 0 ? 0 : shape.floats()));
    }

    private static double[] doubles(ByteBuffer bytes, int count) {
        double[] values = new double[count];
        bytes.asDoubleBuffer().get(values);
        bytes.position(bytes.position() + count * Double.BYTES);
        return values;
    }

    private static float[] floats(ByteBuffer bytes, int count) {
        float[] values = new float[count];
        bytes.asFloatBuffer().get(values);
        return values;
    }

    /** @throws UncheckedIOException if it cannot be written */
    @Override
    public void add(TrajectoryBlock block) {
        ByteBuffer bytes = ByteBuffer.allocate(shape.bytes());
        bytes.putInt(block.number());
        for (double[] values :
                new double[][] {block.positions(), block.velocities(), block.forces(), block.energies()}) {
            for (double value : values) {
                bytes.putDouble(value);
            }
        }
        for (float value : block.torsions()) {
            bytes.putFloat(value);
        }
        int sum = shape.bytes() - Long.BYTES;
        bytes.position(sum).putLong(checksum(bytes.array(), sum)).flip();
        try {
            Journals.write(channel, bytes);
            size++;
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": " + e.getMessage(), e);
        }
    }

    /** Deletes the file, which has served. */
    public void delete() throws IOException {
        served = true;
        close();
    }

    /** Lets go of the file, which stays where there is a block in it. */
    @Override
    public void close() throws IOException {
        try (channel) {
            // Once it is let go of, it may be another run's.
            if ((served || size == 0) && channel.isOpen()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
