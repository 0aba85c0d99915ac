package io.github.cdkdrift.labelling;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import io.github.cdkdrift.io.InputFormatException;
import io.github.cdkdrift.journal.Journals;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.potential.PotentialChoice;
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
import java.util.Arrays;
import java.util.List;

/**
 * Labelled frames on disk as they come, so that an interrupted run can go on. The first line says of what run they are, the
 * second, which is written with the first frame, by what lengths of bonds the run judges whether the molecule is whole; behind them they
 * stand as extended XYZ in the order of time, each with the number of its walker. A frame that was written survives the end of the
 * program, whichever way it comes; one that is half written is cut off when the run goes on.
 */
public final class LabelJournal implements LabelLog, Closeable {
    private static final Gson GSON = new Gson();
    private static final String SAME =
            "the molecule, the potential with the content of its file, and the settings that the run began with";

    /** The second line. */
    private record Bonds(double[] bondLengths) {}

    private final Path file;
    private final FrameText text;
    private final FileChannel channel;
    private final List<WalkerFrame> frames;
    private final long cut;
    private double[] bondLengths;
    private int size;
    private boolean served;

    private LabelJournal(
            Path file, FrameText text, FileChannel channel, double[] bondLengths, List<WalkerFrame> frames, long cut) {
        this.file = file;
        this.text = text;
        this.channel = channel;
        this.frames = List.copyOf(frames);
        this.cut = cut;
        this.bondLengths = bondLengths;
        size = frames.size();
    }

    /**
     * Begins a file, which no other run can write until this is closed.
     *
     * @param potential as it was asked for
     * @throws InputFormatException if the file is there already: it may hold the frames of another run
     */
    public static LabelJournal begin(
            Path file, MolecularGraph graph, PotentialChoice potential, LabellingSettings settings)
            throws IOException, InputFormatException {
        LabelRun run = LabelRun.of(graph, potential, settings);
        FileChannel channel = Journals.begin(file);
        LabelJournal journal =
                new LabelJournal(file, new FrameText(graph.atomicNumbers()), channel, null, List.of(), 0);
        try {
            journal.write(run.toJson() + "\n");
        } catch (IOException e) {
            journal.close();
            throw e;
        }
        return journal;
    }

    /**
     * Goes on with a file, which no other run can write until this is closed. What is behind its last whole frame is cut off, once all
     * that is before it is known to be of this run.
     *
     * @throws InputFormatException if there is no such file, if it is of another molecule, potential or settings, damaged, or being
     *     written by another run; it stays as it is
     */
    public static LabelJournal resume(
            Path file, MolecularGraph graph, PotentialChoice potential, LabellingSettings settings)
            throws IOException, InputFormatException {
        LabelRun run = LabelRun.of(graph, potential, settings);
        FileChannel channel = Journals.resume(file);
        try {
            InputStream in = new BufferedInputStream(Channels.newInputStream(channel));
            String first = Journals.line(in);
            Journals.requireSame(file, first, run.json(), SAME);
            String second = Journals.line(in);
            long head = Journals.length(first);
            FrameText text = new FrameText(graph.atomicNumbers());
            FrameText.Whole whole = text.count(in);
            boolean begun = whole.frames() > 0;
            double[] bondLengths = begun ? bondLengths(file, second, graph) : null;
            channel.position(head + Journals.length(second));
            List<WalkerFrame> frames =
                    text.read(Channels.newInputStream(channel), file.toString(), whole.frames(), settings.walkers());
            long end = begun ? head + Journals.length(second) + whole.bytes() : head;
            long cut = channel.size() - end;
            channel.truncate(end).position(end);
            return new LabelJournal(file, text, channel, bondLengths, frames, cut);
        } catch (IOException | InputFormatException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static double[] bondLengths(Path file, String line, MolecularGraph graph) throws InputFormatException {
        int expected = graph.bonds().size();
        Bonds bonds = null;
        JsonParseException reason = null;
        try {
            bonds = GSON.fromJson(line, Bonds.class);
        } catch (JsonParseException e) {
            reason = e;
        }
        if (bonds == null
                || bonds.bondLengths() == null
                || bonds.bondLengths().length != expected
                || !Arrays.stream(bonds.bondLengths())
                        .allMatch(length -> length > 0 && length < Double.POSITIVE_INFINITY)) {
            throw new InputFormatException(
                    file.toString(),
                    "line 2",
                    "no lengths of bonds",
                    "those of " + expected + " bonds; delete the file to begin anew",
                    reason);
        }
        return bonds.bondLengths();
    }

    /** The frames that were there, in the order of time. */
    @Override
    public List<WalkerFrame> frames() {
        return frames;
    }

    /** Those of the file, or those to be written with the first frame. */
    @Override
    public double[] bondLengths() {
        return bondLengths;
    }

    @Override
    public void keepBondLengths(double[] lengths) {
        if (size > 0) {
            throw new IllegalStateException(file + " has frames, which were judged by other lengths of bonds");
        }
        bondLengths = lengths.clone();
    }

    /** Frames in the file by now. */
    public int size() {
        return size;
    }

    /** Bytes of a half-written frame that were cut off. */
    public long cut() {
        return cut;
    }

    /**
     * Writes a frame.
     *
     * @throws IllegalStateException before {@link #keepBondLengths}
     * @throws UncheckedIOException if it cannot be written
     */
    @Override
    public void add(WalkerFrame frame) {
        if (bondLengths == null) {
            throw new IllegalStateException("the lengths of bonds come first");
        }
        String bonds = size == 0 ? GSON.toJson(new Bonds(bondLengths)) + "\n" : "";
        try {
            write(bonds + text.of(frame));
            size++;
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": " + e.getMessage(), e);
        }
    }

    private void write(String line) throws IOException {
        Journals.write(channel, ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
    }

    /** Deletes the file, which has served. */
    public void delete() throws IOException {
        served = true;
        close();
    }

    /** Lets go of the file, which stays where there is a frame in it. */
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
