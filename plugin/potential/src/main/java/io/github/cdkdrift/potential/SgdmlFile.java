package io.github.cdkdrift.potential;

import io.github.cdkdrift.io.ForceUnits;
import io.github.cdkdrift.io.InputFormatException;
import io.github.cdkdrift.io.NpyArray;
import io.github.cdkdrift.io.NpzArchive;
import io.github.cdkdrift.io.NpzFile;
import io.github.cdkdrift.io.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * sGDML's model files (npz; Chmiela et al. 2019, doi:10.1016/j.cpc.2019.02.007). Reads the present keys ({@code R_desc},
 * {@code R_d_desc_alpha}, permutations from 0) and those of 2018 ({@code Rt_desc}, {@code Rt_d_desc_alpha}, permutations from
 * 1); writes the present ones. Units are those that {@code e_unit} and {@code r_unit} state, otherwise kcal/mol and Å.
 */
public final class SgdmlFile {
    private static final List<String> POINTS = List.of("R_desc", "Rt_desc");
    private static final List<String> WEIGHTS = List.of("R_d_desc_alpha", "Rt_d_desc_alpha");
    private static final List<String> NAME = List.of("dataset_name", "dataset");

    /** Terms that change the energy and are not understood here: periodic cells, energy constraints. */
    private static final List<String> UNSUPPORTED = List.of("lattice", "alphas_E");

    private final NpzArchive archive;

    private SgdmlFile(NpzArchive archive) {
        this.archive = archive;
    }

    /**
     * Reads a model.
     *
     * @throws InputFormatException if it is no model, is damaged, or was trained in a way that changes its formula (periodic
     *     cell, energy constraints)
     * @throws IOException if there is no such file or it cannot be read
     */
    public static FittedPotential read(Path file) throws IOException, InputFormatException {
        try (NpzArchive archive = NpzArchive.open(file)) {
            return new SgdmlFile(archive).read();
        }
    }

    /** The bytes of a model file. */
    public static byte[] encode(FittedPotential potential) throws IOException {
        try (TemporaryFolder temporary = TemporaryFolder.create()) {
            Path file = temporary.path().resolve("potential.npz");
            write(file, potential);
            return Files.readAllBytes(file);
        } catch (InputFormatException e) {
            throw new IllegalStateException("a potential in memory is whole", e);
        }
    }

    /**
     * Reads the bytes of a model file.
     *
     * @param source where they come from, for messages
     * @throws InputFormatException as {@link #read(Path)}
     */
    public static FittedPotential decode(byte[] bytes, Path source) throws IOException, InputFormatException {
        try (TemporaryFolder temporary = TemporaryFolder.create()) {
            Path file = temporary.path().resolve("potential.npz");
            Files.write(file, bytes);
            return read(file);
        } catch (InputFormatException e) {
            throw new InputFormatException(
                    source.toString(), "entry potential.npz", e.getMessage(), "an sGDML model", e);
        }
    }

    private FittedPotential read() throws IOException, InputFormatException {
        for (String name : UNSUPPORTED) {
            if (has(name)) {
                throw error(name, "a model with " + name, "one without; train it again without that option");
            }
        }
        int[] atomicNumbers = atomicNumbers();
        int pairs = atomicNumbers.length * (atomicNumbers.length - 1) / 2;
        NpyArray points = array(POINTS);
        int count = points.shape().length == 2 ? (int) points.shape()[1] : 0;
        if (count < 1 || points.values().length != pairs * count) {
            throw shapeError(POINTS, points, "[" + pairs + ", training points]");
        }
        NpyArray weights = array(WEIGHTS);
        boolean fits = weights.shape().length >= 2 && weights.shape()[0] == count && weights.shape()[1] == pairs;
        if (!fits || weights.values().length != pairs * count) {
            throw shapeError(WEIGHTS, weights, "[" + count + ", " + pairs + "]");
        }
        ForceUnits units = units();
        String name = archive.choose(NAME);
        double energy = units.energyFactor() * (has("std") ? number("std") : 1);
        return new FittedPotential(
                name == null ? "sGDML model" : archive.readText(name),
                atomicNumbers,
                permutations(atomicNumbers.length),
                positive("sig") / units.lengthFactor(),
                number("c") * units.energyFactor(),
                columns(points.values(), count, pairs, 1 / units.lengthFactor()),
                rows(weights.values(), count, pairs, -energy / units.lengthFactor()));
    }

    private int[] atomicNumbers() throws IOException, InputFormatException {
        NpyArray z = array(List.of("z"));
        if (z.shape().length != 1 || z.values().length < 2) {
            throw shapeError(List.of("z"), z, "[atoms], at least two");
        }
        for (double number : z.values()) {
            if (number != Math.rint(number) || number < 1 || number > 118) {
                throw error("z", "the atomic number " + number, "1 to 118");
            }
        }
        return Arrays.stream(z.values()).mapToInt(number -> (int) number).toArray();
    }

