package io.github.cdkdrift.frames;

import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.ensemble.PropertyKeys;
import io.github.cdkdrift.io.ForceUnits;
import io.github.cdkdrift.io.FrameUnits;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.RecordData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.openscience.cdk.exception.CDKException;

/**
 * Conformations of one molecule with force labels, in the order in which they were recorded. Immutable.
 *
 * <p>Shapes and units: positions [frames, atoms, 3] Å, forces [frames, atoms, 3] kcal/mol/Å, energies [frames] kcal/mol
 * (optional), all finite, kept frame by frame in one array each.
 */
public final class ForceFrames {
    private final int[] atomicNumbers;
    private final double[] positions;
    private final double[] forces;
    private final double[] energies;
    private final int[] indices;
    private final FrameOrigin origin;

    private ForceFrames(
            int[] atomicNumbers,
            double[] positions,
            double[] forces,
            double[] energies,
            int[] indices,
            FrameOrigin origin) {
        this.atomicNumbers = atomicNumbers;
        this.positions = positions;
        this.forces = forces;
        this.energies = energies;
        this.indices = indices;
        this.origin = origin;
    }

    /**
     * Frames from arrays, which are copied.
     *
     * @param atomicNumbers [atoms], each at least 1
     * @param positions [frames · atoms · 3] Å
     * @param forces [frames · atoms · 3] kcal/mol/Å
     * @param energies [frames] kcal/mol, or null where there are none
     * @throws IllegalArgumentException if a length does not fit or a value is not finite
     */
    public static ForceFrames of(int[] atomicNumbers, double[] positions, double[] forces, double[] energies) {
        int stride = 3 * atomicNumbers.length;
        if (stride == 0 || positions.length == 0 || positions.length % stride != 0) {
            throw new IllegalArgumentException("positions hold " + positions.length + " numbers, not a multiple of 3 x "
                    + atomicNumbers.length + " atoms");
        }
        int frames = positions.length / stride;
        if (forces.length != positions.length) {
            throw new IllegalArgumentException(
                    "forces hold " + forces.length + " numbers, positions " + positions.length);
        }
        if (energies != null && energies.length != frames) {
            throw new IllegalArgumentException(
                    "energies hold " + energies.length + " numbers for " + frames + " frames");
        }
        if (Arrays.stream(atomicNumbers).anyMatch(z -> z < 1)) {
            throw new IllegalArgumentException("atomic number below 1 in " + Arrays.toString(atomicNumbers));
        }
        requireFinite("positions", positions);
        requireFinite("forces", forces);
        if (energies != null) {
            requireFinite("energies", energies);
        }
        return new ForceFrames(
                atomicNumbers.clone(),
                positions.clone(),
                forces.clone(),
                energies == null ? null : energies.clone(),
                IntStream.range(0, frames).toArray(),
                FrameOrigin.MEMORY);
    }

    /**
     * Reads extended XYZ, plain or gzip, or npz, told apart by their content, in the units that the file states or that it is
     * recognised to have, otherwise kcal/mol and Å; see {@link #units()}.
     *
     * @throws CDKException if the content cannot be used; the message says where and why
     * @throws IOException if there is no such file or it cannot be read
     */
    public static ForceFrames read(Path file) throws IOException, CDKException {
        return read(file, FrameReading.defaults());
    }

    /** The same in these units; a file that states other ones is an error. */
    public static ForceFrames read(Path file, ForceUnits units) throws IOException, CDKException {
        return read(file, FrameReading.defaults().withUnits(units));
    }

    /** The same as it is said. */
    public static ForceFrames read(Path file, FrameReading reading) throws IOException, CDKException {
        return ForceFramesFile.read(file, reading);
    }

    /**
     * Writes the frames in kcal/mol and Å, which the file states, but where that is not known: npz ({@code .npz}) or extended XYZ ({@code .extxyz} or
     * {@code .xyz}, each also {@code .gz}), with the word for what computed the labels. The file appears when it is whole. Numbers
     * read back as they were.
     *
     * @throws CDKException if the name ends with nothing known
     * @throws IOException if the file cannot be written
     */
    public void write(Path file) throws IOException, CDKException {
        ForceFramesFile.write(file, this);
    }

    /** Frames from arrays that fit, are finite, and belong to nobody else. */
    static ForceFrames owning(
            int[] atomicNumbers, double[] positions, double[] forces, double[] energies, FrameOrigin origin) {
        int frames = positions.length / (3 * atomicNumbers.length);
        return new ForceFrames(
                atomicNumbers,
                positions,
                forces,
                energies,
                IntStream.range(0, frames).toArray(),
                origin);
    }

    /** The same with the word for what computed the labels, for example {@code GFN2-xTB}. The arrays are shared, not copied. */
    public ForceFrames withPotential(String name) {
        return new ForceFrames(atomicNumbers, positions, forces, energies, indices, origin.withPotential(name));
    }

    /** What computed the labels, in words, where that is known. */
    public Optional<String> potential() {
        return Optional.ofNullable(origin.potential());
    }

