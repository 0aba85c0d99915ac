package io.github.cdkdrift.positives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.TestFrames;
import io.github.cdkdrift.TestStructures;
import io.github.cdkdrift.dynamics.LangevinRun;
import io.github.cdkdrift.dynamics.LangevinSampler;
import io.github.cdkdrift.dynamics.LangevinSettings;
import io.github.cdkdrift.dynamics.StageListener;
import io.github.cdkdrift.dynamics.Tempering;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.labelling.StartGeometries;
import io.github.cdkdrift.molecule.MolecularGraph;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
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

    private static MolecularGraph graph;
    private static Potential better;
    private static List<double[]> starts;
    private static double expected;

    @BeforeAll
    static void sample() throws Exception {
        graph = TestStructures.graph("ClCCCl");
        better = Mmff94Potential.of(graph, Mmff94Potential.Variant.MMFF94, Dielectric.of(3));
        starts = StartGeometries.of(graph, 20, 1);
        expected = share(sampled(better, 4));
    }

    private static Positives sampled(Potential potential, long seed) {
        return EquilibriumSampling.of(potential, graph, starts, KELVIN, SETTINGS, seed, StageListener.NONE);
    }

    private static Positives sampled(ForceFrames frames) {
        return EquilibriumSampling.of(
                frames,
                graph,
                graph.symmetryOperations(frames.positions(0), 100),
                KELVIN,
                SETTINGS,
                3,
                StageListener.NONE);
    }

    private static double[] start(boolean trans) {
        return starts.stream()
                .filter(geometry -> isTrans(geometry) == trans)
                .findFirst()
                .orElseThrow();
    }

    /** Frames that stay where they begin have shares that mean nothing. */
    @Test
    void framesOfBothRotamersGiveTheirShares() {
        ForceFrames both = frames(Stream.of(true, true, true, false)
                .flatMapToDouble(trans -> Arrays.stream(start(trans)))
                .toArray());
        Positives found = sampled(both);
        assertThat(share(found)).isCloseTo(expected, within(0.05));
        assertThat(found.report().converged()).isTrue();
        assertThat(found.report().unvisited()).isLessThan(0.02);
        assertThat(found.report().extrapolated()).isLessThan(0.05);
        assertThat(found.report().width()).isGreaterThan(0.25);
    }

    /** Of a rotamer that no frame visits more is known than by the force field alone, and the report says that it was not visited. */
    @Test
    void aRotamerThatNoFrameVisitsIsSampledWithAWarning() throws Exception {
        ForceFrames frames = frames(start(true));
        assertThat(IntStream.range(0, frames.size()).mapToObj(frames::positions))
                .allMatch(CorrectedSamplingTest::isTrans);
        Positives found = sampled(frames);
        double ofForceField = share(sampled(Mmff94Potential.of(graph, Mmff94Potential.Variant.MMFF94), 5));

        assertThat(Math.abs(ofForceField - expected)).isGreaterThan(0.1);
        assertThat(Math.abs(share(found) - expected)).isLessThan(0.97 * Math.abs(ofForceField - expected));
        assertThat(found.report().labels()).isEqualTo(200);
        assertThat(found.report().converged()).isTrue();
        assertThat(found.report().unvisited()).isGreaterThan(0.02);
        assertThat(found.report().extrapolated()).isGreaterThan(0.05);
    }

    /** A strong hydrogen bond is left by no equilibrium frame, and so by no sample: what a kernel makes of the frames' forces must not reach the rotamers without. */
    @Test
    void rotamersThatEquilibriumFramesNeverVisitAreNotMadeUp() throws Exception {
        ForceFrames frames = TestFrames.enolXtb();
        MolecularGraph enol = TestStructures.graph("O/C=C\\C=O");
        Positives found = EquilibriumSampling.of(
                frames, enol, enol.symmetryOperations(frames.positions(0), 10), 270, SETTINGS, 3, StageListener.NONE);
        assertThat(found.report().width()).isBetween(0.1, 0.25);
        assertThat(found.geometries().stream()
                        .filter(geometry -> enol.rotors().stream()
                                .anyMatch(rotor -> Math.abs(Torsion.degrees(geometry, rotor)) > 90))
                        .count())
                .isZero();
    }

    private static ForceFrames frames(double[] from) {
        LangevinRun run = LangevinSampler.of(
                        better,
                        graph.atomicNumbers(),
                        LangevinSettings.at(KELVIN)
                                .withTimeStep(1)
                                .withWalkers(4)
                                .withSteps(1000, 200, 20)
                                .withSeed(1))
                .run(from, geometry -> true);
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
