package io.github.cdkdrift.viewer;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openscience.cdk.exception.CDKException;

@Tag("slow")
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

    /** The three rotamers of the hydroxyl group in two rows: each cell shows one molecule, whole and on its own, above its share. */
    @Test
    void gridShowsTheThreeRotamersOfEthanol() throws Exception {
        BufferedImage image = picture(
                Ethanol.ensemble(),
                PreviewSettings.defaults().withSize(600, 450).withView(PreviewView.CLUSTERS));

        List<Rectangle> cells = List.of(
                new Rectangle(0, 0, 300, 189), new Rectangle(300, 0, 300, 189), new Rectangle(150, 225, 300, 189));
        List<BufferedImage> molecules = cells.stream()
                .map(cell -> image.getSubimage(cell.x, cell.y, cell.width, cell.height))
                .toList();
        for (BufferedImage molecule : molecules) {
            Rectangle outline = Stage.outline(molecule);
            assertThat(outline.getWidth()).as("width of the molecule").isGreaterThan(100);
            assertThat(outline.getMinX()).as("left margin").isGreaterThan(1);
            assertThat(outline.getMaxX()).as("right edge").isLessThan(299);
            assertThat(outline.getMinY()).as("upper margin").isGreaterThan(1);
            assertThat(outline.getMaxY()).as("lower edge").isLessThan(188);
            assertThat(count(molecule, PictureTest::red)).as("oxygen").isGreaterThan(50);
        }
        assertThat(difference(molecules.get(0), molecules.get(1))).isGreaterThan(500);
        assertThat(difference(molecules.get(1), molecules.get(2))).isGreaterThan(500);
        assertThat(difference(molecules.get(0), molecules.get(2))).isGreaterThan(500);
        assertThat(count(image.getSubimage(0, 189, 300, 36), rgb -> rgb == 0xFF4477AA))
                .as("bar of the share")
                .isBetween(60, 240);
        assertThat(count(image.getSubimage(0, 225, 150, 225), rgb -> rgb != -1))
                .as("beside the third")
                .isZero();
    }

    @Test
    void tinyGridsAndManyClustersFit() throws Exception {
        for (int side : new int[] {16, 70, 130}) {
            BufferedImage image = picture(
                    Ethanol.ensemble(),
                    PreviewSettings.defaults().withSize(side, side).withView(PreviewView.CLUSTERS));
            assertThat(image.getWidth()).isEqualTo(side);
            assertThat(Stage.outline(image).getWidth()).isGreaterThan(side / 4.0);
        }
    }

    @Test
    void sharesArePercentages() {
        assertThat(ClusterGrid.percent(1)).isEqualTo("100 %");
        assertThat(ClusterGrid.percent(0.345)).isEqualTo("35 %");
        assertThat(ClusterGrid.percent(0.0994)).isEqualTo("9.9 %");
        assertThat(ClusterGrid.percent(0.0996)).isEqualTo("10 %");
        assertThat(ClusterGrid.percent(0.0001)).isEqualTo("< 0.1 %");
    }

    /** Of these conformers only the hydroxyl hydrogen differs, by 1 Å to both sides: it alone is at the bright end of the scale. */
    @Test
    void flexibilityIsTheRootMeanSquareDistanceFromTheMean() throws Exception {
        double[] still = Ethanol.ensemble(1).conformers().get(0).positions();
        double[] up = still.clone();
        double[] down = still.clone();
        up[3 * 8 + 1] += 1;
        down[3 * 8 + 1] -= 1;
        ConformerEnsemble both = new ConformerEnsemble(Ethanol.graph(), List.of(Conformer.of(up), Conformer.of(down)));

        double[] fluctuations =
                FlexibilityPicture.fluctuations(both, Overlay.alignment(both, 0, PreviewSettings.defaults()));
        assertThat(fluctuations[8]).isCloseTo(1, within(1e-6));
        assertThat(fluctuations[0]).isCloseTo(0, within(1e-6));

        BufferedImage image =
                picture(both, PreviewSettings.defaults().withSize(400, 300).withView(PreviewView.FLEXIBILITY));
        BufferedImage molecule = image.getSubimage(0, 0, 400, 260);
        assertThat(count(molecule, PictureTest::yellow)).as("one yellow atom").isBetween(100, 4000);
        assertThat(count(molecule, PictureTest::red)).as("no element's colour").isZero();
        assertThat(count(image.getSubimage(0, 267, 400, 33), rgb -> rgb == 0xFF000000))
                .as("numbers")
                .isGreaterThan(30);
    }

    @Test
    void scaleOfFlexibilityRisesInLightness() {
        double last = -1;
        for (double share = 0; share <= 1; share += 0.01) {
            Color colour = FlexibilityPicture.color(share);
            double lightness = 0.2126 * colour.getRed() + 0.7152 * colour.getGreen() + 0.0722 * colour.getBlue();
            assertThat(lightness).isGreaterThan(last);
            last = lightness;
        }
    }

    @Test
    void animationHasAsManyFramesAsAskedAndTheMoleculeMoves() throws Exception {
        Path file = folder.resolve("ethanol.gif");
        EnsemblePreview.writeGif(
                Ethanol.ensemble(),
                file,
                PreviewSettings.defaults().withSize(240, 180).withConformers(7));

        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        try (ImageInputStream stream = ImageIO.createImageInputStream(file.toFile())) {
            reader.setInput(stream);
            assertThat(reader.getNumImages(true)).isEqualTo(7);
            BufferedImage first = reader.read(0);
            assertThat(first.getWidth()).isEqualTo(240);
            assertThat(first.getHeight()).isEqualTo(180);
            assertThat(new Color(first.getRGB(0, 0))).isEqualTo(Color.WHITE);
            for (int frame = 1; frame < 7; frame++) {
                BufferedImage next = reader.read(frame);
                assertThat(Stage.outline(next).getWidth()).isBetween(60.0, 239.0);
                assertThat(difference(first, next)).as("frame " + frame).isGreaterThan(100);
            }
            assertThat(delay(reader)).as("hundredths of a second").isEqualTo("40");
        } finally {
            reader.dispose();
        }
        assertThat(Files.readAllBytes(file)).as("repeats for ever").contains("NETSCAPE2.0".getBytes(US_ASCII));
    }

    private static String delay(ImageReader reader) throws IOException {
        IIOMetadataNode root = (IIOMetadataNode) reader.getImageMetadata(3).getAsTree("javax_imageio_gif_image_1.0");
        return ((IIOMetadataNode)
                        root.getElementsByTagName("GraphicControlExtension").item(0))
                .getAttribute("delayTime");
    }

    /** Spheres of van der Waals radii cover most. */
    @Test
    void stylesDiffer() throws Exception {
        PreviewSettings small = PreviewSettings.defaults().withSize(200, 150);
        ConformerEnsemble one = Ethanol.ensemble(1);
        int[] covered = Stream.of(PreviewStyle.LINES, PreviewStyle.STICKS, PreviewStyle.BALLS, PreviewStyle.SPHERES)
                .mapToInt(style -> covered(one, small.withStyle(style)))
                .toArray();
        assertThat(covered).doesNotHaveDuplicates();
        assertThat(covered[3])
                .isGreaterThan(covered[0])
                .isGreaterThan(covered[1])
                .isGreaterThan(covered[2]);
    }

    private int covered(ConformerEnsemble ensemble, PreviewSettings settings) {
        try {
            return count(picture(ensemble, settings), rgb -> rgb != -1);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** On the hydroxyl group its hydrogens lie on each other, on the heavy atoms they do not. */
    @Test
    void atomsToAlignOnDecideWhatLiesOnWhat() throws Exception {
        PreviewSettings hydroxyl = PreviewSettings.defaults().withAtoms(List.of(0, 2, 8));
        assertThat(spread(Overlay.of(Ethanol.ensemble(), hydroxyl), 8)).isLessThan(0.2);
        assertThat(spread(Overlay.of(Ethanol.ensemble(), PreviewSettings.defaults()), 8))
                .isGreaterThan(0.5);
    }

    private static double spread(Overlay overlay, int atom) {
        double most = 0;
        for (double[] x : overlay.geometries()) {
            double[] first = overlay.geometries().get(0);
            most = Math.max(
                    most,
                    Math.hypot(
                            Math.hypot(x[3 * atom] - first[3 * atom], x[3 * atom + 1] - first[3 * atom + 1]),
                            x[3 * atom + 2] - first[3 * atom + 2]));
        }
        return most;
    }

    private static int count(BufferedImage image, IntPredicate pixel) {
        return (int) Arrays.stream(image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()))
                .filter(pixel)
                .count();
    }

    private static int difference(BufferedImage a, BufferedImage b) {
        int different = 0;
        for (int y = 0; y < a.getHeight(); y++) {
            for (int x = 0; x < a.getWidth(); x++) {
                different += a.getRGB(x, y) == b.getRGB(x, y) ? 0 : 1;
            }
        }
        return different;
    }

    private static boolean red(int rgb) {
        Color colour = new Color(rgb);
        return colour.getRed() > 150 && colour.getGreen() < 60 && colour.getBlue() < 60;
    }

    private static boolean yellow(int rgb) {
        Color colour = new Color(rgb);
        return colour.getRed() > 170 && colour.getGreen() > 150 && colour.getBlue() < 110;
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
