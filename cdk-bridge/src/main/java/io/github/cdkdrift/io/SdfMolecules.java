package io.github.cdkdrift.io;

import io.github.cdkdrift.molecule.RecordData;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.vecmath.Point3d;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.io.DefaultChemObjectReader;
import org.openscience.cdk.io.MDLV2000Reader;
import org.openscience.cdk.io.MDLV3000Reader;
import org.openscience.cdk.io.listener.PropertiesListener;
import org.openscience.cdk.isomorphism.matchers.IQueryAtomContainer;
import org.openscience.cdk.silent.SilentChemObjectBuilder;

/**
 * The records of an SDF or MOL file, each read by CDK's reader for its version. CDK's iterating reader ends without a word at a
 * record that it cannot read, and its V2000 reader takes letters among the coordinates for digits; here both are errors.
 */
final class SdfMolecules implements MoleculeSource {
    private static final String END_OF_RECORD = "$$$$";
    private static final int COUNTS_LINE = 3;
    private static final int FIRST_ATOM_LINE = 4;
    private static final int COUNT_WIDTH = 3;
    private static final int COORDINATE_WIDTH = 10;
    private static final int LARGEST_RECORD = 1 << 25;
    private static final int MOST_LINES = 1_000_000;

    private final LineReader lines;
    private final String source;
    private final boolean flatMeans3d;
    private long record;
    private long recordLine;
    private boolean whole = true;
    private List<String> text = List.of();
    private String title = "";

    /** @param flatMeans3d whether a record whose z are all 0 has three-dimensional coordinates even if it does not say so */
    SdfMolecules(Path file, boolean flatMeans3d) throws IOException, InputFormatException {
        this(new LineReader(InputFiles.open(file), file.toString()), file.toString(), flatMeans3d);
    }

    SdfMolecules(LineReader lines, String source, boolean flatMeans3d) {
        this.lines = lines;
        this.source = source;
        this.flatMeans3d = flatMeans3d;
    }

    @Override
    public boolean advance() throws IOException, InputFormatException {
        whole = false;
        title = "";
        List<String> found = nextRecord();
        whole = true;
        if (found == null) {
            return false;
        }
        text = found;
        title = text.get(0).strip();
        return true;
    }

    @Override
    public String content() {
        return String.join("\n", text);
    }

    @Override
    public IAtomContainer molecule() throws InputFormatException {
        if (text.size() <= FIRST_ATOM_LINE) {
            throw error(text.size() + " lines", "a header of three lines, a line of counts, and atoms");
        }
        boolean v3000 = text.get(COUNTS_LINE).contains("V3000");
        double[] coordinates = v3000 ? new double[0] : coordinates(text);
        IAtomContainer molecule = parse(String.join("\n", text) + "\n", v3000);
        if (molecule.isEmpty() || molecule instanceof IQueryAtomContainer) {
            throw error(molecule.isEmpty() ? "no atoms" : "a query", "a molecule");
        }
        setData(molecule, title, DataFields.parse(text));
        for (int i = 0; i < Math.min(molecule.getAtomCount(), coordinates.length / 3); i++) {
            if (molecule.getAtom(i).getPoint3d() != null) {
                molecule.getAtom(i)
                        .setPoint3d(new Point3d(coordinates[3 * i], coordinates[3 * i + 1], coordinates[3 * i + 2]));
            }
        }
        return molecule;
    }

