package io.github.cdkdrift.positives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.TestStructures;
import io.github.cdkdrift.dynamics.LangevinRun;
import io.github.cdkdrift.dynamics.LangevinSampler;
import io.github.cdkdrift.dynamics.LangevinSettings;
import io.github.cdkdrift.dynamics.StageListener;
import io.github.cdkdrift.dynamics.Tempering;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.labelling.StartGeometries;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.SymmetryOperation;
import io.github.cdkdrift.molecule.Torsion;
import io.github.cdkdrift.potential.Dielectric;
import io.github.cdkdrift.potential.FitPrior;
import io.github.cdkdrift.potential.FitSettings;
import io.github.cdkdrift.potential.Mmff94Potential;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.sampler.EnsembleSettings;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Frames of one rotamer of 1,2-dichloroethane, by a force field whose charges are weaker than those of the one that is corrected. */
@Tag("slow")
class CorrectedSamplingTest {
    private static final int[] TORSION = {0, 1, 2, 3};
    private static final double KELVIN = 400;
    private static final EquilibriumSettings SETTINGS = new EquilibriumSettings(
                    FitSettings.defaults().withFrames(60).withPrior(FitPrior.MMFF94),
                    64,
                    1,
                    10,
                    100,
                    100,
                    10,
                    10,
                    Tempering.NONE)
            .withEnsemble(EnsembleSettings.defaults().withLimits(1000, 2000));

    @Test
    void aRotamerThatNoFrameVisitsGetsItsShare() throws Exception {
        MolecularGraph graph = TestStructures.graph("ClCCCl");
        Potential better = Mmff94Potential.of(graph, Mmff94Potential.Variant.MMFF94, Dielectric.of(3));
        List<double[]> starts = StartGeometries.of(graph, 20, 1);
        double[] trans = starts.stream()
                .filter(CorrectedSamplingTest::isTrans)
                .findFirst()
                .orElseThrow();
        ForceFrames frames = frames(better, graph, trans);
        assertThat(IntStream.range(0, frames.size()).mapToObj(frames::positions))
                .allMatch(CorrectedSamplingTest::isTrans);
        List<SymmetryOperation> operations = graph.symmetryOperations(trans, 100);

        Positives found = EquilibriumSampling.of(frames, graph, operations, KELVIN, SETTINGS, 3, StageListener.NONE);
        Positives wanted = EquilibriumSampling.of(better, graph, starts, KELVIN, SETTINGS, 4, StageListener.NONE);
        Positives uncorrected = EquilibriumSampling.of(
                Mmff94Potential.of(graph, Mmff94Potential.Variant.MMFF94),
                graph,
                starts,
                KELVIN,
                SETTINGS,
                5,
                StageListener.NONE);

        double expected = share(wanted);
        assertThat(Math.abs(share(uncorrected) - expected)).isGreaterThan(0.1);
        assertThat(share(found)).isCloseTo(expected, within(0.06));
        assertThat(found.report().labels()).isEqualTo(200);
        assertThat(found.report().converged()).isTrue();
        assertThat(found.report().unvisited()).isGreaterThan(0.02);
    }

    private static ForceFrames frames(Potential better, MolecularGraph graph, double[] trans) {
        LangevinRun run = LangevinSampler.of(
                        better,
                        graph.atomicNumbers(),
                        LangevinSettings.at(KELVIN)
                                .withTimeStep(1)
                                .withWalkers(4)
                                .withSteps(1000, 200, 20)
                                .withSeed(1))
                .run(trans, CorrectedSamplingTest::isTrans);
        double[] positions = run.samples().stream()
                .flatMapToDouble(sample -> Arrays.stream(sample.positions()))
                .toArray();
        int count = run.samples().size();
        double[] energies = new double[count];
        double[] forces = new double[positions.length];
        better.evaluate(positions, count, energies, forces);
        return ForceFrames.of(graph.atomicNumbers(), positions, forces, energies);
    }

    private static boolean isTrans(double[] geometry) {
        return Math.abs(Torsion.degrees(geometry, TORSION)) > 120;
    }

    private static double share(Positives positives) {
        return positives.geometries().stream()
                        .filter(CorrectedSamplingTest::isTrans)
                        .count()
                / (double) positives.energies().length;
    }
}
