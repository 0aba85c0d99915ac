package io.github.cdkdrift.cli;

import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.frames.FrameReading;
import io.github.cdkdrift.io.ForceUnits;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.SymmetryOperation;
import io.github.cdkdrift.rotamer.TorqueReweighting;
import io.github.cdkdrift.rotamer.TorqueSettings;
import io.github.cdkdrift.viewer.report.TorsionProfile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openscience.cdk.exception.CDKException;

/** The free energy of each torsion alone, from the torques on frames, for the page. */
final class TorqueProfiles {
    private static final int BINS = 72;
    private static final int LEAST_FRAMES = 10;
    private static final int MOST_OPERATIONS = 48;
    private static final int MOST_TORSIONS = 12;

    private TorqueProfiles() {}

    /** None where the file has no forces. */
    static List<TorsionProfile> of(
            Path frames, Optional<ForceUnits> units, MolecularGraph graph, OptionalDouble temperature)
            throws IOException {
        try {
            return of(ForceFrames.read(frames, new FrameReading(units, false)), graph, temperature);
        } catch (CDKException withoutForces) {
            return List.of();
        }
    }

    /** None where the temperature is not known. */
    static List<TorsionProfile> of(ForceFrames frames, MolecularGraph graph, OptionalDouble temperature) {
        if (temperature.isEmpty() || frames.size() < LEAST_FRAMES) {
            return List.of();
        }
        List<SymmetryOperation> symmetry = graph.symmetryOperations(frames.positions(0), MOST_OPERATIONS);
        return graph.rotors().stream()
                .limit(MOST_TORSIONS)
                .map(rotor -> profile(frames, graph, rotor, symmetry, temperature.getAsDouble()))
                .toList();
    }

    private static TorsionProfile profile(
            ForceFrames frames, MolecularGraph graph, int[] rotor, List<SymmetryOperation> symmetry, double kelvin) {
        TorqueReweighting torques =
                TorqueReweighting.of(frames, graph, List.of(rotor), symmetry, TorqueSettings.defaults());
        String name = Arrays.stream(rotor)
                .mapToObj(atom -> graph.symbol(atom) + (atom + 1))
                .collect(Collectors.joining("-"));
        List<Double> curve = IntStream.range(0, BINS)
                .mapToObj(bin -> torques.freeEnergy(-180 + (bin + 0.5) * 360 / BINS))
                .toList();
        double[][] wholeCircle = {{-180}};
        return new TorsionProfile(
                name, curve, torques.populations(kelvin, wholeCircle).extrapolatedShare());
    }
}
