package io.github.cdkdrift.worker;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A program that answers each line of its input with one line that begins with {@value #ANSWER}, in a process of its own: a crash
 * of native code, or a task without an end, costs that one answer. It is started with the first question, and again with the
 * next question after it has ended. Not safe for use by several threads, but for {@link #close}.
 */
public final class WorkerProcess implements Closeable {
    /** Before every answer: whatever else a program or its libraries print is left aside. */
    public static final String ANSWER = "answer ";

    private static final long FAREWELL_SECONDS = 5;
    private static final int LONGEST_LAST_WORDS = 300;
    private static final int MOST_READ = 1 << 16;

    private final List<String> command;
    private final Map<String, String> environment;
    private final Path errors;
    private volatile Process process;
    private volatile boolean closed;
    private Writer questions;
    private BlockingQueue<Optional<String>> answers;

    /**
     * A program that is not started yet.
     *
     * @param command its name and arguments
     * @param environment beside that of this program
     * @param errors takes what it writes to standard error since its last start
     */
    public WorkerProcess(List<String> command, Map<String, String> environment, Path errors) {
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
        this.errors = errors;
    }

    /**
     * Asks, and waits for the answer.
     *
     * @param question without line ends
     * @param limit for which to wait; then the program is ended
     * @return what stands behind {@value #ANSWER}
     * @throws WorkerEndedException if the program ended without an answer, or was ended because it took too long
     * @throws IOException if it cannot be started
     */
    public String ask(String question, Duration limit) throws IOException, WorkerEndedException, InterruptedException {
        if (process == null || !process.isAlive()) {
            start();
        }
        try {
            questions.write(question);
            questions.write('\n');
            questions.flush();
        } catch (IOException e) {
            // Its end tells more.
            return ended();
        }
        Optional<String> answer = answers.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
        if (answer == null) {
            end();
            // The next question must not go to one that is about to end.
            process.waitFor();
            throw new WorkerEndedException(true, -1, "");
        }
        return answer.isPresent() ? answer.get() : ended();
    }

    private void start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().putAll(environment);
        Process started = builder.start();
        process = started;
        if (closed) {
            end();
        }
        questions = new BufferedWriter(new OutputStreamWriter(started.getOutputStream(), StandardCharsets.UTF_8));
        BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();
        answers = lines;
        Thread reader = new Thread(() -> read(started, lines), "worker " + started.pid());
        reader.setDaemon(true);
        reader.start();
    }

    private static void read(Process started, BlockingQueue<Optional<String>> lines) {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith(ANSWER)) {
                    lines.add(Optional.of(line.substring(ANSWER.length())));
                }
            }
        } catch (IOException e) {
            // As good as the end of what it has to say.
            lines.add(Optional.empty());
            return;
        }
        lines.add(Optional.empty());
    }

    private String ended() throws IOException, InterruptedException, WorkerEndedException {
        if (!process.waitFor(FAREWELL_SECONDS, TimeUnit.SECONDS)) {
            end();
        }
        int code = process.waitFor();
        throw new WorkerEndedException(false, code, lastWords());
    }

    /** The last line that it wrote to standard error, of Java's own report on a crash the one that says what it was. */
    private String lastWords() throws IOException {
        if (!Files.exists(errors)) {
            return "";
        }
        byte[] all = Files.readAllBytes(errors);
        int from = Math.max(0, all.length - MOST_READ);
        List<String> lines = new String(all, from, all.length - from, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
        String last = lines.isEmpty() ? "" : lines.get(lines.size() - 1).strip();
        return last.substring(0, Math.min(LONGEST_LAST_WORDS, last.length()));
    }

    private void end() {
        Process running = process;
        if (running != null) {
            running.descendants().forEach(ProcessHandle::destroyForcibly);
            running.destroyForcibly();
        }
    }

    /** Ends the program, also while it is asked. */
    @Override
    public void close() {
        closed = true;
        end();
    }
}
