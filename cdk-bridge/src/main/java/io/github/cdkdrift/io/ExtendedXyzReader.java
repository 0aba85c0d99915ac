package io.github.cdkdrift.io;

import io.github.cdkdrift.molecule.RecordData;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads extended XYZ frame by frame, in constant memory; also plain XYZ, whose frames carry no labels.
 *
 * <p>A frame is a line with the number of atoms, a line of {@code key=value} pairs and one line an atom. {@code Properties}
 * lists the columns in any order, of which {@code species} (or {@code Z}), {@code pos} and {@code forces} are read;
 * {@code energy} is the energy of the frame and {@code units} the units of all (see {@link ForceUnits#label()}). Everything
 * else, {@code Lattice} too, is left aside. Blank lines between frames are skipped.
 */
public final class ExtendedXyzReader implements Closeable {
    private static final int FIRST_CAPACITY = 64;
    private static final Pattern ATOM_COUNT = Pattern.compile("0*[1-9][0-9]{0,8}");
    private static final String PROPERTIES = "Properties";
    private static final String ENERGY = "energy";
    private static final String UNITS = "units";
    private static final String NAME = "name";

    /** What is no data of the molecule. */
    private static final Set<String> TECHNICAL = Set.of(PROPERTIES, "properties", UNITS, ENERGY, "Lattice", "pbc");

    private final LineReader lines;
    private final String source;
    private final ForceUnits requested;

    private String comment = "";
    private Map<String, String> pairs = Map.of();
    private ExtendedXyzColumns columns;
    private ForceUnits units;
    private int[] fieldStarts = new int[16];
    private int[] fieldEnds = new int[16];
    private int[] atomicNumbers = new int[0];
    private long frameLine;

    private ExtendedXyzReader(InputStream in, String source, ForceUnits requested) {
        this.lines = new LineReader(in, source);
        this.source = source;
        this.requested = requested;
    }

    /**
     * Opens a file, plain or gzip, in the units that it states, or kcal/mol and Å where it states none.
     *
     * @throws IOException if there is no such file or it cannot be read
     * @throws InputFormatException if it is empty
     */
    public static ExtendedXyzReader open(Path file) throws IOException, InputFormatException {
        return new ExtendedXyzReader(InputFiles.open(file), file.toString(), null);
    }

    /** The same in these units; a frame that states other ones is an error. */
    public static ExtendedXyzReader open(Path file, ForceUnits units) throws IOException, InputFormatException {
        return new ExtendedXyzReader(InputFiles.open(file), file.toString(), units);
    }

    /**
     * Reads from a stream, which {@link #close()} closes.
     *
     * @param source what messages call the stream
     */
    public static ExtendedXyzReader of(InputStream in, String source) {
        return new ExtendedXyzReader(in, source, null);
    }

    /**
     * The next frame, null after the last. Frames may share their array of atomic numbers.
     *
     * @throws InputFormatException if the frame is cut off or holds something else than finite numbers of known elements
     */
    public LabelledFrame read() throws IOException, InputFormatException {
        do {
            if (!lines.advance()) {
                return null;
            }
        } while (lines.isBlank());
        frameLine = lines.number();
        int atoms = atomCount();
        requireLine("the comment line of the frame");
        readComment();
        OptionalDouble energy = energy();
        return readAtoms(atoms, energy);
    }

    /** What the comment of the last frame says under another key, as it stands there. */
    public Optional<String> text(String key) {
        return Optional.ofNullable(pairs.get(key));
    }

    /** Name and data fields in the comment of the last frame, without what says how the frame is to be read. */
    public RecordData data() {
        Map<String, String> fields = new LinkedHashMap<>(pairs);
        fields.keySet().removeAll(TECHNICAL);
        String title = fields.remove(NAME);
        boolean freeText = pairs.isEmpty() && comment.chars().anyMatch(Character::isLetter);
        return new RecordData(title != null ? title : freeText ? comment.strip() : "", fields);
    }

    /** What messages call the source. */
    public String source() {
        return source;
    }

    /** Where the last frame begins, for messages: {@code line 12}. */
    public String place() {
        return "line " + frameLine;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    private int atomCount() throws InputFormatException {
        String text = lines.text().strip();
        if (!ATOM_COUNT.matcher(text).matches()) {
            throw lines.error(
                    LineReader.excerpt(text),
                    "the number of atoms of the next frame; does the number of the frame before fit?");
        }
        return Integer.parseInt(text);
    }

    private void requireLine(String what) throws IOException, InputFormatException {
        if (!lines.advance()) {
            throw new InputFormatException(source, "line " + (lines.number() + 1), "the end of the file", what);
        }
    }

    /** Units and columns are looked into only where they differ from those of the frame before. */
    private void readComment() throws InputFormatException {
        Map<String, String> before = pairs;
        comment = lines.text();
        pairs = ExtendedXyzComment.parse(comment);
        if (columns == null || !Objects.equals(pairs.get(UNITS), before.get(UNITS))) {
            units = ForceUnits.resolve(requested, pairs.get(UNITS), source, "line " + lines.number());
        }
        String properties = pairs.get(PROPERTIES);
        if (columns == null || !Objects.equals(properties, before.get(PROPERTIES))) {
            columns = columns(properties);
        }
    }

    private ExtendedXyzColumns columns(String properties) throws InputFormatException {
        try {
            return properties == null ? ExtendedXyzColumns.PLAIN : ExtendedXyzColumns.parse(properties);
        } catch (IllegalArgumentException e) {
            throw lines.error("Properties=" + LineReader.excerpt(properties), e.getMessage());
        }
    }

    private OptionalDouble energy() throws InputFormatException {
        String text = pairs.get(ENERGY);
        if (text == null) {
            return OptionalDouble.empty();
        }
        byte[] bytes = text.strip().getBytes(StandardCharsets.UTF_8);
        try {
            return OptionalDouble.of(units.energyFactor() * finite(bytes, 0, bytes.length));
        } catch (InputFormatException e) {
            // The comment of a plain XYZ file is free text.
            if (!columns.exact()) {
                return OptionalDouble.empty();
            }
            throw e;
        }
    }

    private LabelledFrame readAtoms(int atoms, OptionalDouble energy) throws IOException, InputFormatException {
        // Until a frame has proved its number of atoms, the arrays grow with the lines that are really there.
        int capacity = atoms == atomicNumbers.length ? atoms : Math.min(atoms, FIRST_CAPACITY);
        int[] elements = new int[capacity];
        double[] positions = new double[3 * capacity];
        double[] forces = columns.force() < 0 ? null : new double[3 * capacity];
        for (int atom = 0; atom < atoms; atom++) {
            if (atom == capacity) {
                capacity = (int) Math.min(atoms, 2L * capacity);
                elements = Arrays.copyOf(elements, capacity);
                positions = Arrays.copyOf(positions, 3 * capacity);
                forces = forces == null ? null : Arrays.copyOf(forces, 3 * capacity);
            }
            requireLine("atom " + (atom + 1) + " of " + atoms + " of the frame that begins in line " + frameLine);
            splitFields();
            elements[atom] = element();
            readTriple(columns.position(), units.lengthFactor(), positions, 3 * atom);
            requireCoordinates(positions, 3 * atom);
            if (forces != null) {
                readTriple(columns.force(), units.forceFactor(), forces, 3 * atom);
            }
        }
        if (!Arrays.equals(elements, atomicNumbers)) {
            atomicNumbers = elements;
        }
        return new LabelledFrame(atomicNumbers, positions, forces, energy);
    }

    private void splitFields() throws InputFormatException {
        byte[] bytes = lines.bytes();
        int end = lines.end();
        int count = 0;
        int i = lines.start();
        while (true) {
            while (i < end && isBlank(bytes[i])) {
                i++;
            }
            if (i == end) {
                break;
            }
            if (count == fieldStarts.length) {
                fieldStarts = Arrays.copyOf(fieldStarts, 2 * count);
                fieldEnds = Arrays.copyOf(fieldEnds, 2 * count);
            }
            fieldStarts[count] = i;
            while (i < end && !isBlank(bytes[i])) {
                i++;
            }
            fieldEnds[count++] = i;
        }
        if (count < columns.count() || (columns.exact() && count > columns.count())) {
            throw lines.error(
                    count + " columns " + LineReader.excerpt(lines.text()),
                    columns.exact() ? columns.count() + " columns, as Properties says" : "element, x, y and z");
        }
    }

    private static boolean isBlank(byte letter) {
        return letter == ' ' || letter == '\t';
    }

    private int element() throws InputFormatException {
        int from = fieldStarts[columns.symbol()];
        int to = fieldEnds[columns.symbol()];
        int element = ElementSymbols.atomicNumber(lines.bytes(), from, to);
        if (element == 0) {
            throw lines.error("the element " + excerpt(lines.bytes(), from, to), "a symbol of the periodic table");
        }
        return element;
    }

    private void readTriple(int column, double factor, double[] values, int offset) throws InputFormatException {
        for (int axis = 0; axis < 3; axis++) {
            double value = finite(lines.bytes(), fieldStarts[column + axis], fieldEnds[column + axis]);
            values[offset + axis] = factor * value;
        }
    }

    private void requireCoordinates(double[] positions, int offset) throws InputFormatException {
        for (int i = offset; i < offset + 3; i++) {
            if (!FiniteNumbers.isCoordinate(positions[i])) {
                throw lines.error("the coordinate " + positions[i] + " Å", FiniteNumbers.COORDINATE);
            }
        }
    }

    private double finite(byte[] bytes, int from, int to) throws InputFormatException {
        try {
            double value = DecimalNumbers.parse(bytes, from, to);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw lines.error(excerpt(bytes, from, to), "a number");
        }
        throw lines.error(excerpt(bytes, from, to), "a finite number");
    }

    private static String excerpt(byte[] bytes, int from, int to) {
        return LineReader.excerpt(new String(bytes, from, to - from, StandardCharsets.UTF_8));
    }
}
