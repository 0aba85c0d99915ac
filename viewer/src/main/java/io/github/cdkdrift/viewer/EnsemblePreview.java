package io.github.cdkdrift.viewer;

import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.io.AtomicFile;
import io.github.cdkdrift.io.InputFormatException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Pictures of ensembles by Jmol, in this process and without a display: conformers chosen evenly over the ensemble, laid over
 * the first of them with the least deviation of the heavy atoms. The first is drawn as balls and sticks in the colours of its
 * elements, the others as thin translucent sticks, so that depth of colour shows where conformers are frequent.
 *
 * <p>Only elements, bonds and coordinates reach Jmol; titles and properties do not. Jmol's log is off in the
 * whole process. Safe for several threads.
 */
public final class EnsemblePreview {
    private EnsemblePreview() {}

    /**
     * Draws an ensemble. The file appears when it is whole.
     *
     * @param picture the PNG file
     * @throws IllegalArgumentException if the ensemble is empty or a coordinate of a conformer to be drawn is not finite
     * @throws IOException if the file cannot be written
     */
    public static void writePng(ConformerEnsemble ensemble, Path picture, PreviewSettings settings) throws IOException {
        BufferedImage image = OverlayPicture.draw(Overlay.of(ensemble, settings.conformers()), settings);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try (ImageOutputStream stream = new MemoryCacheImageOutputStream(png)) {
            ImageIO.write(image, "png", stream);
        }
        write(picture, png.toByteArray());
    }

    /**
     * Writes a Jmol script that loads an ensemble's file by its path relative to the script and shows it as {@link #writePng}
     * does. The two may be moved together. Files of more than 2,000 conformers are loaded in part, evenly.
     *
     * @param ensemble what the file holds
     * @param file the ensemble's file: SDF, XYZ, extended XYZ or CML, also compressed
     * @param script the script's file, usually ending with {@code .spt}
     * @throws InputFormatException if Jmol cannot load a file of such a name
     * @throws IllegalArgumentException if the ensemble is empty or a coordinate of a conformer to be drawn is not finite
     * @throws IOException if the script cannot be written
     */
    public static void writeScript(ConformerEnsemble ensemble, Path file, Path script, PreviewSettings settings)
            throws IOException, InputFormatException {
        String reference = FileReference.from(script, file);
        String text = EnsembleScript.compose(ensemble, reference, settings);
        write(script, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void write(Path path, byte[] content) throws IOException {
        try (AtomicFile file = AtomicFile.create(path)) {
            file.stream().write(content);
            file.commit();
        }
    }
}
