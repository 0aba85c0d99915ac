package io.github.cdkdrift.frames;

import io.github.cdkdrift.io.ExtendedXyzReader;
import io.github.cdkdrift.io.ExtendedXyzWriter;
import io.github.cdkdrift.io.ForceUnits;
import io.github.cdkdrift.io.FrameUnits;
import io.github.cdkdrift.io.InputFormatException;
import io.github.cdkdrift.io.LabelledFrame;
import io.github.cdkdrift.io.NpzFrames;
import io.github.cdkdrift.molecule.RecordData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Gathers the frames of a file, and writes them. What the file is shows in its content: an npz archive, else extended XYZ. */
final class ForceFramesFile {
    /** What computed the labels, in the comment of each frame. */
    private static final String POTENTIAL = "potential";

    private static final int FIRST_CAPACITY = 1 << 12;

    private final ExtendedXyzReader reader;
    private final FrameReading reading;
    private final List<RecordData> data = new ArrayList<>();
    private int[] atomicNumbers;
    private boolean hasEnergies;
    private String potential;
    private FrameUnits units;
    private double[] positions = new double[FIRST_CAPACITY];
    private double[] forces = new double[FIRST_CAPACITY];
    private double[] energies = new double[FIRST_CAPACITY];
    private int frames;
    private int isolated;
    private int others;

    /** Of frames of one atom each, the first of another element. */
    private InputFormatException otherAtom;

    private ForceFramesFile(ExtendedXyzReader reader, FrameReading reading) {
        this.reader = reader;
        this.reading = reading;
    }

    static ForceFrames read(Path file, FrameReading reading) throws IOException, InputFormatException {
        ForceUnits units = reading.units().orElse(null);
        if (NpzFrames.isNpz(file)) {
            return of(file, units == null ? NpzFrames.read(file) : NpzFrames.read(file, units));
        }
        try (ExtendedXyzReader reader =
                units == null ? ExtendedXyzReader.open(file) : ExtendedXyzReader.open(file, units)) {
            return new ForceFramesFile(reader, reading).gather();
        }
    }

