package io.github.cdkdrift.positives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.TestStructures;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.labelling.StartGeometries;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.SymmetryOperation;
import io.github.cdkdrift.molecule.Torsion;
import io.github.cdkdrift.potential.Mmff94Potential;
import io.github.cdkdrift.potential.Potential;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EnergyCorrectionTest {
    private static final int[] BACKBONE = {0, 1, 2, 3};
    private static final int LABELS = 300;

    /** Labels whose energies have a further cosine of one torsion and noise: a potential without it gets it back. */
    @Test
    void whatEnergiesHaveAndForcesDoNotIsFound() throws Exception {
        MolecularGraph graph = TestStructures.graph("OCCO");
        List<double[]> starts = StartGeometries.of(graph, 32, 1);
        List<SymmetryOperation> operations = graph.symmetryOperations(starts.get(0), 48);
        Potential fit = Mmff94Potential.of(graph, Mmff94Potential.Variant.MMFF94);
        Random random = new Random(3);
        double[] positions = IntStream.range(0, LABELS)
                .mapToObj(i -> starts.get(i % starts.size()))
                .flatMapToDouble(Arrays::stream)
                .map(x -> x + 0.03 * random.nextGaussian())
                .toArray();
        int stride = 3 * graph.atoms();
        double[] energies = new double[LABELS];
        double[] forces = new double[positions.length];
        fit.evaluate(positions, LABELS, energies, forces);
        for (int i = 0; i < LABELS; i++) {
            energies[i] += missing(positions, i * stride, stride) + 0.3 * random.nextGaussian();
        }

        Potential corrected = EnergyCorrection.of(
                fit, ForceFrames.of(graph.atomicNumbers(), positions, forces, energies), graph, operations);

        double[] found = new double[LABELS];
        corrected.evaluate(positions, LABELS, found, new double[positions.length]);
        double[] plain = new double[LABELS];
        fit.evaluate(positions, LABELS, plain, new double[positions.length]);
        double trans = difference(found, plain, positions, stride, true);
        double gauche = difference(found, plain, positions, stride, false);
        // cos 180° less cos 60° or so, times 0.6.
        assertThat(trans - gauche).isCloseTo(-0.9, within(0.2));
    }

    private static double missing(double[] positions, int at, int stride) {
        return 0.6 * Math.cos(Torsion.radians(Arrays.copyOfRange(positions, at, at + stride), BACKBONE));
    }

    private static double difference(double[] found, double[] plain, double[] positions, int stride, boolean trans) {
        return IntStream.range(0, found.length)
                .filter(i -> trans
                        == Math.abs(Torsion.degrees(
                                        Arrays.copyOfRange(positions, i * stride, (i + 1) * stride), BACKBONE))
                                > 120)
                .mapToDouble(i -> found[i] - plain[i])
                .average()
                .orElseThrow();
    }

    @Test
    void labelsWithoutEnergiesChangeNothing() throws Exception {
        MolecularGraph graph = TestStructures.graph("OCCO");
        double[] start = StartGeometries.of(graph, 1, 1).get(0);
        Potential fit = Mmff94Potential.of(graph, Mmff94Potential.Variant.MMFF94);
        ForceFrames frames = ForceFrames.of(graph.atomicNumbers(), start, new double[start.length], null);

        assertThat(EnergyCorrection.of(fit, frames, graph, List.of())).isSameAs(fit);
    }
}
