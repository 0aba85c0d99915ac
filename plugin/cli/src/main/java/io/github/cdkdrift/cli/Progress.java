package io.github.cdkdrift.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows how far a task is: a bar on a terminal, elsewhere a line every few seconds, nothing where all is done at once. */
final class Progress implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);
    private static final int WIDEST = 120;

    private final Console console;
    private final String task;
    private final long from;
    private final long total;
    private final InstantSource clock;
    private final Instant start;
    private Instant lastLine;
    private ProgressBar bar;

    /** @param from what had been done before, of {@code total} */
    Progress(Console console, String task, long from, long total) {
        this(console, task, from, total, InstantSource.system());
    }

    Progress(Console console, String task, long from, long total, InstantSource clock) {
        this.console = console;
        this.task = task;
        this.from = from;
        this.total = total;
        this.clock = clock;
        start = clock.instant();
        lastLine = start;
    }

    /** @param note what else there is to say */
    void at(long done, String note) {
        Instant now = clock.instant();
        if (console.quiet() || Duration.between(start, now).compareTo(PATIENCE) < 0) {
            return;
        }
        if (console.columns() > 0) {
            bar().setExtraMessage(note).stepTo(done);
        } else if (Duration.between(lastLine, now).compareTo(BETWEEN_LINES) >= 0 || (done == total && from < done)) {
            lastLine = now;
            console.say(String.format(
                    Locale.ROOT,
                    "%s: %,d of %,d%s%s",
                    task,
                    done,
                    total,
                    note.isEmpty() ? "" : ", " + note,
                    left(done, now)));
        }
    }

    private ProgressBar bar() {
        if (bar == null) {
            bar = new ProgressBarBuilder()
                    .setTaskName(task)
                    .setInitialMax(total)
                    .startsFrom(from, Duration.ZERO)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setConsumer(new ConsoleProgressBarConsumer(console.err(), Math.min(WIDEST, console.columns() - 1)))
                    .build();
        }
        return bar;
    }

    private String left(long done, Instant now) {
        if (done == total) {
            return ", " + words(Duration.between(start, now)) + " in all";
        }
        Duration left = Duration.between(start, now).multipliedBy(total - done).dividedBy(Math.max(1, done - from));
        return ", " + words(left) + " left";
    }

    private static String words(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 60) {
            return seconds + " s";
        }
        return duration.toHours() == 0
                ? duration.toMinutes() + " min " + duration.toSecondsPart() + " s"
                : duration.toHours() + " h " + duration.toMinutesPart() + " min";
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
