package io.github.cdkdrift.io;

import io.github.cdkdrift.molecule.RecordData;
import io.github.cdkdrift.molecule.ShownText;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import javax.vecmath.Point3d;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.geometry.GeometryUtil;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;

/**
 * The molecules of files and SMILES one after the other, in constant memory, as {@link MoleculeFiles} reads them. A record is
 * made sense of only when its {@link #entry} is asked for, so that records may be passed over at the speed of the disk. What cannot be
 * read is a record, too, whose entry says why.
 */
public final class MoleculeReader implements Closeable {
    private static final String COMMAND_LINE = "command line";

    private final Iterator<String> words;
    private final OptionalInt charge;
    private final int unpaired;
    private MoleculeSource molecules;
    private String source = "";
    private String stem = "";
    private String otherwise = "";
    private String place = "";
    private String smiles;
    private long ofFile;
    private boolean over = true;
    private CDKException failure;

    private MoleculeReader(Iterator<String> words, OptionalInt charge, int unpaired) {
        this.words = words;
        this.charge = charge;
        this.unpaired = unpaired;
    }

    /**
     * Reads files, and SMILES where there is no file of that name.
     *
     * @param charge of each molecule whose bonds are perceived from coordinates; empty where its bonds or its file say
     * @param unpaired electrons of each molecule whose bonds are perceived from coordinates
     */
    public static MoleculeReader of(List<String> filesOrSmiles, OptionalInt charge, int unpaired) {
        return new MoleculeReader(List.copyOf(filesOrSmiles).iterator(), charge, unpaired);
    }

    /**
     * Reads records of a text.
     *
     * @param ending {@code smi} for lines of SMILES, {@code sdf} for records of SDF
     * @param source what messages call the text
     * @param otherwise the name of a molecule whose record has none
     */
    public static MoleculeReader ofText(String ending, String text, String source, String otherwise) {
        MoleculeReader reader = new MoleculeReader(List.<String>of().iterator(), OptionalInt.empty(), 0);
        LineReader lines = new LineReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), source);
        reader.molecules = switch (ending) {
            case "smi" -> new SmilesMolecules(lines, source);
            case "sdf" -> new SdfMolecules(lines, source, false);
            default -> throw new IllegalArgumentException("found " + ending + "; expected smi or sdf");
        };
        reader.begin(source, otherwise);
        return reader;
    }

    /** Moves to the next record; false behind the last. */
    public boolean advance() {
        failure = null;
        while (over) {
            closeFile();
            if (!words.hasNext()) {
                return false;
            }
            String word = words.next();
            if (!MoleculeFiles.isFile(word)) {
                smiles = word;
                return true;
            }
            open(Path.of(word));
        }
        return advanceInFile() || advance();
    }

    private void open(Path path) {
        begin(path.toString(), stem(path));
        try {
            molecules = MoleculeFiles.open(path, charge, unpaired);
        } catch (CDKException | IOException | RuntimeException e) {
            failure = MoleculeFiles.failure(path.toString(), "", e);
        }
    }

    private void begin(String newSource, String newStem) {
        smiles = null;
        source = newSource;
        stem = newStem;
        place = "";
        ofFile = 0;
        over = false;
    }

    private boolean advanceInFile() {
        ofFile++;
        otherwise = ofFile == 1 ? stem : stem + "-" + ofFile;
        if (failure != null) {
            over = true;
            return true;
        }
        try {
            if (molecules.advance()) {
                place = molecules.place();
                return true;
            }
            over = true;
            if (ofFile == 1) {
                failure = new InputFormatException(source, "", "no molecule", "at least one");
            }
            return ofFile == 1;
        } catch (CDKException | IOException | RuntimeException e) {
            place = molecules.place();
            failure = MoleculeFiles.failure(source, place, e);
            over = !molecules.goesOn() || e instanceof IOException;
            return true;
        }
    }

    /** The name of the molecule: the title of its record; otherwise the file's name and the number of the record, or the SMILES. */
    public String name() {
        if (smiles != null) {
            String title = smiles.strip().replaceFirst("^\\S+", "");
            return named(title, smiles.strip());
        }
        return named(molecules == null ? "" : molecules.title(), otherwise);
    }

    /** The file, or {@code command line}. */
    public String source() {
        return smiles != null ? COMMAND_LINE : source;
    }

    /** The place in it, for example {@code record 3, line 57}; empty where the whole source is meant. */
    public String place() {
        return smiles != null ? "" : place;
    }

    /**
     * SHA-256 of what the record says, in hexadecimal digits: the same wherever the record stands. Equal records have equal
     * identities.
     */
    public String identity() {
        String content = smiles != null ? smiles.strip() : failure != null ? failure.getMessage() : molecules.content();
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The molecule of the record, or why it cannot be read. */
    public MoleculeEntry entry() {
        if (smiles != null) {
            return smiles();
        }
        if (failure != null) {
            return MoleculeEntry.failed(name(), source, place, failure);
        }
        try {
            return MoleculeEntry.of(name(), source, place, withBonds(molecules.molecule()));
        } catch (StackOverflowError e) {
            InputFormatException deep = new InputFormatException(
                    source, place, "a record too deeply nested to be read", "a molecule of usual size");
            return MoleculeEntry.failed(name(), source, place, deep);
        } catch (CDKException | IOException | RuntimeException e) {
            return MoleculeEntry.failed(name(), source, place, MoleculeFiles.failure(source, place, e));
        }
    }

    private MoleculeEntry smiles() {
        try {
            IAtomContainer molecule = SmilesMolecules.parse(smiles, COMMAND_LINE, "");
            return MoleculeEntry.of(named(molecule.getTitle(), smiles.strip()), COMMAND_LINE, "", molecule);
        } catch (InputFormatException e) {
            return MoleculeEntry.failed(smiles.strip(), COMMAND_LINE, "", e);
        }
    }

    /** Atoms without any bond may be molecules of other programs, which leave bonds to the reader. */
    private IAtomContainer withBonds(IAtomContainer molecule) throws InputFormatException {
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
        IAtomContainer perceived = Perception.of(source, place, numbers, positions, charge, unpaired)
                .container(positions);
        RecordData.of(molecule).putOn(perceived);
        return perceived;
    }

    private static String named(String title, String otherwise) {
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

    private void closeFile() {
        smiles = null;
        if (molecules != null) {
            try {
                molecules.close();
            } catch (IOException e) {
                // All that is wanted has been read.
                molecules = null;
                return;
            }
            molecules = null;
        }
    }

    @Override
    public void close() {
        over = true;
        closeFile();
    }
}
