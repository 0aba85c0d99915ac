package io.github.cdkdrift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Instant now = Instant.EPOCH;

    private Console console(int columns, boolean quiet) {
        PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        return new Console(stream, stream, columns, quiet);
    }

    private void run(Console console, long from, int secondsPerHundred) {
        try (Progress progress = new Progress(console, "training", from, 1000, () -> now)) {
            for (long done = from + 100; done <= 1000; done += 100) {
                now = now.plusSeconds(secondsPerHundred);
                progress.at(done, "loss 1");
            }
        }
    }

    private String text() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void saysALineEveryFiveSecondsWithTheTimeLeft() {
        run(console(0, false), 0, 3);

        assertThat(text().lines())
                .containsExactly(
                        "training: 200 of 1,000, loss 1, 24 s left",
                        "training: 400 of 1,000, loss 1, 18 s left",
                        "training: 600 of 1,000, loss 1, 12 s left",
                        "training: 800 of 1,000, loss 1, 6 s left",
                        "training: 1,000 of 1,000, loss 1, 30 s in all");
    }

    @Test
    void doesNotCountWhatWasDoneBefore() {
        run(console(0, false), 800, 100);

        assertThat(text().lines())
                .containsExactly(
                        "training: 900 of 1,000, loss 1, 1 min 40 s left",
                        "training: 1,000 of 1,000, loss 1, 3 min 20 s in all");
    }

    @Test
    void countsHours() {
        run(console(0, false), 0, 4000);

        assertThat(text()).startsWith("training: 100 of 1,000, loss 1, 10 h 0 min left");
    }

    @Test
    void saysNothingWhereAllIsDoneAtOnce() {
        run(console(0, false), 0, 0);

        assertThat(text()).isEmpty();
    }

    @Test
    void saysNothingWhenQuiet() {
        run(console(0, true), 0, 3);
        run(console(80, true), 0, 3);

        assertThat(text()).isEmpty();
    }

    @Test
    void drawsABarOnATerminal() {
        run(console(80, false), 0, 3);

        assertThat(text()).contains("\rtraining 100% [").contains("1000/1000").contains("loss 1");
        assertThat(text().split("[\r\n]+")).allMatch(line -> line.length() <= 80);
    }
}
