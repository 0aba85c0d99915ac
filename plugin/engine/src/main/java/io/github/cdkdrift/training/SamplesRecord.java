package io.github.cdkdrift.training;

import io.github.cdkdrift.archive.Manifest;
import io.github.cdkdrift.archive.NpyVector;
import io.github.cdkdrift.archive.PotentialRecord;
import io.github.cdkdrift.io.InputFormatException;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.positives.EquilibriumReport;
import io.github.cdkdrift.positives.Positives;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.potential.TorsionBias;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The samples that a run is trained on, and their potential, as its checkpoint keeps them: a run that goes on fits and samples nothing.
 *
 * @param report how they were made
 * @param chains independent chains that they come from
 * @param potential that gives conformers their energies
 * @param bias energies of torsions that it was sampled with; null for none
 */
record SamplesRecord(EquilibriumReport report, int chains, PotentialRecord potential, TorsionBias.Parts bias) {
    private static final String NAME = "samples.json";
    private static final String POSITIONS = "positions.npy";
    private static final String ENERGIES = "energies.npy";

    /** Adds the entries of samples; none where they are the frames themselves, or of a potential that no file can keep. */
    static void put(Positives samples, Map<String, byte[]> entries, int formatVersion) throws IOException {
        boolean known = samples.sampled() == samples.potential() || samples.sampled() instanceof TorsionBias;
        if (samples.sampled() == null || !known || !PotentialRecord.canHold(samples.potential())) {
            return;
        }
        SamplesRecord record = new SamplesRecord(
                samples.report(),
                samples.chains(),
                PotentialRecord.of(samples.potential()),
                samples.sampled() instanceof TorsionBias bias ? bias.parts() : null);
        entries.put(NAME, Manifest.encode(record, formatVersion));
        entries.put(POSITIONS, NpyVector.encode(samples.positions()));
        entries.put(ENERGIES, NpyVector.encode(samples.energies()));
        PotentialRecord.put(samples.potential(), entries);
    }

    /**
     * The samples; empty where there are none.
     *
     * @param graph the molecule, and geometry one of it, [atoms · 3] Å
     * @throws InputFormatException if they do not fit the molecule or each other
     */
    static Optional<Positives> read(
            Path file, Map<String, byte[]> entries, int formatVersion, MolecularGraph graph, double[] geometry)
            throws IOException, InputFormatException {
        if (!entries.containsKey(NAME)) {
            return Optional.empty();
        }
        SamplesRecord record = Manifest.decode(file, entries, NAME, SamplesRecord.class, formatVersion, formatVersion);
        double[] positions = Manifest.numbers(file, entries, POSITIONS);
        double[] energies = Manifest.numbers(file, entries, ENERGIES);
        if (record.report == null
                || record.potential == null
                || energies.length == 0
                || positions.length != energies.length * 3L * graph.atoms()) {
            throw misfit(
                    file,
                    energies.length + " energies and " + positions.length + " coordinates",
                    "those of samples of " + graph.atoms() + " atoms, with their report and potential");
        }
        Potential potential = record.potential.read(file, entries, NAME, NAME, graph, geometry);
        if (potential == null) {
            throw misfit(file, "no potential", "the one that was sampled");
        }
        try {
            if (potential.atoms() != graph.atoms()) {
                throw new IllegalArgumentException("a potential of " + potential.atoms() + " atoms");
            }
            Potential sampled = record.bias == null ? potential : TorsionBias.of(potential, record.bias);
            return Optional.of(new Positives(positions, energies, potential, sampled, record.report, record.chains));
        } catch (IllegalArgumentException e) {
            potential.close();
            throw misfit(file, e.getMessage(), "a potential of the molecule, which has " + graph.atoms() + " atoms");
        }
    }

    private static InputFormatException misfit(Path file, String found, String expected) {
        return new InputFormatException(file.toString(), "entry " + NAME, found, expected + "; begin anew");
    }
}
