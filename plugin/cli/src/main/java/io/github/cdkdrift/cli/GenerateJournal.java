package io.github.cdkdrift.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import io.github.cdkdrift.cli.GenerateReport.Line;
import io.github.cdkdrift.cli.GenerateReport.LineWriter;
import io.github.cdkdrift.io.InputFormatException;
import io.github.cdkdrift.journal.Journals;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Which records of a run are done, on disk as they are: a first line that says of what run, and for each record a line with its
 * identity, how long the file of conformers is behind it, and what the report has of it. A line that was written survives the end of the
 * program, whichever way it comes; one that is half written is cut off when the run goes on.
 */
final class GenerateJournal implements Closeable {
    /** The last line of a run that came to its end. */
    private static final String ENDED = "{\"ended\":true}";

    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    private record Head(String run) {}

    /** @param end bytes of the file of conformers behind those of the record */
    private record Entry(String identity, long end, List<Line> lines) {
        boolean isWhole() {
            return identity != null && identity.matches("[0-9a-f]{64}") && lines != null;
        }
    }

    private final Path file;
    private final FileChannel channel;
    private final DoneRecords done;
    private final Found found;
    private long end;
    private volatile long size;
    private boolean stopped;

    private GenerateJournal(Path file, FileChannel channel, Found found) {
        this.file = file;
        this.channel = channel;
        this.found = found;
        this.done = found.done.sorted();
        this.size = done.size();
        this.end = found.end;
    }

    /**
     * Begins a file or goes on with one, which no other run can write until this is closed.
     *
     * @param run says of what run the file is
     * @param resume whether to go on with what is there; otherwise there must be nothing
     * @param most bytes that the file of conformers has: records behind them count as not done
     * @throws InputFormatException if the file is of another run, is being written by one, or was not expected
     */
    static GenerateJournal open(Path file, String run, boolean resume, long most)
            throws IOException, InputFormatException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (!Journals.lock(channel)) {
                throw new InputFormatException(
                        file.toString(),
                        "",
                        "another run that is writing it",
                        "another output, or that you wait for its end");
            }
            Found found = read(file, channel, run, most);
            if (found.done.size() > 0 && !resume) {
                throw new InputFormatException(
                        file.toString(),
                        "",
                        "the journal of an unfinished run, which has done " + found.done.size() + " records",
                        "--resume to go on with it; or delete it to begin anew");
            }
            channel.truncate(found.bytes).position(found.bytes);
            GenerateJournal journal = new GenerateJournal(file, channel, found);
            if (found.bytes == 0) {
                journal.write(GSON.toJson(new Head(run)));
            }
            return journal;
        } catch (IOException | InputFormatException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * What an earlier run has done.
     *
     * @param failed molecules among those of the records
     * @param bytes of the whole lines that count
     */
    private record Found(DoneRecords done, long molecules, long failed, long end, long bytes) {}

    private static Found read(Path file, FileChannel channel, String run, long most)
            throws IOException, InputFormatException {
        DoneRecords done = new DoneRecords();
        long end = 0;
        long molecules = 0;
        long failed = 0;
        try (WholeLines lines = new WholeLines(unclosed(channel))) {
            String first = lines.next();
            if (first == null) {
                return new Found(done, 0, 0, 0, 0);
            }
            requireSame(file, first, run);
            long bytes = lines.bytes();
            for (Entry entry = entry(lines.next()); entry != null; entry = entry(lines.next())) {
                if (entry.end() > most) {
                    break;
                }
                done.add(entry.identity());
                end = entry.end();
                molecules += entry.lines().size();
                failed += entry.lines().stream().filter(line -> !line.isDone()).count();
                bytes = lines.bytes();
            }
            return new Found(done, molecules, failed, end, bytes);
        }
    }

    /**
     * Whether a run came to its end but for deleting its journal: the file of conformers is where it belongs.
     *
     * @param run as {@link #open} takes it
     * @throws InputFormatException if the file is of another run
     */
    static boolean isEnded(Path file, String run) throws IOException, InputFormatException {
        try (WholeLines lines = new WholeLines(Files.newInputStream(file))) {
            String first = lines.next();
            if (first == null) {
                return false;
            }
            requireSame(file, first, run);
            String last = first;
            for (String line = lines.next(); line != null; line = lines.next()) {
                last = line;
            }
            return last.equals(ENDED);
        }
    }

    private static InputStream unclosed(FileChannel channel) throws IOException {
        channel.position(0);
        return new FilterInputStream(Channels.newInputStream(channel)) {
            @Override
            public void close() {
                // The journal goes on with the channel.
            }
        };
    }

    /** Null where a line is none: what is behind it does not count. */
    private static Entry entry(String line) {
        if (line == null) {
            return null;
        }
        try {
            Entry entry = GSON.fromJson(line, Entry.class);
            return entry != null && entry.isWhole() ? entry : null;
        } catch (JsonParseException e) {
            return null;
        }
    }

    private static void requireSame(Path file, String line, String run) throws InputFormatException {
        Head head = null;
        JsonParseException reason = null;
        try {
            head = GSON.fromJson(line, Head.class);
        } catch (JsonParseException e) {
            reason = e;
        }
        if (head == null || !run.equals(head.run())) {
            throw new InputFormatException(
                    file.toString(),
                    "line 1",
                    "another run: " + (head == null ? line.substring(0, Math.min(80, line.length())) : head.run()),
                    run + "; give the options that the run began with, or delete the file to begin anew",
                    reason);
        }
    }

    /** Bytes of the file of conformers that belong to records that are done. */
    long end() {
        return end;
    }

    /** Records that were done when this was opened. */
    long begun() {
        return found.done.size();
    }

    /** Molecules of these records. */
    long moleculesBefore() {
        return found.molecules;
    }

    /** Those of them that failed. */
    long failedBefore() {
        return found.failed;
    }

    /** Whether a record was done before; each that was counts once. */
    boolean takeDone(String identity) {
        return done.take(identity);
    }

    /**
     * Notes a record whose conformers are written.
     *
     * @throws IOException if it cannot be written, or the program is ending
     */
    synchronized void add(String identity, long newEnd, List<Line> lines) throws IOException {
        if (stopped) {
            throw new IOException("interrupted");
        }
        write(GSON.toJson(new Entry(identity, newEnd, lines)));
        end = newEnd;
        size++;
    }

    /** Notes that all records are done and the report is written, before the conformers come to their place. */
    void noteEnd() throws IOException {
        write(ENDED);
    }

    /** Lets nothing more be noted: what fails from now on may have failed because the program ends. */
    synchronized void stop() {
        stopped = true;
    }

    /** Records that are done by now. */
    long size() {
        return size;
    }

    private void write(String line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** All lines of the report, those of earlier runs first. */
    void forEach(LineWriter writer) throws IOException {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            in.readLine();
            for (Entry entry = entry(in.readLine()); entry != null; entry = entry(in.readLine())) {
                for (Line line : entry.lines()) {
                    writer.write(line);
                }
            }
        }
    }

    /** Deletes the file, which has served. */
    void delete() throws IOException {
        close();
        Files.deleteIfExists(file);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
