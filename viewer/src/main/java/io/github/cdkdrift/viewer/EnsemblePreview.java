package io.github.cdkdrift.viewer;

import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.io.AtomicFile;
import io.github.cdkdrift.io.InputFormatException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Pictures of ensembles by Jmol, in this process, without a display or fonts and without writing to the user's home: stills,
 * animations, scripts, and files that Jmol opens with everything inside. Conformers are laid over each other with the least
 * deviation of the heavy atoms, equal atoms exchanged where they lie better so.
 *
 * <p>Only elements, bonds and coordinates reach Jmol; titles and properties do not. Jmol's log is off in the
 * whole process. Safe for several threads. Files appear when they are whole; the same ensemble gives the same bytes.
 */
public final class EnsemblePreview {
    private EnsemblePreview() {}

    /**
     * Draws an ensemble as the settings' view says.
     *
     * @param picture the PNG file
     * @throws IllegalArgumentException if the ensemble is empty or a coordinate of a conformer to be drawn is not finite
     * @throws IOException if the file cannot be written
     */
    public static void writePng(ConformerEnsemble ensemble, Path picture, PreviewSettings settings) throws IOException {
        write(picture, png(ensemble, settings));
    }

    /** The same picture as the bytes of a PNG file. */
    public static byte[] png(ConformerEnsemble ensemble, PreviewSettings settings) throws IOException {
        return encode(
                switch (settings.view()) {
                    case OVERLAY -> Stage.overlay(Overlay.of(ensemble, settings), settings);
                    case CLUSTERS -> ClusterGrid.draw(ensemble, settings);
                    case FLEXIBILITY -> FlexibilityPicture.draw(ensemble, settings);
                });
    }

    /**
     * Pictures of some conformers, each alone, all seen from one place, as the bytes of PNG files.
     *
     * @param places of the conformers in the ensemble, at least one
     * @throws IllegalArgumentException as {@link #writePng}
     */
    public static List<byte[]> pngs(ConformerEnsemble ensemble, int[] places, PreviewSettings settings)
            throws IOException {
        List<byte[]> pictures = new ArrayList<>();
        for (BufferedImage picture : Stage.oneByOne(Overlay.of(ensemble, places, settings), settings)) {
            pictures.add(encode(picture));
        }
        return pictures;
    }

    /**
     * Animates an ensemble: one conformer after the other, chosen evenly, in the ensemble's order, seen from one place; for ever.
     *
     * @param animation the GIF file
     * @throws IllegalArgumentException as {@link #writePng}
     * @throws IOException if the file cannot be written
     */
    public static void writeGif(ConformerEnsemble ensemble, Path animation, PreviewSettings settings)
            throws IOException {
        write(animation, GifFile.encode(Stage.oneByOne(Overlay.of(ensemble, settings), settings)));
    }

    /**
     * Writes a Jmol script that loads an ensemble's file by its path relative to the script, shows it as the picture does, and
     * has named views. The two may be moved together. Files of more than 2,000 conformers are loaded in part, evenly.
     *
     * @param ensemble what the file holds
     * @param file the ensemble's file: SDF, XYZ, extended XYZ or CML, also compressed
     * @param script the script's file, usually ending with {@code .spt}
     * @throws InputFormatException if Jmol cannot load a file of such a name
     * @throws IllegalArgumentException as {@link #writePng}
     * @throws IOException if the script cannot be written
     */
    public static void writeScript(ConformerEnsemble ensemble, Path file, Path script, PreviewSettings settings)
            throws IOException, InputFormatException {
        String reference = FileReference.from(script, file);
        String text = EnsembleScript.compose(ensemble, reference, settings);
        write(script, text.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Writes a picture that Jmol reopens as the script with its views, the conformers inside; of more than 2,000 a part, evenly.
     *
     * @param picture the PNG file, usually ending with {@code .pngj}
     * @throws IllegalArgumentException as {@link #writePng}
     * @throws IOException if the file cannot be written
     */
    public static void writePngj(ConformerEnsemble ensemble, Path picture, PreviewSettings settings)
            throws IOException {
        write(picture, PngjFile.encode(ensemble, png(ensemble, settings), settings));
    }

    /** The version of the Jmol that draws. */
    public static String jmolVersion() {
        return JmolCanvas.version();
    }

    private static byte[] encode(BufferedImage image) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try (ImageOutputStream stream = new MemoryCacheImageOutputStream(png)) {
            ImageIO.write(image, "png", stream);
        }
        return png.toByteArray();
    }

    private static void write(Path path, byte[] content) throws IOException {
        try (AtomicFile file = AtomicFile.create(path)) {
            file.stream().write(content);
            file.commit();
        }
    }
}
