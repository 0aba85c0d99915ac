package io.github.cdkdrift.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cdkdrift.TestStructures;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.io.InputFormatException;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.potential.CorrectedForceField;
import io.github.cdkdrift.potential.CorrectionFit;
import io.github.cdkdrift.potential.Mmff94Potential;
import io.github.cdkdrift.potential.Potential;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** MMFF94 of methanol corrected by 20 labels that are a quarter larger, with a kernel. */
class PotentialRecordTest {
    private static final Path FILE = Path.of("a.drift");
    private static final double[] METHANOL = {
        -0.36, -0.01, 0.00, 0.90, -0.05, 0.00, -0.70, 1.02, 0.00, -0.75, -0.52, 0.88, -0.75, -0.52, -0.88, 1.22, 0.85,
        0.00
    };
    private static final int LABELS = 20;

    private static MolecularGraph graph;
    private static CorrectedForceField corrected;
    private static double[] positions;

    @BeforeAll
    static void fit() throws Exception {
        graph = TestStructures.graph("CO");
        positions = new double[LABELS * METHANOL.length];
        Random random = new Random(1);
        for (int i = 0; i < positions.length; i++) {
            positions[i] = METHANOL[i % METHANOL.length] + 0.05 * random.nextGaussian();
        }
        double[] energies = new double[LABELS];
        double[] forces = new double[positions.length];
        Mmff94Potential forceField = Mmff94Potential.of(graph, Mmff94Potential.Variant.MMFF94);
        forceField.evaluate(positions, LABELS, energies, forces);
        Arrays.setAll(energies, i -> 1.25 * energies[i]);
        Arrays.setAll(forces, i -> 1.25 * forces[i]);
        corrected = CorrectionFit.of(
                        forceField,
                        graph,
                        ForceFrames.of(graph.atomicNumbers(), positions, forces, energies),
                        List.of())
                .potential();
    }

    private static Map<String, byte[]> entries() throws Exception {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        PotentialRecord.put(corrected, entries);
        return entries;
    }

    private static Potential read(Map<String, byte[]> entries) throws Exception {
        return PotentialRecord.of(corrected).read(FILE, entries, "model.json", "molecule", graph, METHANOL);
    }

    private static double[] energies(Potential potential) {
        double[] energies = new double[LABELS];
        potential.evaluate(positions, LABELS, energies, new double[positions.length]);
        return energies;
    }

    @Test
    void aCorrectionWithAKernelIsTheSameAgain() throws Exception {
        assertThat(corrected.parts().set()).isEqualTo(2);
        assertThat(corrected.parts().kernelFunctions()).isNotEmpty();
        CorrectedForceField again = (CorrectedForceField) read(entries());
        assertThat(energies(again)).containsExactly(energies(corrected));
        double[][] shifts = corrected.energyShifts(positions, LABELS);
        assertThat(shifts[0][0]).isNotZero();
        assertThat(again.energyShifts(positions, LABELS)).isEqualTo(shifts);
    }

    @Test
    void aKernelThatIsNotWholeIsRefused() throws Exception {
        String json = new String(entries().get("correction.json"), StandardCharsets.UTF_8);
        String[][] changes = {
            {"\"kernelFunctions\"", "\"kernelFunctiones\""},
            {"\"set\": 2", "\"set\": 1"},
            {"\"kernelGeometries\": [", "\"kernelGeometries\": [ 0.1,"},
            {"\"coefficients\": [", "\"coefficients\": [ 0.1,"},
            {"\"kernelFunctions\": [", "\"kernelFunctions\": [ 0, 99999,"},
        };
        for (String[] change : changes) {
            assertThat(json).contains(change[0]);
            Map<String, byte[]> changed = entries();
            changed.put("correction.json", json.replace(change[0], change[1]).getBytes(StandardCharsets.UTF_8));
            assertThatThrownBy(() -> read(changed)).as(change[1]).isInstanceOf(InputFormatException.class);
        }
    }
}
