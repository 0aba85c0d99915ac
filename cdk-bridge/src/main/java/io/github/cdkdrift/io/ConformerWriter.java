package io.github.cdkdrift.io;

import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.molecule.MolecularGraph;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.openscience.cdk.exception.CDKException;

/**
 * Writes conformers of a molecule, or of several, one by one, in constant memory, as the name of the file says: {@code .sdf}, {@code .xyz},
 * {@code .extxyz}, {@code .cml}, {@code .mol2}, {@code .pdb}, or {@code .csv} for a table of our data fields; each also with {@code .gz}. The file appears when {@link #commit()} is called; closed before,
 * it leaves nothing.
 *
 * <p>Properties that are not finite are left out of a record, since no reader agrees on how to spell them. SDF is V2000 unless the
 * molecule has more than 999 atoms or bonds, a coordinate needs more than four digits before the point, or more than four
 * decimals are asked for; then it is V3000.
 */
public final class ConformerWriter implements Closeable {
    private static final int SDF_DECIMALS = 4;
    private static final int XYZ_DECIMALS = 6;
    private static final int MOST_DECIMALS = 12;

    private final Path path;
    private final FileType type;
    private final int decimals;
    private int atoms;
    private ConformerEncoder encoder;
    private final RecordFile file;
    private final RecordBuffer buffer = new RecordBuffer();
    private long written;
    private boolean failed;

    private ConformerWriter(Path path, MolecularGraph graph, FileType type, int decimals, Map<String, String> texts)
            throws IOException, CDKException {
        this.path = path;
        this.type = type;
        this.decimals = decimals;
        this.atoms = graph.atoms();
        this.encoder = encoder(graph, type, decimals, texts, 0);
        this.file = RecordFile.create(path);
        ConformerEncoder.Frame.of(type).begin(buffer);
    }

    /**
     * Begins a file with the usual decimals: four in SDF, six in XYZ; extended XYZ and CML keep every digit.
     *
     * @throws CDKException if the name ends with nothing known, or the format cannot express the molecule
     * @throws IOException if the file cannot be written
     */
    public static ConformerWriter open(Path path, MolecularGraph graph) throws IOException, CDKException {
        return open(path, graph, Map.of());
    }

    /**
     * The same with texts that stand in every record, in order, behind the data fields of the molecule or conformer.
     *
     * @param texts for example the potential's name under {@code potential}
     */
    public static ConformerWriter open(Path path, MolecularGraph graph, Map<String, String> texts)
            throws IOException, CDKException {
        FileType type = type(path);
        return new ConformerWriter(path, graph, type, usualDecimals(type), texts);
    }

    static int usualDecimals(FileType type) {
        return type == FileType.SDF ? SDF_DECIMALS : XYZ_DECIMALS;
    }

    /**
     * The same with another precision in SDF and XYZ.
     *
     * @param decimals of the coordinates in Å, 4 to 12
     */
    public static ConformerWriter open(Path path, MolecularGraph graph, int decimals) throws IOException, CDKException {
        if (decimals < SDF_DECIMALS || decimals > MOST_DECIMALS) {
            throw new IllegalArgumentException(
                    decimals + " decimals; expected " + SDF_DECIMALS + " to " + MOST_DECIMALS);
        }
        return new ConformerWriter(path, graph, type(path), decimals, Map.of());
    }

    /** Writes a whole ensemble to a file. */
    public static void write(Path path, ConformerEnsemble ensemble) throws IOException, CDKException {
        write(path, ensemble, Map.of());
    }

    /** The same with texts that stand in every record. */
    public static void write(Path path, ConformerEnsemble ensemble, Map<String, String> texts)
            throws IOException, CDKException {
        try (ConformerWriter writer = open(path, ensemble.graph(), texts)) {
            for (Conformer conformer : ensemble.conformers()) {
                writer.write(conformer);
            }
            writer.commit();
        }
    }

    static FileType type(Path path) throws InputFormatException {
        return FileType.of(
                path,
                FileType.SDF,
                FileType.XYZ,
                FileType.EXTENDED_XYZ,
                FileType.CML,
                FileType.MOL2,
                FileType.PDB,
                FileType.CSV);
    }

    static ConformerEncoder encoder(
            MolecularGraph graph, FileType type, int decimals, Map<String, String> texts, long before)
            throws CDKException {
        return switch (type) {
            case SDF -> new SdfEncoder(graph, decimals, texts);
            case XYZ -> XyzEncoder.plain(graph, decimals, texts);
            case EXTENDED_XYZ -> XyzEncoder.extended(graph, texts);
            case CML -> new CmlEncoder(graph, before, texts);
            case MOL2 -> new Mol2Encoder(graph, texts);
            case PDB -> new PdbEncoder(graph, before, texts);
            case CSV -> new CsvEncoder(graph, texts);
            case NPZ, SMILES -> throw new AssertionError(type);
        };
    }

    /**
     * Goes on with another molecule: the conformers written from now on are of this one.
     *
     * @param texts that stand in each of its records
     * @throws CDKException if the format cannot express the molecule
     */
    public void follow(MolecularGraph graph, Map<String, String> texts) throws CDKException {
        encoder = encoder(graph, type, decimals, texts, written);
        atoms = graph.atoms();
    }

    /**
     * Writes one conformer.
     *
     * @throws InputFormatException if a coordinate is not finite; the file cannot be committed then
     * @throws IllegalArgumentException if it has another number of atoms than the molecule
     */
    public void write(Conformer conformer) throws IOException, InputFormatException {
        if (conformer.positions().length != 3 * atoms) {
            throw new IllegalArgumentException(
                    conformer.positions().length + " coordinates for a molecule of " + atoms + " atoms");
        }
        boolean whole = false;
        try {
            FiniteNumbers.require(path, "conformer " + (written + 1), "positions", conformer.positions());
            encoder.encode(conformer, buffer);
            file.write(buffer);
            whole = true;
        } finally {
            failed |= !whole;
        }
        written++;
    }

    /** The number of conformers written. */
    public long written() {
        return written;
    }

    /**
     * Makes the file appear.
     *
     * @throws IllegalStateException if a conformer could not be written
     */
    public void commit() throws IOException {
        if (failed) {
            throw new IllegalStateException(path + ": a conformer before could not be written");
        }
        ConformerEncoder.Frame.of(type).end(buffer);
        file.write(buffer);
        file.commit();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
