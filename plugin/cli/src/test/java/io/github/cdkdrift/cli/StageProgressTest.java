package io.github.cdkdrift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StageProgressTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    private Instant now = Instant.EPOCH;
    private final StageProgress stages = new StageProgress(new Console(stream, stream, 0, false), "  ", () -> now);

    @AfterEach
    void close() {
        stages.close();
    }

    private void pass(double seconds) {
        now = now.plus(Duration.ofMillis(Math.round(1000 * seconds)));
        stages.beat();
    }

    private String[] lines() {
        return err.toString(StandardCharsets.UTF_8).split("\n");
    }

    @Test
    void saysHowFarAStageIsAndHowLongItWillTake() {
        stages.onStage("sampling it at 300 K");
        pass(6);
        stages.onPart(0.25, "split-R-hat 1.2");
        pass(6);
        stages.onPart(1, "");

        assertThat(lines())
                .containsExactly(
                        "  sampling it at 300 K …",
                        "  sampling: 6 s so far",
                        "  sampling: 25 %, split-R-hat 1.2, 36 s left",
                        "  sampling: 100 %, 12 s in all");
    }

    @Test
    void speaksWhereTheWorkIsSilent() {
        stages.onStage("fitting a potential");
        pass(6);
        pass(1);
        pass(5);

        assertThat(lines())
                .containsExactly("  fitting a potential …", "  fitting: 6 s so far", "  fitting: 12 s so far");
    }

    @Test
    void namesABriefStageOnlyIfItLasts() {
        stages.onBriefStage("reading a.npz");
        pass(0.2);
        stages.onBriefStage("reading b.npz");
        pass(0.2);
        pass(0.2);

        assertThat(lines()).containsExactly("  reading b.npz …");
    }

    @Test
    void saysNothingOfAStageThatHasEnded() {
        stages.onStage("sorting");
        stages.end();
        pass(20);

        assertThat(lines()).containsExactly("  sorting …");
    }

    @Test
    void sayingNothingWhenQuietIsLeftToTheConsole() {
        try (StageProgress silent = new StageProgress(new Console(stream, stream, 0, true), "", () -> now)) {
            silent.onStage("sampling");
            now = now.plusSeconds(20);
            silent.onPart(0.5, "");
        }

        assertThat(err.size()).isZero();
    }

    @Test
    void estimatesWhatIsLeftOfEqualPieces() {
        assertThat(StageProgress.left(Instant.now().minusSeconds(90), 3, 5)).isEqualTo("about 1 min 0 s left");
        assertThat(StageProgress.left(Instant.now(), 0, 5)).isEmpty();
    }
}
