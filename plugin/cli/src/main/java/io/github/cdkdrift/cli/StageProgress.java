package io.github.cdkdrift.cli;

import io.github.cdkdrift.dynamics.StageListener;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Shows the stages of a task: each when it begins, then how far it is and how long it will take, and where nothing tells that,
 * how long it has lasted. A clock of its own speaks while the work is silent.
 */
final class StageProgress implements StageListener, AutoCloseable {
    /** Work that is done sooner is not worth a line. */
    private static final Duration PATIENCE = Duration.ofMillis(300);

    private static final Duration WORTH_SAYING = Duration.ofSeconds(5);
    private static final long BEAT_MILLIS = 100;
    private static final int PARTS = 1000;

    private final Console console;
    private final String indent;
    private final InstantSource clock;
    private final ScheduledExecutorService beats;
    private String unsaid;
    private Progress progress;
    private Instant began;
    private double part;
    private String note = "";

    /** @param indent before each line */
    StageProgress(Console console, String indent) {
        this(console, indent, InstantSource.system());
        beats.scheduleAtFixedRate(this::beat, BEAT_MILLIS, BEAT_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Without beats but those of the caller. */
    StageProgress(Console console, String indent, InstantSource clock) {
        this.console = console;
        this.indent = indent;
        this.clock = clock;
        beats = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "progress");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public synchronized void onStage(String stage) {
        begin(stage);
        sayStage();
    }

    /** Begins a stage that is usually over at once: it is named only if it is not. */
    synchronized void onBriefStage(String stage) {
        begin(stage);
    }

    private void begin(String stage) {
        end();
        unsaid = indent + stage + " …";
        String task = stage.split(" ", 2)[0];
        began = clock.instant();
        progress = Progress.ofParts(console, indent + task, PARTS, clock);
        part = 0;
        note = "";
    }

    private void sayStage() {
        if (unsaid != null) {
            console.say(unsaid);
            unsaid = null;
        }
    }

    @Override
    public synchronized void onPart(double newPart, String newNote) {
        part = newPart;
        note = newNote;
        show();
    }

    /** Says what there is to say by now. */
    synchronized void beat() {
        if (progress != null && !began.plus(PATIENCE).isAfter(clock.instant())) {
            sayStage();
            show();
        }
    }

    private void show() {
        if (progress != null) {
            progress.at(Math.round(part * PARTS), note);
        }
    }

    /** Ends the stage. */
    synchronized void end() {
        if (progress != null) {
            progress.close();
            progress = null;
            unsaid = null;
        }
    }

    /** Says of a task of several equal pieces how long the others will take; empty where none is done, or little is left. */
    static String left(Instant start, long done, long total) {
        if (done == 0 || done >= total) {
            return "";
        }
        Duration left = Duration.between(start, Instant.now())
                .multipliedBy(total - done)
                .dividedBy(done);
        return left.compareTo(WORTH_SAYING) < 0 ? "" : "about " + Progress.words(left) + " left";
    }

    @Override
    public void close() {
        beats.shutdownNow();
        end();
    }
}