    static void write(Path file, ForceFrames frames) throws IOException, InputFormatException {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".npz")) {
            npz(frames).write(file);
        } else if (name.matches(".*\\.(ext)?xyz(\\.gz)?")) {
            Map<String, String> texts =
                    frames.potential().map(word -> Map.of(POTENTIAL, word)).orElse(Map.of());
            try (ExtendedXyzWriter writer =
                    ExtendedXyzWriter.open(file, texts, frames.units().known())) {
                for (int i = 0; i < frames.size(); i++) {
                    writer.write(
                            new LabelledFrame(
                                    frames.atomicNumbers(), frames.positions(i), frames.forces(i), frames.energy(i)),
                            frames.data(i));
                }
                writer.commit();
            }
        } else {
            throw new InputFormatException(
                    file.toString(), "", "the name '" + name + "'", "one that ends with .extxyz, .xyz or .npz");
        }
    }

    private static NpzFrames npz(ForceFrames frames) {
        int stride = 3 * frames.atoms();
        double[] positions = new double[stride * frames.size()];
        double[] forces = new double[stride * frames.size()];
        for (int i = 0; i < frames.size(); i++) {
            System.arraycopy(frames.positions(i), 0, positions, stride * i, stride);
            System.arraycopy(frames.forces(i), 0, forces, stride * i, stride);
        }
        return new NpzFrames(
                frames.atomicNumbers(),
                positions,
                forces,
                frames.hasEnergies() ? frames.energies() : null,
                frames.potential().orElse(null),
                frames.units());
    }

    private static ForceFrames of(Path file, NpzFrames npz) throws InputFormatException {
        if (npz.forces() == null) {
            throw new InputFormatException(file.toString(), "", "no forces", "an entry F or forces");
        }
        return ForceFrames.owning(
                npz.atomicNumbers(),
                npz.positions(),
                npz.forces(),
                npz.energies(),
                new FrameOrigin(npz.theory(), npz.units(), List.of(), List.of()));
    }

    private ForceFrames gather() throws IOException, InputFormatException {
        for (LabelledFrame frame = reader.read(); frame != null; frame = reader.read()) {
            if (isWanted(frame)) {
                check(frame);
                add(frame);
            }
        }
        if (otherAtom != null) {
            throw otherAtom;
        }
        if (frames == 0) {
            throw new InputFormatException(reader.source(), "", "no frame", "extended XYZ frames or an npz archive");
        }
        int numbers = 3 * atomicNumbers.length * frames;
        boolean plain = data.stream().allMatch(RecordData.NONE::equals);
        return ForceFrames.owning(
                atomicNumbers,
                Arrays.copyOf(positions, numbers),
                Arrays.copyOf(forces, numbers),
                hasEnergies ? Arrays.copyOf(energies, frames) : null,
                new FrameOrigin(potential, units, notes(), plain ? List.of() : data));
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (isolated > 0) {
            notes.add(String.format(Locale.ROOT, "%,d frames of isolated atoms are left out", isolated));
        }
        if (others > 0) {
            notes.add(String.format(Locale.ROOT, "%,d frames of other atoms than the first are left out", others));
        }
        return notes;
    }

    /** Training sets of many molecules begin or end with isolated atoms; only frames of one atom alone are no such. */
    private boolean isWanted(LabelledFrame frame) {
        boolean atom = frame.atomicNumbers().length == 1;
        boolean atomsSoFar = frames > 0 && atomicNumbers.length == 1;
        if (atomsSoFar && !atom) {
            isolated += frames;
            frames = 0;
            data.clear();
            otherAtom = null;
            return true;
        }
        if (atom && frames > 0 && !Arrays.equals(atomicNumbers, frame.atomicNumbers())) {
            isolated++;
            if (atomsSoFar && otherAtom == null) {
                otherAtom = otherAtoms(frame);
            }
            return false;
        }
        if (frames > 0 && reading.skipOthers() && !Arrays.equals(atomicNumbers, frame.atomicNumbers())) {
            others++;
            return false;
        }
        return true;
    }

    private InputFormatException otherAtoms(LabelledFrame frame) {
        return error(
                "the atomic numbers " + Arrays.toString(frame.atomicNumbers()),
                Arrays.toString(atomicNumbers)
                        + " as in the first frame; all frames must have the same atoms in the same order, or others be"
                        + " left out with --skip-others");
    }

    private void check(LabelledFrame frame) throws InputFormatException {
        if (frame.forces() == null) {
            throw error(
                    "no forces",
                    "a column forces:R:3 in Properties, or one of the names "
                            + String.join(", ", ExtendedXyzReader.FORCES)
                            + (reader.columns().isEmpty()
                                    ? "; the comment names no columns"
                                    : "; the columns are " + String.join(", ", reader.columns())));
        }
        if (frames == 0) {
            atomicNumbers = frame.atomicNumbers();
            potential = word();
            units = reader.units();
            hasEnergies = frame.energy().isPresent();
        } else if (!Arrays.equals(atomicNumbers, frame.atomicNumbers())) {
            throw otherAtoms(frame);
        } else if (hasEnergies != frame.energy().isPresent()) {
            throw error(hasEnergies ? "no energy" : "an energy", "energies in all frames or in none");
        } else if (!reader.units().units().equals(units.units())) {
            throw error(
                    "units " + reader.units().units().label(),
                    units.units().label() + " as in the first frame; give all frames the same units");
        } else if (!Objects.equals(potential, word())) {
            potential = null;
        }
    }

    /** Other programs may keep a number under this key. */
    private String word() {
        return reader.text(POTENTIAL)
                .filter(word -> word.chars().anyMatch(Character::isLetter) && !word.matches("[-+.\\d]+[eE][-+\\d]+"))
                .orElse(null);
    }

    private InputFormatException error(String found, String expected) {
        return new InputFormatException(
                reader.source(), reader.place() + " (frame " + (frames + 1) + ")", found, expected);
    }

    private void add(LabelledFrame frame) throws InputFormatException {
        int stride = frame.positions().length;
        int from = stride * frames;
        positions = withRoom(positions, from, stride);
        forces = withRoom(forces, from, stride);
        energies = withRoom(energies, frames, 1);
        System.arraycopy(frame.positions(), 0, positions, from, stride);
        System.arraycopy(frame.forces(), 0, forces, from, stride);
        energies[frames++] = frame.energy().orElse(0);
        data.add(withoutPotential(reader.data()));
    }

    /** Which stands in the frames as a whole. */
    private RecordData withoutPotential(RecordData found) {
        if (!found.fields().containsKey(POTENTIAL) || potential == null) {
            return found;
        }
        Map<String, String> fields = new LinkedHashMap<>(found.fields());
        fields.remove(POTENTIAL);
        return new RecordData(found.title(), fields);
    }

    private double[] withRoom(double[] values, int used, int more) throws InputFormatException {
        long needed = (long) used + more;
        if (needed <= values.length) {
            return values;
        }
        long capacity = Math.min(Math.max(needed, values.length + (values.length >> 1)), Integer.MAX_VALUE - 8);
        // Both arrays are there while one is copied to a larger one.
        long bytes = Double.BYTES * (capacity + 2L * values.length);
        if (needed > capacity || bytes > Runtime.getRuntime().maxMemory()) {
            throw error("more frames than fit in memory", "fewer of them, or more memory for Java with -Xmx");
        }
        return Arrays.copyOf(values, (int) capacity);
    }
}
