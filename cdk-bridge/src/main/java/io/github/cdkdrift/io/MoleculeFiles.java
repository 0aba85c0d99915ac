package io.github.cdkdrift.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.openscience.cdk.exception.CDKException;

/**
 * Reads all molecules of files and SMILES in any mixture: SDF and MOL, CML, XYZ, extended XYZ, and lists of SMILES
 * ({@code .smi}, {@code .smiles}, {@code .txt}), each also gzip. What cannot be read is an entry of its own that says why, and
 * the rest goes on; only behind damage that hides where the next record begins does a file end early, with such an entry.
 */
public final class MoleculeFiles {
    private static final Pattern FILE_NAME =
            Pattern.compile("(?i).*\\.(sdf|sd|mol|xyz|extxyz|cml|smi|smiles|txt)(\\.gz)?");
    private static final FileType[] READABLE = {
        FileType.SDF, FileType.SMILES, FileType.XYZ, FileType.EXTENDED_XYZ, FileType.CML
    };

    private MoleculeFiles() {}

    /**
     * The molecules of each file, and the molecule of each SMILES, in order.
     *
     * @param filesOrSmiles names of files, or SMILES (perhaps with a name behind a blank) where there is no file of that name
     */
    public static List<MoleculeEntry> read(List<String> filesOrSmiles) {
        return read(filesOrSmiles, OptionalInt.empty());
    }

    /** @param charge of each molecule whose bonds are perceived from coordinates; empty where its bonds or its file say */
    public static List<MoleculeEntry> read(List<String> filesOrSmiles, OptionalInt charge) {
        return read(filesOrSmiles, charge, 0);
    }

    /** @param unpaired electrons of each molecule whose bonds are perceived from coordinates */
    public static List<MoleculeEntry> read(List<String> filesOrSmiles, OptionalInt charge, int unpaired) {
        List<MoleculeEntry> entries = new ArrayList<>();
        try (MoleculeReader reader = MoleculeReader.of(filesOrSmiles, charge, unpaired)) {
            while (reader.advance()) {
                entries.add(reader.entry());
            }
        }
        return List.copyOf(entries);
    }

    static boolean isFile(String word) {
        try {
            return FILE_NAME.matcher(word).matches() || (!word.isBlank() && Files.exists(Path.of(word)));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    static MoleculeSource open(Path file, OptionalInt charge, int unpaired) throws IOException, InputFormatException {
        return switch (FileType.of(file, READABLE)) {
            case SDF -> new SdfMolecules(file, false);
            case SMILES -> new SmilesMolecules(file);
            case CML -> new CmlMolecules(file);
            case XYZ, EXTENDED_XYZ -> new XyzMolecules(file, charge, unpaired);
            case NPZ, MOL2, PDB, CSV -> throw new AssertionError(file);
        };
    }

    static CDKException failure(String source, String place, Exception e) {
        if (e instanceof CDKException known) {
            return known;
        }
        String message = e instanceof IOException ? e.getMessage() : "damage that the reader cannot name: " + e;
        return e instanceof IOException
                ? new CDKException(message, e)
                : new InputFormatException(source, place, message, "a readable record", e);
    }
}
