package io.github.cdkdrift.io;

import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.openscience.cdk.exception.CDKException;

/**
 * The conformers of one molecule as they stand in a file of many, made wherever the molecule was worked on: a {@link #head}, the
 * pieces of all molecules and a {@link #tail} one behind another are what {@link ConformerWriter} writes. Where the name of the file
 * ends with {@code .gz}, each part is a member of the gzip file.
 */
public final class ConformerPieces {
    private static final int BUFFER = 1 << 16;

    private final Path named;
    private final FileType type;
    private final boolean compressed;

    /**
     * Pieces of a file.
     *
     * @param named its name, which says the format
     * @throws InputFormatException if the name ends with nothing known
     */
    public ConformerPieces(Path named) throws InputFormatException {
        this.named = named;
        this.type = ConformerWriter.type(named);
        this.compressed = named.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
    }

    /** What stands before the first piece; no byte in most formats. */
    public byte[] head() throws IOException {
        return frame(ConformerEncoder.Frame.of(type)::begin);
    }

    /** What stands behind the last piece; no byte in most formats. */
    public byte[] tail() throws IOException {
        return frame(ConformerEncoder.Frame.of(type)::end);
    }

    private byte[] frame(Consumer<RecordBuffer> part) throws IOException {
        RecordBuffer buffer = new RecordBuffer();
        part.accept(buffer);
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        buffer.writeTo(plain);
        if (plain.size() == 0 || !compressed) {
            return plain.toByteArray();
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new RecordFile.FastGzip(packed)) {
            plain.writeTo(out);
        }
        return packed.toByteArray();
    }

    /**
     * Writes a piece.
     *
     * @param texts that stand in every record
     * @param before a number that no conformer of the pieces before reaches: formats that number their records go on from it
     * @throws InputFormatException if a coordinate is not finite; the piece is cut off then
     * @throws CDKException if the format cannot express the molecule
     */
    public void write(OutputStream out, ConformerEnsemble ensemble, Map<String, String> texts, long before)
            throws IOException, CDKException {
        ConformerEncoder encoder =
                ConformerWriter.encoder(ensemble.graph(), type, ConformerWriter.usualDecimals(type), texts, before);
        RecordBuffer buffer = new RecordBuffer();
        RecordFile.FastGzip gzip = compressed ? new RecordFile.FastGzip(out) : null;
        BufferedOutputStream target = new BufferedOutputStream(compressed ? gzip : out, BUFFER);
        try {
            int number = 0;
            for (Conformer conformer : ensemble.conformers()) {
                FiniteNumbers.require(named, "conformer " + ++number, "positions", conformer.positions());
                encoder.encode(conformer, buffer);
                buffer.writeTo(target);
            }
            target.flush();
            if (gzip != null) {
                gzip.finish();
            }
        } finally {
            if (gzip != null) {
                gzip.end();
            }
        }
    }
}
