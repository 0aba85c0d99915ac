package io.github.cdkdrift.viewer;

import io.github.cdkdrift.ensemble.ConformerEnsemble;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Jmol's PNGJ: a picture that any program shows, followed by a zip archive that Jmol opens. A text chunk directly behind the
 * header of the picture, {@code Jmol Type}, says where the archive begins and how long it is, nine digits each, at fixed
 * places; the archive's manifest names the script to run. Written here because Jmol's own writer records the
 * time and the paths of the machine.
 */
final class PngjFile {
    /** Signature and header chunk of a PNG file. */
    private static final int HEADER = 8 + 25;

    private static final String TYPE = "Jmol Type\0PNGJ%09d+%09d";
    private static final String SCRIPT = "view.spt";
    private static final String CONFORMERS = "conformers.sdf";

    /** What the script loads: Jmol itself puts the archive's path for {@code $SCRIPT_PATH$}. */
    static final String REFERENCE = "\"$SCRIPT_PATH$" + CONFORMERS + "\"";

    private PngjFile() {}

    /**
     * Joins the parts.
     *
     * @param png a picture of the ensemble
     */
    static byte[] encode(ConformerEnsemble ensemble, byte[] png, PreviewSettings settings) throws IOException {
        int[] loaded = EnsembleScript.loaded(ensemble);
        byte[] archive = archive(
                EnsembleScript.ofLoaded(ensemble, REFERENCE, settings),
                Molfile.of(Overlay.of(ensemble, loaded, settings)));
        int pictureLength =
                png.length + 12 + String.format(Locale.ROOT, TYPE, 0, 0).length();
        byte[] text =
                String.format(Locale.ROOT, TYPE, pictureLength, archive.length).getBytes(StandardCharsets.US_ASCII);
        byte[] name = "tEXt".getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(name);
        sum.update(text);
        ByteBuffer file = ByteBuffer.allocate(pictureLength + archive.length);
        file.put(png, 0, HEADER);
        file.putInt(text.length).put(name).put(text).putInt((int) sum.getValue());
        file.put(png, HEADER, png.length - HEADER).put(archive);
        return file.array();
    }

    private static byte[] archive(String script, String conformers) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            put(zip, "JmolManifest.txt", "# Jmol Manifest Zip Format 1.1\n" + SCRIPT + "\n");
            put(zip, SCRIPT, script);
            put(zip, CONFORMERS, conformers);
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, String content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        // The same ensemble gives the same bytes.
        entry.setTimeLocal(LocalDateTime.of(1980, 2, 1, 0, 0));
        zip.putNextEntry(entry);
        zip.write(content.getBytes(StandardCharsets.US_ASCII));
        zip.closeEntry();
    }
}
