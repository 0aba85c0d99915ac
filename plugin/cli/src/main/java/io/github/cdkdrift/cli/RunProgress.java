package io.github.cdkdrift.cli;

import io.github.cdkdrift.cli.GenerateReport.Line;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;

/** How far a run through many records is: how many are done, how many of them failed, how fast it goes, how long it will take. */
final class RunProgress {
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);
    private static final double MINUTE = 60;
    private static final double HOUR = 3600;

    private final RecordCount count;
    private final long before;
    private final Instant start = Instant.now();
    private Instant lastLine = start;
    private long records;
    private long begun;
    private long done;
    private long failed;

    /** @param count of all records of the run */
    RunProgress(RecordCount count, GenerateJournal journal) {
        this.count = count;
        this.before = journal.begun();
        failed = journal.failedBefore();
        done = journal.moleculesBefore() - failed;
    }

    void count(Line line) {
        if (line.isDone()) {
            done++;
        } else {
            failed++;
        }
    }

    /** Molecules that are done, by this run and by those that it goes on with. */
    long done() {
        return done;
    }

    /** Molecules that have failed. */
    long failed() {
        return failed;
    }

    /** What stands before the name of a record that is begun. */
    String head(Console console) {
        begun++;
        return console.quiet() ? "" : place(before + begun) + pace() + ": ";
    }

    private String place(long record) {
        OptionalLong total = count.total();
        String place = String.format(Locale.ROOT, "%,d", record);
        return total.isPresent() ? place + String.format(Locale.ROOT, " of %,d", total.getAsLong()) : place;
    }

    private String pace() {
        OptionalLong total = count.total();
        String failures = failed == 0 ? "" : String.format(Locale.ROOT, ", %,d failed", failed);
        String left = total.isPresent() ? StageProgress.left(start, records, total.getAsLong() - before) : "";
        return failures + (left.isEmpty() ? "" : ", " + rate() + ", " + left);
    }

    private String rate() {
        double seconds = Math.max(1e-3, Duration.between(start, Instant.now()).toMillis() * 1e-3);
        double each = records / seconds;
        if (each >= 1) {
            return String.format(Locale.ROOT, "%.1f a second", each);
        }
        return each * MINUTE >= 1
                ? String.format(Locale.ROOT, "%.1f a minute", each * MINUTE)
                : String.format(Locale.ROOT, "%.1f an hour", each * HOUR);
    }

    /**
     * Counts a record that is done.
     *
     * @param say whether to say how far the run is, now and then
     */
    void beat(Console console, boolean say) {
        records++;
        Instant now = Instant.now();
        if (say && Duration.between(lastLine, now).compareTo(BETWEEN_LINES) >= 0) {
            lastLine = now;
            console.say(place(before + records) + " done" + pace());
        }
    }
}
