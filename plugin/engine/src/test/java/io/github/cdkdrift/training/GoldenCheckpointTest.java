package io.github.cdkdrift.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdkdrift.TestFrames;
import io.github.cdkdrift.TestSettings;
import io.github.cdkdrift.dynamics.Tempering;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.model.StoredNames;
import io.github.cdkdrift.positives.EquilibriumSettings;
import io.github.cdkdrift.potential.FitSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints of earlier versions are gone on with. */
class GoldenCheckpointTest {
    private static final String GOLDEN = "/io/github/cdkdrift/data/golden/checkpoint-format-";
    private static final ForceFrames FRAMES = TestFrames.ethanol().first(40);

    @TempDir
    private Path folder;

    /** Without samples. */
    @Test
    void formatFourIsGoneOnWith() throws Exception {
        assertGoneOnWith("4", TestSettings.quick(30).withNetwork(new NetworkSettings(8, 16, 1, 1, false)));
    }

    /** With samples of a fitted potential, which is in it, too. */
    @Test
    void formatFiveIsGoneOnWith() throws Exception {
        assertGoneOnWith("5", withSamples());
        assertThat(StoredNames.of(folder.resolve("golden.checkpoint"))).containsKey("samples.json/report/samples");
    }

    private static TrainingSettings withSamples() {
        FitSettings fit = FitSettings.defaults().withFrames(20).withWidths(List.of(20.0));
        return TestSettings.transport(30)
                .withEquilibrium(new EquilibriumSettings(fit, 32, 1, 10, 50, 60, 15, 10, Tempering.NONE))
                .withNetwork(new NetworkSettings(8, 16, 1, 1, false));
    }

    /** Twenty steps were done when it was written; what goes on is kept under the same names. */
    private void assertGoneOnWith(String format, TrainingSettings settings) throws Exception {
        Path file = folder.resolve("golden.checkpoint");
        try (InputStream golden = getClass().getResourceAsStream(GOLDEN + format + ".checkpoint")) {
            Files.copy(golden, file);
        }
        Trainer resumed = Checkpoint.resume(FRAMES, TestFrames.graph(FRAMES), file, TrainingListener.NONE);
        assertThat(resumed.stepsDone()).isEqualTo(20);
        assertThat(resumed.settings()).isEqualTo(settings);
        Path again = folder.resolve("again.checkpoint");
        Checkpoint.write(resumed, FRAMES, again);
        assertThat(StoredNames.of(again)).containsAllEntriesOf(StoredNames.of(file));
        TrainingProgress first = resumed.curve().get(0);
        resumed.run(TrainingListener.NONE);
        assertThat(resumed.stepsDone()).isEqualTo(30);
        assertThat(resumed.curve().get(resumed.curve().size() - 1).loss()).isLessThan(first.loss());
    }

    /** Writes the checkpoint of the present format into a file; as this was when format 4 was new it wrote the other. */
    public static void main(String[] arguments) throws IOException {
        Trainer trainer = Trainer.of(FRAMES, TestFrames.graph(FRAMES), withSamples());
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
