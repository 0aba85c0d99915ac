package io.github.cdkdrift.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.TestFrames;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.training.TrainingListener;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openscience.cdk.exception.CDKException;

/**
 * Models that earlier versions wrote stay readable and draw the same conformers. {@link #main} made the files, once for each
 * version of the format; they are never made again.
 */
class GoldenModelTest {
    private static final String GOLDEN = "/io/github/cdkdrift/data/golden/";
    private static final int CONFORMERS = 3;
    private static final long SEED = 7;

    @TempDir
    private Path folder;

    @Test
    void formatOneStaysReadable() throws IOException, CDKException {
        Path model = folder.resolve("model-format-1.drift");
        double[] expected;
        try (InputStream file = getClass().getResourceAsStream(GOLDEN + "model-format-1.drift");
                InputStream values = getClass().getResourceAsStream(GOLDEN + "model-format-1.txt")) {
            Files.copy(file, model);
            expected = Arrays.stream(new String(values.readAllBytes(), StandardCharsets.US_ASCII)
                            .trim()
                            .split("\\s+"))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
        }
        assertThat(positions(ModelFile.read(model))).containsExactly(expected, within(1e-4));
    }

    private static double[] positions(ConformerModel model) {
        ConformerSampler sampler = model.sampler(SEED);
        return Stream.generate(sampler::next)
                .limit(CONFORMERS)
                .flatMapToDouble(conformer -> DoubleStream.of(conformer.positions()))
                .toArray();
    }

    /** Writes {@code model-format-N.drift} and the positions of its first conformers into a folder. */
    public static void main(String[] arguments) throws IOException {
        ForceFrames frames = TestFrames.chiral(60);
        ConformerModel model =
                ModelTraining.train(frames, TestFrames.graph(frames), TestFrames.quick(20), TrainingListener.NONE);
        Path folder = Path.of(arguments[0]);
        ModelFile.write(model, folder.resolve("model-format-1.drift"));
        String text = Arrays.stream(positions(model)).mapToObj(Double::toString).collect(Collectors.joining("\n"));
        Files.writeString(folder.resolve("model-format-1.txt"), text + "\n");
    }
}
