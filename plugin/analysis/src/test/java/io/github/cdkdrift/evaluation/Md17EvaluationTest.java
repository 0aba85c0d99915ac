package io.github.cdkdrift.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.frames.ForceFrames;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openscience.cdk.exception.CDKException;

/**
 * Frames 0–1999 of MD17 ethanol against 6,000 frames of the whole trajectory. Expected values: numpy and scipy, by
 * {@code test-data/golden/evaluation.py}.
 */
@Tag("slow")
class Md17EvaluationTest {
    @TempDir
    private static Path folder;

    private static ConformerEnsemble training;
    private static ConformerEnsemble reference;
    private static EvaluationReport report;
    private static JsonObject golden;

    @BeforeAll
    static void evaluate() throws IOException, CDKException {
        ForceFrames reading = read("md17-ethanol-reference-6000.npz");
        ConformerEnsemble ensemble =
                reading.ensemble(TestEnsembles.graph(reading.atomicNumbers(), reading.positions(0)));
        reference = ensemble;
        training = read("md17-ethanol-0-1999.npz").ensemble(ensemble.graph());
        report = Evaluation.evaluate(training, reference, training, EvaluationSettings.defaults());
        golden = Golden.evaluation();
    }

    @Test
    void agreesWithNumpyOnEveryFigure() {
        JsonObject values = golden.getAsJsonObject("values");
        assertThat(report.generated().values()).hasSameSizeAs(values.keySet());
        report.generated().values().forEach((metric, value) -> assertThat(value)
                .as(metric.label())
                .isCloseTo(values.get(metric.toString()).getAsDouble(), within(tolerance(metric))));
        assertThat(report.referenceStability())
                .isCloseTo(golden.get("referenceStability").getAsDouble(), within(1e-9));
        assertThat(report.training()).isEqualTo(report.generated());
    }

    @Test
    void agreesWithNumpyOnEachPairOfElementsAndEachTorsion() {
        assertSame(report.generated().typeTvd(), golden.getAsJsonObject("typeTvd"));
        assertSame(report.generated().torsionJsd(), golden.getAsJsonObject("torsionJsd"));
    }

    @Test
    void agreesWithNumpyOnEachLabelledPair() {
        double[] expected = Golden.numbers(golden.getAsJsonArray("pairTvd"));
        List<Double> pairs = new ArrayList<>(report.generated().pairTvd().values());

        assertThat(pairs).hasSize(36);
        for (int pair = 0; pair < expected.length; pair++) {
            assertThat(pairs.get(pair)).isCloseTo(expected[pair], within(1e-3));
        }
    }

    /**
     * numpy's mean over 200 halvings. One halving scatters by 6 % of the TVD, 2 % of the per-pair TVD, 29 % of W2 and 27 % of
     * the bond MAE, so the mean over 20 lies within four standard errors.
     */
    @Test
    void agreesWithNumpyOnThePerfectSampler() {
        JsonObject scatter = golden.getAsJsonObject("floorRelativeScatterOfOneSplit");
        for (int size : new int[] {1000, 5000, 16_900}) {
            Metrics floor = floor(size);
            JsonObject expected = golden.getAsJsonObject("floor").getAsJsonObject(Integer.toString(size));
            for (Metric metric : List.of(Metric.TVD, Metric.MAE, Metric.W2, Metric.BOND_MAE, Metric.PAIR_TVD)) {
                double value = expected.get(metric.toString()).getAsDouble();
                double error = value * scatter.get(metric.toString()).getAsDouble() / Math.sqrt(20);
                assertThat(floor.get(metric).orElseThrow())
                        .as("%s of %d", metric.label(), size)
                        .isCloseTo(value, within(4 * error));
            }
        }
    }

    /**
     * Other real frames of the trajectory, 1,000, 5,000 and 16,900 of them, against the same reference: per-pair TVD 0.072,
     * 0.040, 0.030. They were measured once each and are not in test-data.
     */
    @Test
    void foretellsThePairwiseVariationOfOtherRealFrames() {
        assertThat(floor(1000).get(Metric.PAIR_TVD).orElseThrow()).isCloseTo(0.072, within(0.004));
        assertThat(floor(5000).get(Metric.PAIR_TVD).orElseThrow()).isCloseTo(0.040, within(0.002));
        assertThat(floor(16_900).get(Metric.PAIR_TVD).orElseThrow()).isCloseTo(0.030, within(0.003));
    }

    @Test
    void readsItsOwnJson() throws CDKException {
        assertThat(EvaluationReport.fromJson(report.toJson(), "report.json")).isEqualTo(report);
        assertThat(report.toJson().length()).isLessThan(500_000);
    }

    /** A quantile and an edge of a bin may fall either side of one of 72,000 distances. */
    private static double tolerance(Metric metric) {
        return switch (metric) {
            case W2 -> 1e-5;
            case TVD, MAE, TYPE_TVD, PAIR_TVD, TORSION_JSD -> 1e-4;
            default -> 1e-9;
        };
    }

    /** The golden figures number atoms from 0. */
    private static void assertSame(Map<String, Double> figures, JsonObject expected) {
        assertThat(figures).hasSameSizeAs(expected.keySet());
        expected.entrySet().forEach(golden -> assertThat(figures.get(fromOne(golden.getKey())))
                .as(golden.getKey())
                .isCloseTo(golden.getValue().getAsDouble(), within(1e-4)));
    }

    private static String fromOne(String name) {
        return Pattern.compile("\\d+")
                .matcher(name)
                .replaceAll(number -> Integer.toString(Integer.parseInt(number.group()) + 1));
    }

    private static Metrics floor(int size) {
        EvaluationSettings settings = EvaluationSettings.defaults();
        PairTable pairs = new PairTable(reference.graph());
        Coverage coverage = new Coverage(reference.graph(), settings, size, reference.size());
        return new SamplerFloor(settings)
                .of(reference, size, (a, b) -> new SampleComparison(a, b, pairs, settings).metrics(coverage));
    }

    private static ForceFrames read(String name) throws IOException, CDKException {
        Path file = folder.resolve(name);
        try (InputStream in =
                Md17EvaluationTest.class.getResourceAsStream("/io/github/cdkdrift/data/md17-ethanol/" + name)) {
            Files.copy(in, file);
        }
        return ForceFrames.read(file);
    }
}
