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
    private final boolean percent;
    private final InstantSource clock;
    private final Instant start;
    private Instant lastLine;
    private boolean ended;
    private ProgressBar bar;

    /** @param from what had been done before, of {@code total} */
    Progress(Console console, String task, long from, long total) {
        this(console, task, from, total, InstantSource.system());
    }

    Progress(Console console, String task, long from, long total, InstantSource clock) {
        this(console, task, from, total, false, clock);
    }

    private Progress(Console console, String task, long from, long total, boolean percent, InstantSource clock) {
        this.percent = percent;
        this.console = console;
        this.task = task;
        this.from = from;
        this.total = total;
        this.clock = clock;
        start = clock.instant();
        lastLine = start;
    }

    /** A task whose parts are no pieces of anything, so that the share of them is shown. */
    static Progress ofParts(Console console, String task, long parts, InstantSource clock) {
        return new Progress(console, task, 0, parts, true, clock);
    }

    /** @param note what else there is to say */
    void at(long done, String note) {
        Instant now = clock.instant();
        if (console.quiet() || Duration.between(start, now).compareTo(PATIENCE) < 0) {
            return;
        }
        if (console.columns() > 0) {
            bar().setExtraMessage(note).stepTo(done);
        } else if (Duration.between(lastLine, now).compareTo(BETWEEN_LINES) >= 0
                || (done == total && from < done && !ended)) {
            lastLine = now;
            ended = done == total;
            console.say(task + ": " + amount(done) + (note.isEmpty() ? "" : note + ", ") + left(done, now));
        }
    }

    private String amount(long done) {
        if (percent) {
            return done == from ? "" : String.format(Locale.ROOT, "%d %%, ", 100 * done / total);
        }
        return String.format(Locale.ROOT, "%,d of %,d, ", done, total);
    }

    private ProgressBar bar() {
        if (bar == null) {
            ProgressBarBuilder builder = new ProgressBarBuilder();
            if (percent) {
                builder.setUnit(" %", total / 100);
            }
            bar = builder.setTaskName(task)
                    .setInitialMax(total)
                    .startsFrom(from, Duration.ZERO)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setConsumer(new ConsoleProgressBarConsumer(console.err(), Math.min(WIDEST, console.columns() - 1)))
                    .build();
        }
        return bar;
    }

    private String left(long done, Instant now) {
        if (done == from) {
            return words(Duration.between(start, now)) + " so far";
        }
        if (done == total) {
            return words(Duration.between(start, now)) + " in all";
        }
        Duration left = Duration.between(start, now).multipliedBy(total - done).dividedBy(Math.max(1, done - from));
        return words(left) + " left";
    }

    /** A duration for people. */
    static String words(Duration duration) {
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
