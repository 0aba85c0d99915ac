package io.github.cdkdrift.labelling;

import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.io.InputFormatException;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.potential.ForwardingPotential;
import io.github.cdkdrift.potential.Potential;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.DoubleBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openscience.cdk.config.Elements;
import org.openscience.cdk.exception.CDKException;

/**
 * An expensive potential whose answers stay in a file of labelled frames, which other programs and trainings can use: extended XYZ or npz. The file is whole
 * after every batch. A geometry whose answer is in it already is not asked for again: the same work with the same seed goes on
 * after an interruption without paying twice. One thread, and one program, at a time.
 */
public final class KeptLabels implements ForwardingPotential {
    /** Of the sum of the covalent radii: no bond is as long, however warm. */
    private static final double LONGEST_BOND = 1.5;

    /** Å. */
    private static final double LARGEST_RADIUS = 2;

    private final Potential expensive;
    private final int[] atomicNumbers;
    private final Path file;
    /** By their positions. */
    private final Map<DoubleBuffer, Label> labels = new LinkedHashMap<>();

    private record Label(double[] positions, double energy, double[] forces) {}

    private KeptLabels(Potential expensive, int[] atomicNumbers, Path file) {
        this.expensive = expensive;
        this.atomicNumbers = atomicNumbers;
        this.file = file;
    }

    /**
     * Opens a file, or begins one with the first answer.
     *
     * @param expensive the potential, which the caller closes
     * @param file its name ends with .extxyz, .xyz, both also with .gz, or .npz
     * @throws CDKException if the file is damaged, or has frames of other atoms, of another or no stated potential or without energies
     * @throws IOException if the file cannot be read
     */
    public static KeptLabels open(Potential expensive, MolecularGraph graph, Path file)
            throws IOException, CDKException {
        KeptLabels kept = new KeptLabels(expensive, graph.atomicNumbers(), file);
        if (Files.exists(file)) {
            ForceFrames frames = ForceFrames.read(file);
            kept.read(frames);
            kept.requireBonds(graph, frames.positions(0));
        }
        return kept;
    }

    private void read(ForceFrames frames) throws InputFormatException {
        if (!Arrays.equals(frames.atomicNumbers(), atomicNumbers)) {
            throw error(
                    "labels of the atomic numbers " + Arrays.toString(frames.atomicNumbers()),
                    Arrays.toString(atomicNumbers)
                            + ", as the molecule has; {} in the name gives each molecule a file");
        }
        // Frames of no stated potential are somebody's own, which would be taken for labels and written anew.
        String stated = frames.potential().orElse("a potential that the file does not name");
        if (!stated.equals(expensive.name())) {
            throw error("labels of " + stated, "those of " + expensive.name());
        }
        if (!frames.hasEnergies()) {
            throw error("forces without energies", "both");
        }
        for (int i = 0; i < frames.size(); i++) {
            keep(frames.positions(i), frames.energy(i).orElseThrow(), frames.forces(i));
        }
    }

    /** Another molecule may have the same atoms. */
    private void requireBonds(MolecularGraph graph, double[] geometry) throws InputFormatException {
        for (int[] bond : graph.bonds()) {
            double squares = 0;
            for (int axis = 0; axis < 3; axis++) {
                double apart = geometry[3 * bond[0] + axis] - geometry[3 * bond[1] + axis];
                squares += apart * apart;
            }
            if (Math.sqrt(squares) > LONGEST_BOND * (radius(bond[0]) + radius(bond[1]))) {
                throw error(
                        String.format(
                                Locale.ROOT,
                                "atoms %d and %d of the first frame %.2f Å apart (atoms count from 1)",
                                bond[0] + 1,
                                bond[1] + 1,
                                Math.sqrt(squares)),
                        "a bond, as the molecule has; {} in the name gives each molecule a file");
            }
        }
    }

    private double radius(int atom) {
        Double radius = Elements.ofNumber(atomicNumbers[atom]).covalentRadius();
        return radius == null ? LARGEST_RADIUS : radius;
    }

    private InputFormatException error(String found, String expected) {
        return new InputFormatException(
                file.toString(), "", found, expected + "; take another file, or delete this one to begin anew");
    }

    private void keep(double[] positions, double energy, double[] forces) {
        labels.put(DoubleBuffer.wrap(positions), new Label(positions, energy, forces));
    }

    /** How many labels there are by now. */
    public int size() {
        return labels.size();
    }

    @Override
    public Potential potential() {
        return expensive;
    }

    /**
     * {@inheritDoc}
     *
     * @throws UncheckedIOException if the labels cannot be written
     */
    @Override
    public void evaluate(double[] positions, int frames, double[] energies, double[] forces) {
        int stride = 3 * atoms();
        List<double[]> unknown = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            double[] geometry = Arrays.copyOfRange(positions, i * stride, (i + 1) * stride);
            if (!labels.containsKey(DoubleBuffer.wrap(geometry))) {
                unknown.add(geometry);
            }
        }
        Map<DoubleBuffer, Label> failed = unknown.isEmpty() ? Map.of() : ask(unknown);
        for (int i = 0; i < frames; i++) {
            DoubleBuffer key = DoubleBuffer.wrap(positions, i * stride, stride);
            Label label = labels.getOrDefault(key, failed.get(key));
            energies[i] = label.energy;
            System.arraycopy(label.forces, 0, forces, i * stride, stride);
        }
    }

    /** @return those that the potential could not do, which no file keeps */
    private Map<DoubleBuffer, Label> ask(List<double[]> geometries) {
        int stride = 3 * atoms();
        double[] energies = new double[geometries.size()];
        double[] forces = new double[stride * energies.length];
        expensive.evaluate(
                geometries.stream().flatMapToDouble(Arrays::stream).toArray(), energies.length, energies, forces);
        Map<DoubleBuffer, Label> failed = new LinkedHashMap<>();
        for (int i = 0; i < energies.length; i++) {
            double[] geometry = geometries.get(i);
            double[] force = Arrays.copyOfRange(forces, i * stride, (i + 1) * stride);
            if (Double.isFinite(energies[i]) && Arrays.stream(force).allMatch(Double::isFinite)) {
                keep(geometry, energies[i], force);
            } else {
                failed.put(DoubleBuffer.wrap(geometry), new Label(geometry, energies[i], force));
            }
        }
        if (failed.size() < energies.length) {
            write();
        }
        return failed;
    }

    private void write() {
        Collection<Label> all = labels.values();
        try {
            ForceFrames.of(
                            atomicNumbers,
                            all.stream()
                                    .flatMapToDouble(label -> Arrays.stream(label.positions))
                                    .toArray(),
                            all.stream()
                                    .flatMapToDouble(label -> Arrays.stream(label.forces))
                                    .toArray(),
                            all.stream().mapToDouble(Label::energy).toArray())
                    .withPotential(expensive.name())
                    .write(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the labels could not be kept: " + e.getMessage(), e);
        } catch (CDKException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Does nothing: whoever made the potential closes it. */
    @Override
    public void close() {}
}
