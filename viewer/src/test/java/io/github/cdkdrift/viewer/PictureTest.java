package io.github.cdkdrift.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openscience.cdk.exception.CDKException;

class PictureTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"1200, 900, #FFFFFF", "300, 500, #102030", "640, 64, #FFFFFF", "401, 401, #C0FFEE"})
    void pictureHasTheSizeAndBackgroundAskedForAndTheMoleculeFillsItsMiddle(int width, int height, String background)
            throws Exception {
        Color colour = Color.decode(background);
        BufferedImage image = picture(
                Ethanol.ensemble(),
                PreviewSettings.defaults().withSize(width, height).withBackground(colour));

        assertThat(image.getWidth()).isEqualTo(width);
        assertThat(image.getHeight()).isEqualTo(height);
        assertThat(new Color(image.getRGB(0, 0))).isEqualTo(colour);
        Rectangle outline = Stage.outline(image);
        assertThat(outline.getMinX()).as("left margin").isGreaterThan(1);
        assertThat(outline.getMinY()).as("upper margin").isGreaterThan(1);
        assertThat(outline.getMaxX()).as("right edge").isLessThan(width - 1);
        assertThat(outline.getMaxY()).as("lower edge").isLessThan(height - 1);
        assertThat(outline.getCenterX()).isCloseTo(width / 2.0, within(2.5));
        assertThat(outline.getCenterY()).isCloseTo(height / 2.0, within(2.5));
        double filled = Math.max(outline.getWidth() / width, outline.getHeight() / height);
        assertThat(filled).as("filled part of the narrower direction").isBetween(0.80, 0.95);
    }

    /** The second conformer is the first one turned about an axis and moved: laid over each other they are one. */
    @Test
    void conformersThatDifferByARotationOnlyGiveThePictureOfOne() throws Exception {
        double[] positions = Ethanol.ensemble(1).conformers().get(0).positions();
        double[] turned = new double[positions.length];
        for (int i = 0; i < positions.length; i += 3) {
            turned[i] = -positions[i + 1] + 7;
            turned[i + 1] = positions[i];
            turned[i + 2] = positions[i + 2] - 3;
        }
        ConformerEnsemble both =
                new ConformerEnsemble(Ethanol.graph(), List.of(Conformer.of(positions), Conformer.of(turned)));

        assertThat(Stage.outline(picture(both, PreviewSettings.defaults())))
                .isEqualTo(Stage.outline(picture(Ethanol.ensemble(1), PreviewSettings.defaults())));
    }

    @Test
    void sameEnsembleGivesTheSameBytes() throws Exception {
        Path first = folder.resolve("first.png");
        Path second = folder.resolve("second.png");
        EnsemblePreview.writePng(Ethanol.ensemble(), first, PreviewSettings.defaults());
        EnsemblePreview.writePng(Ethanol.ensemble(), second, PreviewSettings.defaults());
        assertThat(second).hasSameBinaryContentAs(first);
    }

    @Test
    void severalThreadsDrawAtOnce() throws Exception {
        PreviewSettings small = PreviewSettings.defaults().withSize(200, 150);
        BufferedImage alone = picture(Ethanol.ensemble(), small);
        int[] pixels = alone.getRGB(0, 0, 200, 150, null, 0, 200);
        List<int[]> together = IntStream.range(0, 6)
                .parallel()
                .mapToObj(i -> Stage.overlay(overlay(), small).getRGB(0, 0, 200, 150, null, 0, 200))
                .toList();
        assertThat(together).allSatisfy(drawn -> assertThat(drawn).isEqualTo(pixels));
    }

    @Test
    void choosesConformersEvenlyFromTheFirstOn() {
        assertThat(Overlay.evenly(100, 4)).containsExactly(0, 25, 50, 75);
        assertThat(Overlay.evenly(3, 20)).containsExactly(0, 1, 2);
        assertThat(Overlay.evenly(Integer.MAX_VALUE, 2)).containsExactly(0, 1_073_741_823);
    }

    @Test
    void emptyAndNonFiniteEnsemblesAreErrorsAndLeaveNoFile() throws Exception {
        Path file = folder.resolve("nothing.png");
        double[] broken = new double[27];
        broken[4] = Double.NaN;
        List<ConformerEnsemble> bad = List.of(
                new ConformerEnsemble(Ethanol.graph(), List.of()),
                new ConformerEnsemble(Ethanol.graph(), List.of(Conformer.of(broken))));
        for (ConformerEnsemble ensemble : bad) {
            assertThatThrownBy(() -> EnsemblePreview.writePng(ensemble, file, PreviewSettings.defaults()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void missingFolderIsAnErrorThatNamesIt() throws Exception {
        ConformerEnsemble ensemble = Ethanol.ensemble(2);
        Path file = folder.resolve("missing/ethanol.png");
        assertThatThrownBy(() -> EnsemblePreview.writePng(ensemble, file, PreviewSettings.defaults()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("missing");
    }

    @Test
    void settingsOutOfRangeAreErrors() {
        PreviewSettings defaults = PreviewSettings.defaults();
        assertThatThrownBy(() -> defaults.withSize(0, 900)).hasMessageContaining("width of 0 pixels");
        assertThatThrownBy(() -> defaults.withSize(900, 100_000)).hasMessageContaining("height of 100000 pixels");
        assertThatThrownBy(() -> defaults.withConformers(0)).hasMessageContaining("at least 1");
        assertThatThrownBy(() -> defaults.withBackground(new Color(0, 0, 0, 0))).hasMessageContaining("opaque");
    }

    private static Overlay overlay() {
        try {
            return Overlay.of(Ethanol.ensemble(), PreviewSettings.defaults());
        } catch (CDKException e) {
            throw new AssertionError(e);
        }
    }

    private BufferedImage picture(ConformerEnsemble ensemble, PreviewSettings settings) throws Exception {
        Path file = folder.resolve("ethanol.png");
        EnsemblePreview.writePng(ensemble, file, settings);
        return ImageIO.read(file.toFile());
    }
}
