package io.github.cdkdrift.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The frames of an npz file as MD17, revised MD17 and sGDML write them: {@code R}, {@code F}, {@code E}, {@code z}, or
 * {@code coords}, {@code forces}, {@code energies}, {@code nuclear_charges}; float32, float64 or whole numbers of either byte
 * order, stored or deflated. Python objects are never unpickled. Where sGDML's {@code e_unit} and {@code r_unit} are there, they
 * state the units; {@code theory} says what computed the labels.
 *
 * @param atomicNumbers [atoms]
 * @param positions [frames · atoms · 3] Å
 * @param forces [frames · atoms · 3] kcal/mol/Å, or null where the file has none
 * @param energies [frames] kcal/mol, or null where the file has none
 * @param theory what computed the labels, in words, or null where the file does not say
 * @param units of the file, and how they are known
 */
public record NpzFrames(
        int[] atomicNumbers, double[] positions, double[] forces, double[] energies, String theory, FrameUnits units) {
    private static final List<String> NUMBERS = List.of("z", "Z", "nuclear_charges", "atomic_numbers", "numbers");
    private static final List<String> POSITIONS = List.of("R", "coords", "coordinates", "positions");
    private static final List<String> FORCES = List.of("F", "forces");
    private static final List<String> ENERGIES = List.of("E", "energies", "energy");
    private static final List<String> ENERGY_UNIT = List.of("e_unit");
    private static final List<String> LENGTH_UNIT = List.of("r_unit");
    private static final List<String> THEORY = List.of("theory");

    /** What sGDML writes where nothing was said. */
    private static final String UNKNOWN = "unknown";

    /** In kcal/mol and Å, without a word for what computed the labels. */
    public NpzFrames(int[] atomicNumbers, double[] positions, double[] forces, double[] energies) {
        this(atomicNumbers, positions, forces, energies, null, FrameUnits.stated(ForceUnits.KCAL_MOL_ANGSTROM));
    }

    /**
     * Reads a file in the units that it states or that it is recognised to have, otherwise kcal/mol and Å.
     *
     * @throws InputFormatException if it is no npz file, is damaged, or its arrays do not fit together
     */
    public static NpzFrames read(Path file) throws IOException, InputFormatException {
        return readIn(file, null);
    }

    /** The same in these units; a file that states other ones is an error. */
    public static NpzFrames read(Path file, ForceUnits units) throws IOException, InputFormatException {
        return readIn(file, units);
    }

    /**
     * Whether a file begins as a zip archive does.
     *
     * @throws InputFormatException if it is empty
     */
    public static boolean isNpz(Path file) throws IOException, InputFormatException {
        return InputFiles.isZip(file);
    }

    /** The number of frames. */
    public int size() {
        return positions.length / (3 * atomicNumbers.length);
    }

    /**
     * Writes the frames with the keys {@code R}, {@code F}, {@code E}, {@code z} as float64, not deflated, in kcal/mol and Å, which
     * {@code e_unit} and {@code r_unit} state, and {@code theory}; what is null is left out.
     *
     * @throws InputFormatException if a number is not finite
     */
    public void write(Path file) throws IOException, InputFormatException {
        NpzFile.write(file, this);
    }

    private static NpzFrames readIn(Path file, ForceUnits requested) throws IOException, InputFormatException {
        try (NpzArchive archive = NpzArchive.open(file)) {
            NpyArray positions = required(archive, POSITIONS);
            long[] shape = positions.shape();
            if (shape.length != 3 || shape[0] < 1 || shape[1] < 1 || shape[2] != 3) {
                throw shapeError(archive, POSITIONS, positions, "[frames, atoms, 3], at least one of each");
            }
            int[] atomicNumbers = atomicNumbers(archive, shape[0], shape[1]);
            NpyArray forces = optional(archive, FORCES);
            if (forces != null && !Arrays.equals(forces.shape(), shape)) {
                throw shapeError(archive, FORCES, forces, Arrays.toString(shape) + ", the shape of the positions");
            }
            FrameUnits known = units(archive, requested, atomicNumbers, forces != null);
            ForceUnits units = known.units();
            return new NpzFrames(
                    atomicNumbers,
                    finite(archive, POSITIONS, positions, units.lengthFactor()),
                    forces == null ? null : finite(archive, FORCES, forces, units.forceFactor()),
                    energies(archive, shape[0], units),
                    theory(archive),
                    known);
        }
    }

    /** Null where there is none, or one that is no text: frames are worth as much without. */
    private static String theory(NpzArchive archive) throws IOException, InputFormatException {
        String name = archive.choose(THEORY);
        if (name == null) {
            return null;
        }
        try {
            String theory = archive.readText(name).strip();
            return theory.isEmpty() || theory.equals(UNKNOWN) ? null : theory;
        } catch (InputFormatException e) {
            return null;
        }
    }

    private static FrameUnits units(NpzArchive archive, ForceUnits requested, int[] atomicNumbers, boolean withForces)
            throws IOException, InputFormatException {
        String energy = archive.choose(ENERGY_UNIT);
        String length = archive.choose(LENGTH_UNIT);
        String stated =
                energy == null || length == null ? null : archive.readText(energy) + "/" + archive.readText(length);
        if (stated != null || requested != null) {
            return FrameUnits.stated(
                    ForceUnits.resolve(requested, stated, archive.source(), "entries e_unit and r_unit"));
        }
        NpyArray energies = optional(archive, ENERGIES);
        return energies == null || energies.values().length == 0
                ? FrameUnits.ASSUMED
                : TotalEnergy.recognise(energies.values()[0], atomicNumbers, withForces);
    }

    /** [atoms], or [frames, atoms] with the same atoms in each. */
    private static int[] atomicNumbers(NpzArchive archive, long frames, long atoms)
            throws IOException, InputFormatException {
        NpyArray numbers = required(archive, NUMBERS);
        boolean perFrame = Arrays.equals(numbers.shape(), new long[] {frames, atoms});
        if (!perFrame && !Arrays.equals(numbers.shape(), new long[] {atoms})) {
            throw shapeError(archive, NUMBERS, numbers, "[" + atoms + "], one for each atom of the positions");
        }
        String place = "entry " + archive.choose(NUMBERS);
        int[] result = new int[(int) atoms];
        for (int i = 0; i < numbers.values().length; i++) {
            double number = numbers.values()[i];
            int atom = i % result.length;
            if (number != Math.rint(number) || !ElementSymbols.areKnown(new int[] {(int) number})) {
                throw archive.error(place, "the atomic number " + number + " of atom " + (atom + 1), "1 to 118");
            }
            if (i >= result.length && result[atom] != (int) number) {
                throw archive.error(
                        place + ", frame " + (i / result.length + 1),
                        "atom " + (atom + 1) + " of another element than in the first frame",
                        "the same atoms in all frames");
            }
            result[atom] = (int) number;
        }
        return result;
    }

    private static double[] energies(NpzArchive archive, long frames, ForceUnits units)
            throws IOException, InputFormatException {
        NpyArray energies = optional(archive, ENERGIES);
        if (energies == null) {
            return null;
        }
        boolean fits = Arrays.equals(energies.shape(), new long[] {frames})
                || Arrays.equals(energies.shape(), new long[] {frames, 1});
        if (!fits) {
            throw shapeError(
                    archive, ENERGIES, energies, "[" + frames + "] or [" + frames + ", 1], one for each frame");
        }
        return finite(archive, ENERGIES, energies, units.energyFactor());
    }

    private static NpyArray required(NpzArchive archive, List<String> names) throws IOException, InputFormatException {
        NpyArray array = optional(archive, names);
        if (array == null) {
            throw archive.error("", "the entries " + archive.names(), "one named " + String.join(" or ", names));
        }
        return array;
    }

    private static NpyArray optional(NpzArchive archive, List<String> names) throws IOException, InputFormatException {
        String name = archive.choose(names);
        return name == null ? null : archive.read(name);
    }

    private static InputFormatException shapeError(
            NpzArchive archive, List<String> names, NpyArray array, String expected) throws InputFormatException {
        return archive.error("entry " + archive.choose(names), "shape " + Arrays.toString(array.shape()), expected);
    }

    /** The numbers of an array, scaled in place. */
    private static double[] finite(NpzArchive archive, List<String> names, NpyArray array, double factor)
            throws InputFormatException {
        double[] values = array.values();
        long perFrame = values.length / array.shape()[0];
        boolean coordinates = names.equals(POSITIONS);
        for (int i = 0; i < values.length; i++) {
            double found = values[i];
            values[i] *= factor;
            if (!Double.isFinite(values[i]) || (coordinates && !FiniteNumbers.isCoordinate(values[i]))) {
                throw archive.error(
                        "entry " + archive.choose(names) + ", frame " + (i / perFrame + 1),
                        String.valueOf(found),
                        coordinates ? FiniteNumbers.COORDINATE : "finite numbers");
            }
        }
        return values;
    }
}
