package io.github.cdkdrift.potential;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.Deque;

/** The last lines that a program writes to its standard error, read all the time by a thread of its own. */
final class ErrorLines {
    private static final int KEPT = 8;

    private final Deque<String> lines = new ArrayDeque<>();
    private final Thread reader;

    ErrorLines(Process process) {
        reader = new Thread(() -> read(process), "errors of " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    private void read(Process process) {
        try (BufferedReader errors =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), Charset.defaultCharset()))) {
            for (String line = errors.readLine(); line != null; line = errors.readLine()) {
                synchronized (lines) {
                    lines.addLast(line);
                    if (lines.size() > KEPT) {
                        lines.removeFirst();
                    }
                }
            }
        } catch (IOException e) {
            // The stream was closed with the program: there is nothing more to hear.
        }
    }

    /** Waits for the end of a program that is ending. */
    void awaitEnd(long milliseconds) throws InterruptedException {
        reader.join(milliseconds);
    }

    /** What to add to a message: empty, or the lines with an opening before them. */
    String after(String opening) {
        synchronized (lines) {
            return lines.isEmpty() ? "" : opening + "on its standard error: " + String.join(" | ", lines) + ")";
        }
    }
}