    @Override
    public String place() {
        return "record " + record + ", line " + recordLine;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public boolean goesOn() {
        return whole;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    private List<String> nextRecord() throws IOException, InputFormatException {
        List<String> found = new ArrayList<>();
        boolean blank = true;
        long size = 0;
        recordLine = lines.number() + 1;
        record++;
        while (lines.advance()) {
            String line = lines.text();
            found.add(line);
            size += line.length();
            if (found.size() > MOST_LINES) {
                throw error("a record of more than " + MOST_LINES + " lines", "one molecule a record");
            }
            if (size > LARGEST_RECORD) {
                throw error("a record of more than " + LARGEST_RECORD + " letters", "one molecule a record");
            }
            if (line.startsWith(END_OF_RECORD)) {
                return found;
            }
            blank &= line.isBlank();
        }
        if (blank) {
            return null;
        }
        // A MOL file, or an SDF file of one molecule, may do without the line of dollars.
        if (record > 1 || !found.contains("M  END")) {
            throw error("the end of the file", "a line " + END_OF_RECORD + " behind the record; is the file cut off?");
        }
        return found;
    }

    private IAtomContainer parse(String text, boolean v3000) throws InputFormatException {
        try (DefaultChemObjectReader reader = reader(text, v3000)) {
            IAtomContainer molecule =
                    reader.read(SilentChemObjectBuilder.getInstance().newAtomContainer());
            if (molecule == null) {
                throw error("no molecule", "a molecule");
            }
            return molecule;
        } catch (StackOverflowError e) {
            throw error("a record too deeply nested to be read", "V2000 or V3000");
        } catch (CDKException | IOException | RuntimeException e) {
            // CDK's readers answer some damage with whatever exception it leads to.
            if (e instanceof InputFormatException known) {
                throw known;
            }
            throw new InputFormatException(
                    source, place(), "a record that cannot be read: " + LineReader.quoted(e), "V2000 or V3000", e);
        }
    }

    /** In place of what CDK read of them. */
    private static void setData(IAtomContainer molecule, String title, Map<String, String> fields) {
        RecordData.of(molecule).fields().keySet().forEach(molecule::removeProperty);
        new RecordData(title, fields).putOn(molecule);
    }

    private DefaultChemObjectReader reader(String text, boolean v3000) {
        if (v3000) {
            return new MDLV3000Reader(new StringReader(text));
        }
        MDLV2000Reader reader = new MDLV2000Reader(new StringReader(text));
        Properties settings = new Properties();
        settings.setProperty("ForceReadAs3DCoordinates", String.valueOf(flatMeans3d));
        reader.addChemObjectIOListener(new PropertiesListener(settings));
        reader.customizeJob();
        return reader;
    }

    /** The coordinates of a V2000 record, [atoms · 3]; as many as there are lines for, should the count be wrong. */
    private double[] coordinates(List<String> text) throws InputFormatException {
        String counts = text.get(COUNTS_LINE);
        String count =
                counts.substring(0, Math.min(COUNT_WIDTH, counts.length())).strip();
        if (!count.matches("[0-9]{1,3}")) {
            throw error("the line of counts " + LineReader.excerpt(counts), "the number of atoms in three columns");
        }
        int atoms = Math.min(Integer.parseInt(count), text.size() - FIRST_ATOM_LINE);
        double[] coordinates = new double[3 * atoms];
        for (int i = 0; i < coordinates.length; i++) {
            int line = FIRST_ATOM_LINE + i / 3;
            coordinates[i] = coordinate(text.get(line), i % 3, line);
        }
        return coordinates;
    }

    private double coordinate(String line, int axis, int lineInRecord) throws InputFormatException {
        int from = COORDINATE_WIDTH * axis;
        int to = Math.min(from + COORDINATE_WIDTH, line.length());
        String column = line.substring(Math.min(from, to), to).strip();
        byte[] bytes = column.getBytes(StandardCharsets.UTF_8);
        try {
            double value = DecimalNumbers.parse(bytes, 0, bytes.length);
            if (FiniteNumbers.isCoordinate(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw coordinateError(column, lineInRecord);
        }
        throw coordinateError(column, lineInRecord);
    }

    private InputFormatException coordinateError(String column, int lineInRecord) {
        return new InputFormatException(
                source,
                "record " + record + ", line " + (recordLine + lineInRecord),
                LineReader.excerpt(column),
                "a coordinate in ten columns, in Å, at most 1e6 from 0");
    }

    private InputFormatException error(String found, String expected) {
        return new InputFormatException(source, place(), found, expected);
    }
}
