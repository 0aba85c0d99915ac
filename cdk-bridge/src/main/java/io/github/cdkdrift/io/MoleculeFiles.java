package io.github.cdkdrift.io;

import io.github.cdkdrift.molecule.RecordData;
import io.github.cdkdrift.molecule.ShownText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import javax.vecmath.Point3d;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.geometry.GeometryUtil;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;

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
    private static final String COMMAND_LINE = "command line";

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
        for (String word : filesOrSmiles) {
            if (isFile(word)) {
                addFile(Path.of(word), charge, unpaired, entries);
            } else {
                entries.add(smiles(word));
            }
        }
        return List.copyOf(entries);
    }

    private static boolean isFile(String word) {
        try {
            return FILE_NAME.matcher(word).matches() || (!word.isBlank() && Files.exists(Path.of(word)));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static MoleculeEntry smiles(String word) {
        try {
            IAtomContainer molecule = SmilesMolecules.parse(word, COMMAND_LINE, "");
            return MoleculeEntry.of(name(molecule.getTitle(), word.strip()), COMMAND_LINE, "", molecule);
        } catch (InputFormatException e) {
            return MoleculeEntry.failed(word.strip(), COMMAND_LINE, "", e);
        }
    }

    private static void addFile(Path file, OptionalInt charge, int unpaired, List<MoleculeEntry> entries) {
        String stem = stem(file);
        int before = entries.size();
        try (Molecules molecules = open(file, charge, unpaired)) {
            boolean more = true;
            for (int record = 1; more; record++) {
                more = addNext(molecules, file, record == 1 ? stem : stem + "-" + record, charge, entries);
            }
        } catch (CDKException | IOException | RuntimeException e) {
            entries.add(MoleculeEntry.failed(stem, file.toString(), "", failure(file, "", e)));
        }
        if (entries.size() == before) {
            InputFormatException empty = new InputFormatException(file.toString(), "", "no molecule", "at least one");
            entries.add(MoleculeEntry.failed(stem, file.toString(), "", empty));
        }
    }

    /** Whether there may be another. */
    private static boolean addNext(
            Molecules molecules, Path file, String otherwise, OptionalInt charge, List<MoleculeEntry> entries) {
        try {
            IAtomContainer molecule = molecules.next();
            if (molecule == null) {
                return false;
            }
            String place = molecules.place();
            entries.add(MoleculeEntry.of(
                    name(molecule.getTitle(), otherwise),
                    file.toString(),
                    place,
                    withBonds(molecule, file, place, charge)));
            return true;
        } catch (StackOverflowError e) {
            String place = molecules.place();
            InputFormatException deep = new InputFormatException(
                    file.toString(), place, "a record too deeply nested to be read", "a molecule of usual size");
            entries.add(MoleculeEntry.failed(name(molecules.title(), otherwise), file.toString(), place, deep));
            return molecules.goesOn();
        } catch (CDKException | IOException | RuntimeException e) {
            String place = molecules.place();
            String name = name(molecules.title(), otherwise);
            entries.add(MoleculeEntry.failed(name, file.toString(), place, failure(file, place, e)));
            return molecules.goesOn() && !(e instanceof IOException);
        }
    }

    private static Molecules open(Path file, OptionalInt charge, int unpaired)
            throws IOException, InputFormatException {
        return switch (FileType.of(file, READABLE)) {
            case SDF -> new SdfMolecules(file, false);
            case SMILES -> new SmilesMolecules(file);
            case CML -> new CmlMolecules(file);
            case XYZ, EXTENDED_XYZ -> new XyzMolecules(file, charge, unpaired);
            case NPZ, MOL2, PDB, CSV -> throw new AssertionError(file);
        };
    }

    /** Atoms without any bond may be molecules of other programs, which leave bonds to the reader. */
    private static IAtomContainer withBonds(IAtomContainer molecule, Path file, String place, OptionalInt charge)
            throws InputFormatException {
        if (molecule.getBondCount() > 0 || molecule.getAtomCount() < 2 || !GeometryUtil.has3DCoordinates(molecule)) {
            return molecule;
        }
        int[] numbers = new int[molecule.getAtomCount()];
        double[] positions = new double[3 * numbers.length];
        for (IAtom atom : molecule.atoms()) {
            int i = atom.getIndex();
            Point3d point = atom.getPoint3d();
            numbers[i] = atom.getAtomicNumber() == null ? 0 : atom.getAtomicNumber();
            positions[3 * i] = point.x;
            positions[3 * i + 1] = point.y;
            positions[3 * i + 2] = point.z;
        }
        IAtomContainer perceived = Perception.of(file.toString(), place, numbers, positions, charge)
                .container(positions);
        RecordData.of(molecule).putOn(perceived);
        return perceived;
    }

    private static String name(String title, String otherwise) {
        return title == null || title.isBlank()
                ? otherwise
                : ShownText.line(title.strip().replaceAll("\\s+", " "));
    }

    /** The file's name without its folder and endings. */
    private static String stem(Path file) {
        String name = String.valueOf(file.getFileName());
        String plain = name.toLowerCase(Locale.ROOT).endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        int dot = plain.lastIndexOf('.');
        return dot > 0 ? plain.substring(0, dot) : plain;
    }

    private static CDKException failure(Path file, String place, Exception e) {
        if (e instanceof CDKException known) {
            return known;
        }
        String message = e instanceof IOException ? e.getMessage() : "damage that the reader cannot name: " + e;
        return e instanceof IOException
                ? new CDKException(message, e)
                : new InputFormatException(file.toString(), place, message, "a readable record", e);
    }
}
