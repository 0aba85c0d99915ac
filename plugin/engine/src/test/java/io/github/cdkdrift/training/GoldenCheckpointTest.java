package io.github.cdkdrift.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdkdrift.TestFrames;
import io.github.cdkdrift.TestSettings;
import io.github.cdkdrift.frames.ForceFrames;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints of earlier versions are gone on with. */
class GoldenCheckpointTest {
    private static final String GOLDEN = "/io/github/cdkdrift/data/golden/checkpoint-format-4.checkpoint";
    private static final ForceFrames FRAMES = TestFrames.ethanol().first(40);

    private static TrainingSettings settings() {
        return TestSettings.quick(30).withNetwork(new NetworkSettings(8, 16, 1, 1, false));
    }

    /** Twenty steps were done when it was written; the first loss of its curve is that of any run with these settings. */
    @Test
    void formatFourIsGoneOnWith(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("golden.checkpoint");
        try (InputStream golden = getClass().getResourceAsStream(GOLDEN)) {
            Files.copy(golden, file);
        }
        Trainer resumed = Checkpoint.resume(FRAMES, TestFrames.graph(FRAMES), file, TrainingListener.NONE);
        assertThat(resumed.stepsDone()).isEqualTo(20);
        assertThat(resumed.settings()).isEqualTo(settings());
        TrainingProgress first = resumed.curve().get(0);
        resumed.run(TrainingListener.NONE);
        assertThat(resumed.stepsDone()).isEqualTo(30);
        assertThat(resumed.curve().get(resumed.curve().size() - 1).loss()).isLessThan(first.loss());
    }

    /** Writes the checkpoint of the present format into a file. */
    public static void main(String[] arguments) throws IOException {
        Trainer trainer = Trainer.of(FRAMES, TestFrames.graph(FRAMES), settings());
        try {
            trainer.run(new TrainingListener() {
                @Override
                public void onProgress(TrainingProgress progress) {
                    // Only the end matters here.
                }

                @Override
                public boolean cancelled() {
                    return trainer.stepsDone() == 20;
                }
            });
        } catch (CancellationException e) {
            // As meant.
        }
        Checkpoint.write(trainer, FRAMES, Path.of(arguments[0]));
    }
}
