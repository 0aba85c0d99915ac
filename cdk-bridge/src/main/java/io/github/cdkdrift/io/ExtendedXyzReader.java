package io.github.cdkdrift.io;

import io.github.cdkdrift.molecule.RecordData;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Reads extended XYZ frame by frame, in constant memory; also plain XYZ, whose frames carry no labels.
 *
 * <p>A frame is a line with the number of atoms, a line of {@code key=value} pairs and one line an atom. {@code Properties}
 * lists the columns in any order, of which {@code species} (or {@code Z}), {@code pos} and the forces are read. Forces and
 * energies go by the names that other programs give them, too ({@code REF_forces}, {@code free_energy}, …), and of CREST, xtb,
 * ORCA and CP2K the energy is read from the comment line; {@code units} are the units of all (see {@link ForceUnits#label()}).
 * Everything else, {@code Lattice} too, is left aside. Blank lines between frames are skipped.
 */
public final class ExtendedXyzReader implements Closeable {
    /** The names that a column of forces may have, the first of them before the others. */
    public static final List<String> FORCES = LabelNames.FORCES;

    private static final int FIRST_CAPACITY = 64;
    private static final Pattern ATOM_COUNT = Pattern.compile("0*[1-9][0-9]{0,8}");
    private final LineReader lines;
    private final String source;
    private final ForceUnits requested;
    private final boolean recognising;

    private FrameComment comment = FrameComment.NONE;
    private ExtendedXyzColumns columns = ExtendedXyzColumns.PLAIN;
    private FrameUnits units = FrameUnits.ASSUMED;
    private FrameUnits bySize;
    private int[] fieldStarts = new int[16];
    private int[] fieldEnds = new int[16];
    private int[] atomicNumbers = new int[0];
    private long frameLine;

    private ExtendedXyzReader(InputStream in, String source, ForceUnits requested, boolean recognising) {
        this.recognising = recognising;
        this.lines = new LineReader(in, source);
        this.source = source;
        this.requested = requested;
    }

    /**
     * Opens a file, plain or gzip, in the units that it states or that it is recognised to have, otherwise kcal/mol and Å; see
     * {@link #units()}.
     *
     * @throws IOException if there is no such file or it cannot be read
     * @throws InputFormatException if it is empty
     */
    public static ExtendedXyzReader open(Path file) throws IOException, InputFormatException {
        return new ExtendedXyzReader(InputFiles.open(file), file.toString(), null, true);
    }

    /** The same in these units; a frame that states other ones is an error. */
    public static ExtendedXyzReader open(Path file, ForceUnits units) throws IOException, InputFormatException {
        return new ExtendedXyzReader(InputFiles.open(file), file.toString(), units, true);
    }

    /**
     * Reads from a stream, which {@link #close()} closes, in the units that it states or else kcal/mol and Å.
     *
     * @param source what messages call the stream
     */
    public static ExtendedXyzReader of(InputStream in, String source) {
        return new ExtendedXyzReader(in, source, null, false);
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
        comment = FrameComment.parse(lines.text(), comment, lines);
        columns = comment.columns();
        Optional<FrameUnits> early = unitsByComment();
        units = early.orElse(FrameUnits.ASSUMED);
        LabelledFrame raw = readAtoms(atoms);
        if (early.isEmpty()) {
            units = unitsBySize(raw);
        }
        return scaled(raw);
    }

    /** What the comment of the last frame says under another key, as it stands there. */
    public Optional<String> text(String key) {
        return comment.text(key);
    }

    /** Name and data fields in the comment of the last frame, and of its energy the unit and where it comes from. */
    public RecordData data() {
        return comment.data(units);
    }

    /** The charge that a caller states, or else the comment of the last frame. */
    OptionalInt chargeOr(OptionalInt stated) {
        return stated.isPresent() ? stated : comment.charge();
    }

    /** The units in which the last frame was read, and how they are known. */
    public FrameUnits units() {
        return units;
    }

    /** The names of the columns of the last frame, as its {@code Properties} lists them. */
    public List<String> columns() {
        return columns.names();
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

    private Optional<FrameUnits> unitsByComment() throws InputFormatException {
        String stated = comment.statedUnits();
        if (stated != null || requested != null) {
            return Optional.of(
                    FrameUnits.stated(ForceUnits.resolve(requested, stated, source, "line " + lines.number())));
        }
        return recognising ? comment.impliedUnits() : Optional.of(FrameUnits.ASSUMED);
    }

    /** By the energy of the first frame of more than an atom; the units of a file do not change. */
    private FrameUnits unitsBySize(LabelledFrame raw) {
        if (raw.energy().isEmpty() || bySize != null || raw.atomicNumbers().length < 2) {
            return bySize == null ? FrameUnits.ASSUMED : bySize;
        }
        bySize = TotalEnergy.recognise(raw.energy().getAsDouble(), raw.atomicNumbers(), raw.forces() != null);
        return bySize;
    }

    private LabelledFrame scaled(LabelledFrame raw) {
        if (raw.forces() != null) {
            double factor = units.units().forceFactor();
            for (int i = 0; i < raw.forces().length; i++) {
                raw.forces()[i] *= factor;
            }
        }
        OptionalDouble energy = raw.energy().isEmpty()
                ? raw.energy()
                : OptionalDouble.of(units.units().energyFactor() * raw.energy().getAsDouble());
        return new LabelledFrame(raw.atomicNumbers(), raw.positions(), raw.forces(), energy);
    }

    private LabelledFrame readAtoms(int atoms) throws IOException, InputFormatException {
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
            readTriple(columns.position(), units.units().lengthFactor(), positions, 3 * atom);
            requireCoordinates(positions, 3 * atom);
            if (forces != null) {
                readTriple(columns.force(), 1, forces, 3 * atom);
            }
        }
        if (!Arrays.equals(elements, atomicNumbers)) {
            atomicNumbers = elements;
        }
        return new LabelledFrame(atomicNumbers, positions, forces, comment.energy());
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
