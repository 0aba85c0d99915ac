package io.github.cdkdrift.io;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What a file that no reader here understands is, by its first bytes, so that a message can name it. */
final class ForeignFormat {
    /** How many of a file's first bytes tell. */
    static final int BYTES = 64;

    private static final String FRAMES = "frames as extended XYZ or npz; ASE's ase.io converts many formats";
    private static final String MOLECULES = "SDF, MOL, SMILES, CML or XYZ; Open Babel converts many formats";
    private static final String TEXT = "a file of frames or molecules, plain or gzip; unpack it";

    /**
     * @param name what it is
     * @param expected what can be read instead
     * @param at where its mark stands
     * @param mark its bytes, as ISO 8859-1
     */
    private record Mark(String name, String expected, int at, String mark) {
        boolean fits(String start) {
            return start.startsWith(mark, at);
        }
    }

    private static final List<Mark> MARKS = List.of(
            new Mark("an HDF5 file", FRAMES, 0, "\u0089HDF\r\n\u001a\n"),
            new Mark("a NetCDF file", FRAMES, 0, "CDF\u0001"),
            new Mark("a NetCDF file", FRAMES, 0, "CDF\u0002"),
            new Mark("a trajectory of ASE", FRAMES, 0, "- of Ulm"),
            new Mark("an SQLite database, as ASE's .db", FRAMES, 0, "SQLite format 3\0"),
            new Mark("an LMDB database", FRAMES, 16, "\u00de\u00c0\u00ef\u00be"),
            new Mark("a DCD trajectory", FRAMES, 4, "CORD"),
            new Mark("an XTC trajectory", FRAMES, 0, "\0\0\u0007\u00cb"),
            new Mark("a TRR trajectory", FRAMES, 0, "\0\0\u0007\u00c9"),
            new Mark("a single array of NumPy", FRAMES, 0, "\u0093NUMPY"),
            new Mark("a pickle of Python", FRAMES, 0, "\u0080\u0002"),
            new Mark("a pickle of Python", FRAMES, 0, "\u0080\u0003"),
            new Mark("a pickle of Python", FRAMES, 0, "\u0080\u0004"),
            new Mark("a pickle of Python", FRAMES, 0, "\u0080\u0005"),
            new Mark("a bzip2 archive", TEXT, 0, "BZh"),
            new Mark("an xz archive", TEXT, 0, "\u00fd7zXZ\0"),
            new Mark("a Zstandard archive", TEXT, 0, "(\u00b5/\u00fd"),
            new Mark("a 7-Zip archive", TEXT, 0, "7z\u00bc\u00af"),
            new Mark("a RAR archive", TEXT, 0, "Rar!\u001a"),
            new Mark("a PDF document", MOLECULES, 0, "%PDF-"),
            new Mark("a PNG picture", MOLECULES, 0, "\u0089PNG"),
            new Mark("a JPEG picture", MOLECULES, 0, "\u00ff\u00d8\u00ff"),
            new Mark("a ChemDraw file", MOLECULES, 0, "VjCD0100"),
            new Mark("a MOL2 file", MOLECULES, 0, "@<TRIPOS>"),
            new Mark("a reaction file (RXN)", MOLECULES, 0, "$RXN"),
            new Mark("a reaction file (RDF)", MOLECULES, 0, "$RDFILE"),
            new Mark("an HTML page", MOLECULES, 0, "<!DOCTYPE html"),
            new Mark("an HTML page", MOLECULES, 0, "<html"),
            new Mark("a program, not data", MOLECULES, 0, "\u007fELF"));

    private ForeignFormat() {}

    /** What a file is that begins so; empty where it may be one that can be read. */
    static Optional<InputFormatException> of(byte[] start, String source) {
        String text = new String(start, StandardCharsets.ISO_8859_1);
        return MARKS.stream()
                .filter(mark -> mark.fits(text))
                .findFirst()
                .map(mark -> new InputFormatException(source, "", mark.name(), mark.expected()));
    }
}
