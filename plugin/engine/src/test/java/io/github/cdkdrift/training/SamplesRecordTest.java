package io.github.cdkdrift.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cdkdrift.TestFrames;
import io.github.cdkdrift.archive.NpyVector;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.io.InputFormatException;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.SymmetryOperation;
import io.github.cdkdrift.positives.EquilibriumReport;
import io.github.cdkdrift.positives.Positives;
import io.github.cdkdrift.potential.FitSettings;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.potential.PotentialFit;
import io.github.cdkdrift.potential.TorsionBias;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class SamplesRecordTest {
    private static final int FORMAT = 5;
    private static final Path FILE = Path.of("run.checkpoint");
    private static final ForceFrames FRAMES = TestFrames.ethanol().first(40);
    private static final MolecularGraph GRAPH = TestFrames.graph(FRAMES);

    /** Samples of a fitted potential whose torsions were corrected, which no model file holds. */
    private static Positives samples() {
        List<SymmetryOperation> operations = GRAPH.symmetryOperations(FRAMES.positions(0), 48);
        int[][] permutations = operations.stream()
                .map(SymmetryOperation::permutation)
                .distinct()
                .toArray(int[][]::new);
        FitSettings settings = FitSettings.defaults().withFrames(20).withWidths(List.of(20.0));
        Potential fit = PotentialFit.of(FRAMES, permutations, settings).potential();
        DoubleUnaryOperator energy = degrees -> 0.7 * Math.cos(3 * Math.toRadians(degrees) + 0.1);
        List<int[]> rotors = GRAPH.rotors();
        Potential sampled = TorsionBias.of(fit, rotors, Collections.nCopies(rotors.size(), energy), operations);
        EquilibriumReport report =
                new EquilibriumReport(500, "fit", 20, 0.05, 40, 0, 0.4, 0, 1.002, 35.0, 0.1, true, 0.01, null);
        double[] positions = Positives.of(FRAMES).positions();
        double[] energies = new double[FRAMES.size()];
        sampled.evaluate(positions, energies.length, energies, new double[positions.length]);
        return new Positives(positions, energies, fit, sampled, report, 4);
    }

    private static Map<String, byte[]> entries() throws IOException {
        Map<String, byte[]> entries = new HashMap<>();
        SamplesRecord.put(samples(), entries, FORMAT);
        return entries;
    }

    private static Positives read(Map<String, byte[]> entries) throws IOException, InputFormatException {
        return SamplesRecord.read(FILE, entries, FORMAT, GRAPH, FRAMES.positions(0))
                .orElseThrow();
    }

    /** To the last bit: a run that goes on ends with the same bytes. */
    @Test
    void samplesAndTheirPotentialComeBackAsTheyWere() throws IOException, InputFormatException {
        Positives before = samples();
        Positives after = read(entries());
        assertThat(after.positions()).isEqualTo(before.positions());
        assertThat(after.energies()).isEqualTo(before.energies());
        assertThat(after.report()).isEqualTo(before.report());
        assertThat(after.chains()).isEqualTo(4);
        assertThat(forces(after.sampled())).isEqualTo(forces(before.sampled()));
        assertThat(forces(after.potential())).isEqualTo(forces(before.potential()));
        assertThat(forces(after.potential())).isNotEqualTo(forces(after.sampled()));
    }

    private static double[] forces(Potential potential) {
        double[] positions = Positives.of(FRAMES).positions();
        double[] forces = new double[positions.length];
        potential.evaluate(positions, FRAMES.size(), new double[FRAMES.size()], forces);
        return forces;
    }

    @Test
    void framesThemselvesAreNotKeptTwice() throws IOException, InputFormatException {
        Map<String, byte[]> entries = new HashMap<>();
        SamplesRecord.put(Positives.of(FRAMES), entries, FORMAT);
        assertThat(entries).isEmpty();
        assertThat(SamplesRecord.read(FILE, entries, FORMAT, GRAPH, FRAMES.positions(0)))
                .isEmpty();
    }

    @Test
    void samplesOfAnotherMoleculeAreRefused() throws IOException {
        Map<String, byte[]> entries = entries();
        double[] shorter = Arrays.copyOf(samples().positions(), 40 * 24);
        entries.put("positions.npy", NpyVector.encode(shorter));
        assertThatThrownBy(() -> read(entries))
                .isInstanceOf(InputFormatException.class)
                .hasMessageContaining("run.checkpoint")
                .hasMessageContaining("40 energies and 960 coordinates")
                .hasMessageContaining("samples of 9 atoms");
    }

    @Test
    void samplesWithoutTheirPotentialAreRefused() throws IOException {
        Map<String, byte[]> entries = entries();
        entries.remove("potential.npz");
        assertThatThrownBy(() -> read(entries))
                .isInstanceOf(InputFormatException.class)
                .hasMessageContaining("found no potential");
    }
}