    private int[][] permutations(int atoms) throws IOException, InputFormatException {
        NpyArray array = array(List.of("perms"));
        if (array.shape().length != 2 || array.shape()[1] != atoms || array.shape()[0] < 1) {
            throw shapeError(List.of("perms"), array, "[permutations, " + atoms + "]");
        }
        int lowest = (int) Arrays.stream(array.values()).min().orElseThrow();
        int[][] permutations = new int[(int) array.shape()[0]][atoms];
        for (int i = 0; i < array.values().length; i++) {
            permutations[i / atoms][i % atoms] = (int) array.values()[i] - lowest;
        }
        try {
            PermutationGroup.require(atoms, permutations);
        } catch (IllegalArgumentException e) {
            throw new InputFormatException(
                    archive.source(), "entry perms", e.getMessage(), "a group of permutations", e);
        }
        return permutations;
    }

    private ForceUnits units() throws IOException, InputFormatException {
        if (!has("e_unit") || !has("r_unit")) {
            return ForceUnits.KCAL_MOL_ANGSTROM;
        }
        String stated = archive.readText("e_unit") + "/" + archive.readText("r_unit");
        try {
            return ForceUnits.parse(stated);
        } catch (IllegalArgumentException e) {
            throw new InputFormatException(
                    archive.source(), "entries e_unit and r_unit", "units " + stated, e.getMessage(), e);
        }
    }

    private static double[][] columns(double[] values, int count, int pairs, double factor) {
        double[][] result = new double[count][pairs];
        for (int i = 0; i < values.length; i++) {
            result[i % count][i / count] = factor * values[i];
        }
        return result;
    }

    private static double[][] rows(double[] values, int count, int pairs, double factor) {
        double[][] result = new double[count][pairs];
        for (int i = 0; i < values.length; i++) {
            result[i / pairs][i % pairs] = factor * values[i];
        }
        return result;
    }

    private boolean has(String name) throws InputFormatException {
        return archive.choose(List.of(name)) != null;
    }

    private String required(List<String> names) throws InputFormatException {
        String name = archive.choose(names);
        if (name == null) {
            throw archive.error(
                    "",
                    "the entries " + archive.names(),
                    "an sGDML model with one named " + String.join(" or ", names));
        }
        return name;
    }

    private NpyArray array(List<String> names) throws IOException, InputFormatException {
        String name = required(names);
        NpyArray array = archive.read(name);
        if (!Arrays.stream(array.values()).allMatch(Double::isFinite)) {
            throw error(name, "a number that is not finite", "finite numbers");
        }
        return array;
    }

    private double number(String name) throws IOException, InputFormatException {
        NpyArray array = array(List.of(name));
        if (array.values().length != 1) {
            throw shapeError(List.of(name), array, "one number");
        }
        return array.values()[0];
    }

    private double positive(String name) throws IOException, InputFormatException {
        double number = number(name);
        if (number <= 0) {
            throw error(name, String.valueOf(number), "a number above 0");
        }
        return number;
    }

    private InputFormatException shapeError(List<String> names, NpyArray array, String expected)
            throws InputFormatException {
        return error(archive.choose(names), "shape " + Arrays.toString(array.shape()), "shape " + expected);
    }

    private InputFormatException error(String entry, String found, String expected) {
        return archive.error("entry " + entry, found, expected);
    }

    /**
     * Writes a model with the present keys that sGDML's own predictors need, in kcal/mol and Å, which the file states.
     *
     * @throws IOException if the file cannot be written
     */
    public static void write(Path file, FittedPotential potential) throws IOException, InputFormatException {
        int atoms = potential.atoms();
        int count = potential.trainingPoints();
        int[][] permutations = potential.permutations();
        InverseDistances descriptor = new InverseDistances(atoms);
        int pairs = descriptor.pairs();
        double[] points = new double[pairs * count];
        double[] weights = new double[pairs * count];
        for (int t = 0; t < count; t++) {
            for (int k = 0; k < pairs; k++) {
                points[k * count + t] = potential.points()[t][k];
                weights[t * pairs + k] = -potential.weights()[t][k];
            }
        }
        try (NpzFile npz = NpzFile.create(file)) {
            npz.putText("type", "m");
            npz.putText("dataset_name", potential.name());
            npz.putText("e_unit", "kcal/mol");
            npz.putText("r_unit", "Ang");
            npz.putWholeNumbers("z", potential.atomicNumbers(), atoms);
            npz.putWholeNumbers("perms", flat(permutations), permutations.length, atoms);
            npz.putWholeNumbers("tril_perms_lin", places(descriptor, permutations), pairs * permutations.length);
            npz.putNumbers("R_desc", points, pairs, count);
            npz.putNumbers("R_d_desc_alpha", weights, count, pairs);
            npz.putNumbers("sig", new double[] {potential.width()});
            npz.putNumbers("c", new double[] {potential.offset()});
            npz.putNumbers("std", new double[] {1});
            npz.commit();
        }
    }

    private static int[] flat(int[][] permutations) {
        return Arrays.stream(permutations).flatMapToInt(Arrays::stream).toArray();
    }

    /** sGDML's index into the descriptor repeated once for each permutation: permutations run fastest. */
    private static int[] places(InverseDistances descriptor, int[][] permutations) {
        int[] places = new int[descriptor.pairs() * permutations.length];
        for (int p = 0; p < permutations.length; p++) {
            int[] ofPairs = descriptor.permutation(permutations[p]);
            for (int k = 0; k < ofPairs.length; k++) {
                places[k * permutations.length + p] = ofPairs[k] + p * ofPairs.length;
            }
        }
        return places;
    }
}
