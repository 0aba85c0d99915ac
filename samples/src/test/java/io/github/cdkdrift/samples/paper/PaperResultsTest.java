package io.github.cdkdrift.samples.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.drift.MetricCorrection;
import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.evaluation.Metric;
import io.github.cdkdrift.evaluation.Metrics;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.training.DensityPlan;
import io.github.cdkdrift.training.Space;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PaperResultsTest {
    @TempDir
    private Path folder;

    private static PaperRun run(PaperRow row, long seed, double tvd) {
        Metrics metrics = new Metrics(Map.of(Metric.TVD, tvd), Map.of(), Map.of(), Map.of());
        return new PaperRun(
                row.title(),
                seed,
                metrics,
                List.of(1.0, 2.0, 3.0, 4.0, 5.0),
                0.3,
                10.0,
                15.0,
                0.5,
                20_000,
                "here",
                "this");
    }

    @Test
    void aRunReplacesTheSameRowAndSeedAndKeepsAllOthers() throws Exception {
        Path file = folder.resolve("table.json");
        PaperResults.read(file)
                .with(run(PaperRow.TRANSPORT, 0, 0.5))
                .with(run(PaperRow.TRANSPORT, 1, 0.25))
                .with(run(PaperRow.DISTANCE_FI, 0, 0.75))
                .write(file);

        PaperResults.read(file).with(run(PaperRow.TRANSPORT, 1, 0.125)).write(file);

        assertThat(PaperResults.read(file).runs())
                .containsExactly(
                        run(PaperRow.DISTANCE_FI, 0, 0.75),
                        run(PaperRow.TRANSPORT, 0, 0.5),
                        run(PaperRow.TRANSPORT, 1, 0.125));
    }

    /** Rows that the paper does not have stand among the others by what they are compared in; the metric is corrected where a row says so. */
    @Test
    void rowsKnowTheirSpaceAndTheirMetric() {
        assertThat(PaperRow.DENSITY.space()).isNull();
        assertThat(PaperRow.RESAMPLE.space()).isNull();
        assertThat(PaperRow.DENSITY.settings(500, 0).plan()).isInstanceOf(DensityPlan.class);
        assertThat(PaperRow.VOLUME_DISTANCE_FI.space()).isEqualTo(Space.DISTANCE);
        assertThat(PaperRow.VOLUME_DISTANCE_FI.settings(500, 0).drift().metric())
                .isEqualTo(MetricCorrection.VOLUME);
        assertThat(PaperRow.DISTANCE_FI.settings(500, 0).drift().metric()).isEqualTo(MetricCorrection.NONE);
    }

    @Test
    void runsOfOlderFilesTakeTheFilesCommandAndConditions() throws Exception {
        Path file = folder.resolve("table.json");
        Files.writeString(
                file,
                """
                {"command": "old command", "conditions": "old conditions", "runs": [{"row": "FI, distances", "paper": [0.17], "seed": 2,
                "metrics": {"values": {"tvd": 0.5}, "typeTvd": {}, "pairTvd": {}, "torsionJsd": {}},
                "trainingSeconds": 80, "secondsPerThousandSamples": 0.1}], "trainingFrames": {"values": {}}}
                """);

        PaperRun run = PaperResults.read(file).of(PaperRow.DISTANCE_FI).get(0);

        assertThat(run.command()).isEqualTo("old command");
        assertThat(run.conditions()).isEqualTo("old conditions");
        assertThat(run.samples()).isEqualTo(PaperResults.SAMPLES);
        assertThat(run.energyQuantiles()).isNull();
    }

    @Test
    void dynamicsGetsTheWorkOfTrainingAndOfDrawing() {
        PaperResults results = new PaperResults(null, null, List.of(run(PaperRow.TRANSPORT, 0, 0.5)), List.of());

        // 15 processor seconds of training, and 20 thousands of samples at 0.5 s each.
        assertThat(results.processorSeconds(PaperRow.TRANSPORT)).hasValue(25.0);
    }

    @Test
    void judgesTheReferenceItselfAsItIs() throws Exception {
        ForceFrames training = PaperData.XTB_ETHANOL.training();
        ForceFrames reference = PaperData.XTB_ETHANOL.reference().every(20);
        MolecularGraph graph = MolecularGraph.perceive(training.atomicNumbers(), training.positions(0));
        PaperEvaluation evaluation = new PaperEvaluation(training, reference, graph, new OxygenHydrogenBond());
        List<Conformer> conformers = reference.ensemble(graph).conformers();

        PaperRun run = evaluation.measure(
                PaperRow.RESAMPLE, 0, new PaperMethods.Samples(conformers, null, null, null, null), "here", "this");

        assertThat(run.metrics().get(Metric.TVD)).hasValue(0.0);
        // NumPy on the same frames: share of |torsion 0-1-2-8| > 120°, quantiles of E − min(E) (numpy.quantile).
        assertThat(run.transShare()).isCloseTo(0.134, within(1e-9));
        double[] expected = {2.74222347, 7.15061676, 8.97790464, 11.23566497, 16.70975144};
        for (int i = 0; i < expected.length; i++) {
            assertThat(run.energyQuantiles().get(i)).isCloseTo(expected[i], within(1e-6));
        }
    }

    /** 100 kcal/mol/Å times the length of the bond 2–8: any function of positions will do. */
    private static final class OxygenHydrogenBond implements Potential {
        @Override
        public int atoms() {
            return 9;
        }

        @Override
        public String name() {
            return "bond";
        }

        @Override
        public void evaluate(double[] positions, int frames, double[] energies, double[] forces) {
            for (int frame = 0; frame < frames; frame++) {
                double squares = 0;
                for (int axis = 0; axis < 3; axis++) {
                    double difference = positions[27 * frame + 6 + axis] - positions[27 * frame + 24 + axis];
                    squares += difference * difference;
                }
                energies[frame] = 100 * Math.sqrt(squares);
            }
        }
    }
}
