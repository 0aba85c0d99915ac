package io.github.cdkdrift.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.TestStructures;
import io.github.cdkdrift.density.ConformerDensity;
import io.github.cdkdrift.dynamics.Convergence;
import io.github.cdkdrift.dynamics.LangevinRun;
import io.github.cdkdrift.dynamics.LangevinSampler;
import io.github.cdkdrift.dynamics.LangevinSettings;
import io.github.cdkdrift.dynamics.Proposals;
import io.github.cdkdrift.dynamics.StageListener;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.potential.Potential;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Moves across barriers of 15 kcal/mol, which dynamics at 300 K never crosses, against populations by quadrature. */
@Tag("slow")
class GlobalMovesTest {
    private static final Potential WELLS = new FourWells();
    private static final int[] ELEMENTS = {8, 8, 8, 1, 1};
    private static final LangevinSettings DYNAMICS =
            LangevinSettings.at(FourWells.TEMPERATURE).withWalkers(64).withTimeStep(0.5);
    private static MolecularGraph graph;
    private static ConformerDensity density;

    @BeforeAll
    static void fit() throws Exception {
        graph = TestStructures.graph("OOO");
        LangevinRun run = LangevinSampler.of(WELLS, ELEMENTS, DYNAMICS.withSteps(2000, 200, 20))
                .run(inAllWells(), geometry -> true);
        double[] positions = run.samples().stream()
                .flatMapToDouble(sample -> Arrays.stream(sample.positions()))
                .toArray();
        density = ConformerDensity.fit(graph, positions);
    }

    private static List<double[]> starts() {
        List<double[]> starts = new ArrayList<>();
        for (int state = 0; state < 16; state++) {
            starts.add(FourWells.geometry((0.5 + state / 4) * Math.PI / 2, (0.5 + state % 4) * Math.PI / 2));
        }
        return starts;
    }

    private static double[] inAllWells() {
        return starts().stream().flatMapToDouble(Arrays::stream).toArray();
    }

    @Test
    void thePotentialsForcesAreItsSlopes() {
        double[] positions = FourWells.geometry(0.4, 2.1);
        Random random = new Random(1);
        for (int i = 0; i < positions.length; i++) {
            positions[i] += 0.05 * random.nextGaussian();
        }
        double[] forces = new double[15];
        WELLS.evaluate(positions, 1, new double[1], forces);
        for (int i = 0; i < 15; i++) {
            double[] up = new double[1];
            double[] down = new double[1];
            positions[i] += 1e-5;
            WELLS.evaluate(positions, 1, up, new double[15]);
            positions[i] -= 2e-5;
            WELLS.evaluate(positions, 1, down, new double[15]);
            positions[i] += 1e-5;
            assertThat(forces[i]).isCloseTo((down[0] - up[0]) / 2e-5, within(1e-4));
        }
    }

    @Test
    void theDensityTellsTheSixteenStates() {
        assertThat(density.states()).isEqualTo(16);
        assertThat(density.blocks()).isEqualTo(2);
    }

    @Test
    void dynamicsAloneCrossesNoBarrier() {
        LangevinRun run = LangevinSampler.of(WELLS, ELEMENTS, DYNAMICS.withSteps(2000, 0, 2000))
                .run(inAllWells(), geometry -> true);

        for (int walker = 0; walker < 64; walker++) {
            assertThat(FourWells.state(run.samples(walker).get(0).positions())).isEqualTo(walker % 16);
        }
    }

    @Test
    void drawsOfTheWholeMoleculeGiveEveryStateItsPopulation() {
        assertPopulations(new DensityMoves(density, 64).whole(), 0.05);
    }

    @Test
    void drawsOfOneBlockGiveEveryStateItsPopulation() {
        assertPopulations(new DensityMoves(density, 64).block(), 0.1);
    }

    private static void assertPopulations(Proposals proposals, double acceptance) {
        LangevinRun run = LangevinSampler.of(
                        WELLS, ELEMENTS, DYNAMICS.withSteps(12_000, 1000, 10).withSeed(7))
                .withProposals(proposals, 2)
                .run(inAllWells(), geometry -> true);

        assertThat(run.jumpAcceptance()).isGreaterThan(acceptance);
        double[] expected = FourWells.populations();
        for (int state = 0; state < 16; state++) {
            int here = state;
            Convergence share = run.convergence(sample -> FourWells.state(sample.positions()) == here ? 1 : 0);
            assertThat(share.standardError()).isLessThan(0.01);
            assertThat(share.mean()).isCloseTo(expected[state], within(4 * share.standardError() + 1e-4));
        }
    }

    private static final class Watch implements StageListener {
        private final List<String> stages = new ArrayList<>();
        private final List<Double> parts = new ArrayList<>();
        private final Set<String> notes = new HashSet<>();

        @Override
        public void onStage(String stage) {
            stages.add(stage);
        }

        @Override
        public void onPart(double part, String note) {
            parts.add(part);
            notes.add(note);
        }
    }

    @Test
    void theSamplerFindsThePopulationsFromUnevenStartsAndSaysThatItConverged() {
        // Eight walkers of nine begin in one well.
        List<double[]> starts = new ArrayList<>(starts());
        for (int i = 0; i < 128; i++) {
            starts.add(0, starts().get(3));
        }
        Watch watch = new Watch();
        SampledEnsemble ensemble = EnsembleSampler.sample(
                WELLS,
                graph,
                starts.subList(112, 144),
                FourWells.TEMPERATURE,
                EnsembleSettings.defaults(),
                geometry -> true,
                1,
                watch);

        assertThat(ensemble.converged()).isTrue();
        assertThat(watch.stages).hasSize(2);
        assertThat(watch.parts).hasSizeGreaterThan(100).allMatch(part -> part > 0 && part <= 1);
        assertThat(watch.parts.get(watch.parts.size() - 1)).isGreaterThan(0.5);
        assertThat(watch.notes).anyMatch(note -> note.matches("split-R-hat 1\\.\\d{3}, [\\d,]+ effective samples"));
        assertThat(ensemble.mixing().effectiveSamples()).isGreaterThan(2000);
        double[] expected = FourWells.populations();
        for (int state = 0; state < 16; state++) {
            int here = state;
            double share = ensemble.samples().stream()
                    .mapToDouble(sample -> FourWells.state(sample.positions()) == here ? 1 : 0)
                    .average()
                    .orElseThrow();
            double error = Math.sqrt(expected[state] / ensemble.mixing().effectiveSamples());
            assertThat(share).isCloseTo(expected[state], within(4 * error));
        }
    }
}
