package io.github.cdkdrift.potential;

import io.github.cdkdrift.io.ExtendedXyzReader;
import io.github.cdkdrift.io.InputFormatException;
import io.github.cdkdrift.io.LabelledFrame;
import io.github.cdkdrift.io.TemporaryFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A running program that is asked over its standard input and answers over its standard output. Threads of its own write, read
 * and listen to standard error, so that no pipe fills up and every wait has an end.
 */
final class ExternalProgram implements Runnable {
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final String command;
    private final Process process;
    private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
    private final ErrorLines errors;
    private final TemporaryFolder record;
    private Thread writer;
    private volatile boolean killed;

    /** A frame, or why there will be no more: null and null at the end of the output. */
    private record Answer(LabelledFrame frame, Exception problem) {}

    private ExternalProgram(String command, Process process, TemporaryFolder record) {
        this.record = record;
        this.command = command;
        this.process = process;
        errors = new ErrorLines(process);
        begin("answers", this::read);
    }

    /** Starts a program. */
    static ExternalProgram start(List<String> command) throws IOException {
        TemporaryFolder record = TemporaryFolder.create();
        try {
            Process process = new ProcessBuilder(command).start();
            record.remember(process.toHandle());
            return new ExternalProgram(String.join(" ", command), process, record);
        } catch (IOException e) {
            record.close();
            throw e;
        }
    }

    private Thread begin(String what, Runnable work) {
        Thread thread = new Thread(work, what + " of " + command);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void read() {
        try (ExtendedXyzReader reader = ExtendedXyzReader.of(process.getInputStream(), "the output of " + command)) {
            for (LabelledFrame frame = reader.read(); frame != null; frame = reader.read()) {
                answers.add(new Answer(frame, null));
            }
            answers.add(new Answer(null, null));
        } catch (IOException | InputFormatException e) {
            answers.add(new Answer(null, e));
        }
    }

    /** Begins to write, after what was written before. */
    void send(byte[] question, Duration patience) throws InterruptedException {
        if (writer != null) {
            writer.join(patience.toMillis());
            if (writer.isAlive()) {
                throw failure("did not read the last batch to its end within " + patience.toSeconds() + " s");
            }
        }
        writer = begin("questions", () -> write(question));
    }

    private void write(byte[] question) {
        try {
            OutputStream out = process.getOutputStream();
            out.write(question);
            out.flush();
        } catch (IOException e) {
            // A program that no longer reads does not answer either, which receive() reports.
        }
    }

    /** The next frame of the answer; what else happens is an error, and the end of the program. */
    LabelledFrame receive(Duration patience, String what) throws InterruptedException {
        Answer answer = answers.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (answer == null) {
            throw failure("did not answer " + what + " within " + patience.toSeconds() + " s; expected a frame for each"
                    + " frame that it reads, flushed at the latest after a blank line");
        }
        if (answer.problem != null) {
            kill();
            throw new EvaluationException(
                    answer.problem.getMessage() + errors.after(" (it answered " + what + "; "), answer.problem);
        }
        if (answer.frame == null) {
            throw failure(ending() + " before it answered " + what);
        }
        return answer.frame;
    }

    /** The program ends; what it complained about last goes with the error. */
    EvaluationException failure(String what) {
        kill();
        return new EvaluationException(command + " " + what + errors.after(" ("));
    }

    private String ending() throws InterruptedException {
        boolean ended = process.waitFor(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
        errors.awaitEnd(FAREWELL.toMillis());
        return ended ? "ended with exit code " + process.exitValue() : "closed its output";
    }

    boolean isAlive() {
        return !killed && process.isAlive();
    }

    private void kill() {
        killed = true;
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        record.close();
    }

    /** Ends the program: by the end of its input, and if that does not help, by force. */
    @Override
    public void run() {
        try {
            process.getOutputStream().close();
            if (process.waitFor(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
                record.close();
                return;
            }
        } catch (IOException e) {
            // It no longer reads.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        kill();
    }
}