    /** The units that the numbers of the file were taken for, and how they are known. */
    public FrameUnits units() {
        return origin.units();
    }

    /** What there is to say of the file, for example that frames were left out. */
    public List<String> notes() {
        return origin.notes();
    }

    /** Name and data fields of a frame, as the file has them. */
    public RecordData data(int frame) {
        return origin.data(indices[frame]);
    }

    /** The number of frames. */
    public int size() {
        return indices.length;
    }

    /** The number of atoms of each frame. */
    public int atoms() {
        return atomicNumbers.length;
    }

    /** A copy of the atomic numbers, [atoms]. */
    public int[] atomicNumbers() {
        return atomicNumbers.clone();
    }

    public boolean hasEnergies() {
        return energies != null;
    }

    /** The energy of a frame in kcal/mol, empty where the frames carry none. */
    public OptionalDouble energy(int frame) {
        return energies == null ? OptionalDouble.empty() : OptionalDouble.of(energies[indices[frame]]);
    }

    /** One coordinate in Å; axis 0, 1, 2 is x, y, z. */
    public double position(int frame, int atom, int axis) {
        return positions[offset(frame) + 3 * atom + axis];
    }

    /** One force component in kcal/mol/Å. */
    public double force(int frame, int atom, int axis) {
        return forces[offset(frame) + 3 * atom + axis];
    }

    /** A copy of one frame's positions, [atoms · 3] Å. */
    public double[] positions(int frame) {
        return Arrays.copyOfRange(positions, offset(frame), offset(frame) + 3 * atoms());
    }

    /** A copy of one frame's forces, [atoms · 3] kcal/mol/Å. */
    public double[] forces(int frame) {
        return Arrays.copyOfRange(forces, offset(frame), offset(frame) + 3 * atoms());
    }

    /** A copy of all energies, [frames] kcal/mol; empty where the frames carry none. */
    public double[] energies() {
        return energies == null
                ? new double[0]
                : Arrays.stream(indices).mapToDouble(i -> energies[i]).toArray();
    }

    /**
     * Mean distances over all frames.
     *
     * @param pairs of atoms, for example {@link MolecularGraph#bonds}
     * @return [pairs] Å
     */
    public double[] meanDistances(List<int[]> pairs) {
        double[] means = new double[pairs.size()];
        for (int frame = 0; frame < size(); frame++) {
            for (int pair = 0; pair < means.length; pair++) {
                double squares = 0;
                for (int axis = 0; axis < 3; axis++) {
                    double difference =
                            position(frame, pairs.get(pair)[0], axis) - position(frame, pairs.get(pair)[1], axis);
                    squares += difference * difference;
                }
                means[pair] += Math.sqrt(squares) / size();
            }
        }
        return means;
    }

    /** The positions as an ensemble of this molecule, whose atoms must come in the same order; energies as property {@code energy}. */
    public ConformerEnsemble ensemble(MolecularGraph graph) {
        if (!Arrays.equals(graph.atomicNumbers(), atomicNumbers)) {
            throw new IllegalArgumentException("the molecule's elements " + Arrays.toString(graph.atomicNumbers())
                    + " are not those of the frames " + Arrays.toString(atomicNumbers));
        }
        return new ConformerEnsemble(
                graph, IntStream.range(0, size()).mapToObj(this::conformer).toList());
    }

    private Conformer conformer(int frame) {
        Map<String, Double> properties =
                hasEnergies() ? Map.of(PropertyKeys.ENERGY, energy(frame).orElseThrow()) : Map.of();
        RecordData data = data(frame);
        return new Conformer(
                positions(frame), properties, data.equals(RecordData.NONE) ? Optional.empty() : Optional.of(data));
    }

    /** The first {@code count} frames. */
    public ForceFrames first(int count) {
        return range(0, count);
    }

    /** Frames {@code from} (inclusive) to {@code to} (exclusive). */
    public ForceFrames range(int from, int to) {
        if (from < 0 || from >= to || to > size()) {
            throw new IllegalArgumentException("range " + from + " to " + to + " of " + size() + " frames");
        }
        return select(IntStream.range(from, to).toArray());
    }

    /** Every {@code step}-th frame, beginning with the first. */
    public ForceFrames every(int step) {
        if (step < 1) {
            throw new IllegalArgumentException("every " + step + "-th frame: the step must be at least 1");
        }
        return select(IntStream.iterate(0, i -> i < size(), i -> i + step).toArray());
    }

    /** The frames at these places, in this order. The arrays are shared, not copied. */
    public ForceFrames select(int... frames) {
        if (frames.length == 0) {
            throw new IllegalArgumentException("no frame selected");
        }
        int[] chosen = Arrays.stream(frames).map(i -> indices[i]).toArray();
        return new ForceFrames(atomicNumbers, positions, forces, energies, chosen, origin);
    }

    private int offset(int frame) {
        return indices[frame] * 3 * atomicNumbers.length;
    }

    private static void requireFinite(String what, double[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException(what + " hold " + values[i] + " at index " + i);
            }
        }
    }
}
