package io.github.cdkdrift.evaluation;

import static io.github.cdkdrift.evaluation.TestEnsembles.concatenated;
import static io.github.cdkdrift.evaluation.TestEnsembles.dinitrogen;
import static io.github.cdkdrift.evaluation.TestEnsembles.draws;
import static io.github.cdkdrift.evaluation.TestEnsembles.normal;
import static io.github.cdkdrift.evaluation.TestEnsembles.peroxide;
import static io.github.cdkdrift.evaluation.TestEnsembles.uniform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.io.InputFormatException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hipparchus.special.Erf;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    private static final EvaluationSettings SETTINGS =
            EvaluationSettings.defaults().withFloorRepeats(2);

    /** Two uniform densities of width 1 Å, ¼ Å apart, overlap in ¾ of their mass. */
    @Test
    void scoresShiftedUniformDistancesAsComputedByHand() {
        EvaluationReport report = evaluate(dinitrogen(uniform(1.25, 2.25, 10_000)), dinitrogen(uniform(1, 2, 10_000)));

        assertThat(value(report, Metric.TVD)).isCloseTo(0.25, within(5e-4));
        assertThat(value(report, Metric.TYPE_TVD)).isCloseTo(0.25, within(5e-4));
        assertThat(value(report, Metric.PAIR_TVD)).isCloseTo(0.25, within(5e-4));
        // ∫|h − h_ref| = 2 TVD, spread over 8 Å.
        assertThat(value(report, Metric.MAE)).isCloseTo(2 * 0.25 / 8, within(2e-4));
        assertThat(value(report, Metric.W2)).isCloseTo(0.25, within(5e-5));
        assertThat(value(report, Metric.BOND_MAE)).isCloseTo(0.25, within(1e-9));
        assertThat(value(report, Metric.WIDTH_RATIO)).isCloseTo(1, within(1e-9));
        // Within 0.5 Å of 1.5 Å lies 1.25 to 2, three quarters of the sample and all of the reference.
        assertThat(value(report, Metric.STABILITY)).isCloseTo(0.75, within(1e-3));
        assertThat(value(report, Metric.BOND_STABILITY)).isCloseTo(0.75, within(1e-3));
        assertThat(report.referenceStability()).isCloseTo(1, within(1e-9));
    }

    /** TVD of two normals of one width σ is erf(δ/(2√2σ)); W2 of normals is √(δ² + (σ₁ − σ₂)²). */
    @Test
    void scoresNormalDistancesAsTheClosedFormsSay() {
        ConformerEnsemble reference = dinitrogen(normal(3, 0.3, 20_000));

        EvaluationReport shifted = evaluate(dinitrogen(normal(3.2, 0.3, 20_000)), reference);
        EvaluationReport widened = evaluate(dinitrogen(normal(3.2, 0.45, 20_000)), reference);

        assertThat(value(shifted, Metric.TVD)).isCloseTo(Erf.erf(0.2 / (2 * Math.sqrt(2) * 0.3)), within(1e-3));
        assertThat(value(shifted, Metric.W2)).isCloseTo(0.2, within(1e-4));
        assertThat(value(widened, Metric.W2)).isCloseTo(Math.hypot(0.2, 0.15), within(1e-3));
        assertThat(value(widened, Metric.WIDTH_RATIO)).isCloseTo(1.5, within(1e-6));
    }

    /** Uniform on the circle against uniform on half of it: ½[½ ln 2 + ½ ln ⅔ + ln 4/3]. */
    @Test
    void scoresTorsionsInNats() {
        ConformerEnsemble circle = peroxide(uniform(-180, 180, 3600));

        EvaluationReport half = evaluate(peroxide(uniform(0, 180, 3600)), circle);
        EvaluationReport disjoint = evaluate(peroxide(uniform(0, 90, 360)), peroxide(uniform(-90, 0, 360)));

        double expected = (Math.log(2) / 2 + Math.log(2.0 / 3) / 2 + Math.log(4.0 / 3)) / 2;
        assertThat(value(half, Metric.TORSION_JSD)).isCloseTo(expected, within(1e-9));
        assertThat(value(disjoint, Metric.TORSION_JSD)).isCloseTo(Math.log(2), within(1e-9));
        assertThat(half.generated().torsionJsd()).hasSize(1);
    }

    @Test
    void findsNoDifferenceBetweenAnEnsembleAndItself() {
        ConformerEnsemble reference = peroxide(draws(110, 40, 500, new Random(1)));

        EvaluationReport report = evaluate(reference, reference);

        for (Metric metric : List.of(
                Metric.TVD,
                Metric.MAE,
                Metric.W2,
                Metric.TYPE_TVD,
                Metric.PAIR_TVD,
                Metric.BOND_MAE,
                Metric.TORSION_JSD)) {
            assertThat(value(report, metric)).as(metric.label()).isZero();
        }
        assertThat(value(report, Metric.STABILITY)).isEqualTo(report.referenceStability());
        assertThat(value(report, Metric.BOND_STABILITY)).isEqualTo(1);
    }

    @Test
    void scoresDistancesBetweenDistributionsTheSameBothWays() {
        ConformerEnsemble a = peroxide(draws(110, 40, 500, new Random(1)));
        ConformerEnsemble b = peroxide(draws(90, 30, 700, new Random(2)));

        EvaluationReport there = evaluate(a, b);
        EvaluationReport back = evaluate(b, a);

        for (Metric metric :
                List.of(Metric.TVD, Metric.MAE, Metric.W2, Metric.PAIR_TVD, Metric.BOND_MAE, Metric.TORSION_JSD)) {
            assertThat(value(there, metric)).as(metric.label()).isCloseTo(value(back, metric), within(1e-12));
        }
    }

    @Test
    void doesNotDependOnTheOrderOfTheConformers() {
        ConformerEnsemble a = peroxide(draws(110, 40, 500, new Random(1)));
        ConformerEnsemble b = peroxide(draws(90, 30, 700, new Random(2)));
        List<Conformer> shuffled = new ArrayList<>(a.conformers());
        Collections.shuffle(shuffled, new Random(3));

        EvaluationReport plain = evaluate(a, b);
        EvaluationReport mixed = evaluate(new ConformerEnsemble(a.graph(), shuffled), b);

        plain.generated().values().forEach((metric, value) -> assertThat(value(mixed, metric))
                .as(metric.label())
                .isCloseTo(value, within(1e-12)));
        assertThat(mixed.histograms()).isEqualTo(plain.histograms());
    }

    @Test
    void doesNotSeeHowConformersLieInSpace() {
        ConformerEnsemble a = peroxide(draws(110, 40, 500, new Random(1)));
        ConformerEnsemble b = peroxide(draws(90, 30, 700, new Random(2)));
        Random random = new Random(4);
        List<Conformer> moved = a.conformers().stream()
                .map(conformer -> Conformer.of(moved(conformer.positions(), random)))
                .toList();

        EvaluationReport plain = evaluate(a, b);
        EvaluationReport elsewhere = evaluate(new ConformerEnsemble(a.graph(), moved), b);

        plain.generated().values().forEach((metric, value) -> assertThat(value(elsewhere, metric))
                .as(metric.label())
                .isCloseTo(value, within(1e-5)));
    }

    /** TVD(½P + ½Q, P) = ½ TVD(Q, P) for any P and Q. */
    @Test
    void halvesTheVariationWhenHalfTheSampleIsRight() {
        double[] right = draws(3, 0.3, 1000, new Random(1));
        double[] wrong = draws(4, 0.5, 1000, new Random(2));
        ConformerEnsemble reference = dinitrogen(right);

        double whole = value(evaluate(dinitrogen(wrong), reference), Metric.TVD);
        double half = value(evaluate(dinitrogen(concatenated(right, wrong)), reference), Metric.TVD);

        assertThat(half).isCloseTo(whole / 2, within(1e-12));
    }

    @Test
    void countsDistancesBeyondTheHistogramAsDifferent() {
        ConformerEnsemble reference = dinitrogen(uniform(1, 2, 100));

        EvaluationReport half = evaluate(dinitrogen(concatenated(uniform(1, 2, 100), uniform(9, 900, 100))), reference);

        assertThat(value(half, Metric.TVD)).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void putsTheTrainingFramesBesideTheFigures() {
        ConformerEnsemble reference = dinitrogen(uniform(1, 2, 1000));
        ConformerEnsemble training = dinitrogen(uniform(1, 1.5, 100));

        List<Double> parts = new ArrayList<>();
        EvaluationReport report = Evaluation.evaluate(reference, reference, training, SETTINGS, parts::add);
        assertThat(parts).hasSize(2 + SETTINGS.floorRepeats()).isSorted().endsWith(1.0);

        assertThat(report.training().get(Metric.TVD).orElseThrow()).isCloseTo(0.5, within(1e-2));
        assertThat(report.trainingFrames()).isEqualTo(100);
        assertThat(report.histograms())
                .allSatisfy(histogram -> assertThat(histogram.training()).hasSameSizeAs(histogram.reference()));
    }

    @Test
    void keepsDensitiesThatIntegrateToOne() {
        EvaluationReport report = evaluate(peroxide(uniform(0, 180, 360)), peroxide(uniform(-180, 180, 360)));

        assertThat(report.histograms())
                .extracting(Histogram::name)
                .containsExactly("all", "H-H", "H-O", "O-O", rotor(report));
        assertThat(report.histograms()).allSatisfy(histogram -> assertThat(
                        histogram.reference().stream().mapToDouble(d -> d).sum() * histogram.width())
                .isCloseTo(1, within(1e-3)));
    }

    @Test
    void leavesOutWhatAMoleculeDoesNotHave() {
        EvaluationReport report = evaluate(dinitrogen(1, 1, 1), dinitrogen(1, 1, 1));

        assertThat(report.generated().values())
                .doesNotContainKeys(Metric.TORSION_JSD, Metric.WIDTH_RATIO, Metric.COVERAGE_RECALL);
        assertThat(report.toJson()).doesNotContain("NaN", "Infinity");
    }

    /** Rounding to four decimals, as in SDF, must not pass for a width. */
    @Test
    void takesNoWidthFromBondsHeldFixed() {
        double[] rounded = draws(1.1, 3e-5, 1000, new Random(1));

        EvaluationReport report = evaluate(dinitrogen(draws(1.1, 0.03, 1000, new Random(2))), dinitrogen(rounded));

        assertThat(report.generated().values()).doesNotContainKey(Metric.WIDTH_RATIO);
    }

    @Test
    void refusesEnsemblesOfDifferentAtomsAndNamesBoth() {
        assertThatThrownBy(() -> evaluate(dinitrogen(1, 2), peroxide(60, 120)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[7, 7]")
                .hasMessageContaining("[8, 8, 1, 1]");
        assertThatThrownBy(() -> Evaluation.evaluate(dinitrogen(1, 2), dinitrogen(1, 2), peroxide(60, 120), SETTINGS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("training");
    }

    @Test
    void refusesTooFewConformersAndCoordinatesThatAreNotFinite() {
        assertThatThrownBy(() -> evaluate(dinitrogen(), dinitrogen(1, 2))).hasMessageContaining("generated");
        assertThatThrownBy(() -> evaluate(dinitrogen(1), dinitrogen(1))).hasMessageContaining("reference");
        assertThatThrownBy(() -> evaluate(dinitrogen(1, Double.NaN), dinitrogen(1, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("conformer 1 of the generated");
    }

    @Test
    void refusesSettingsOutOfRange() {
        assertThatThrownBy(() -> EvaluationSettings.defaults().withFloorRepeats(0))
                .hasMessageContaining("floorRepeats is 0");
        assertThatThrownBy(() -> EvaluationSettings.defaults().withCoverage(-1, 0.5))
                .hasMessageContaining("coverageSample is -1");
        assertThatThrownBy(() -> EvaluationSettings.defaults().withCoverage(10, Double.NaN))
                .hasMessageContaining("coverageThreshold is NaN");
    }

    @Test
    void readsItsOwnJson() throws Exception {
        EvaluationReport report = Evaluation.evaluate(
                        peroxide(uniform(0, 180, 36)),
                        peroxide(uniform(-180, 180, 36)),
                        peroxide(uniform(0, 20, 5)),
                        SETTINGS.withCoverage(5, 0.1))
                .withRejected(Map.of("broken bond", 3L))
                .withEnergies(EnergyComparison.of("MMFF94", new double[] {1}, new double[] {1, 2}, null, SETTINGS));

        assertThat(EvaluationReport.fromJson(report.toJson(), "report.json")).isEqualTo(report);
    }

    @Test
    void saysWhichFileHoldsNoWholeReport() {
        for (String json : List.of("", "{", "{}", "[1]", "{\"generated\":{\"values\":{\"unknown\":1.0}}}")) {
            assertThatThrownBy(() -> EvaluationReport.fromJson(json, "report.json"))
                    .isInstanceOf(InputFormatException.class)
                    .hasMessageContaining("report.json");
        }
    }

    @Test
    void printsATableWithBothFloors() {
        String text = Evaluation.evaluate(
                        dinitrogen(uniform(1.25, 2.25, 10_000)),
                        dinitrogen(uniform(1, 2, 10_000)),
                        dinitrogen(uniform(1, 1.5, 100)),
                        SETTINGS)
                .withRejected(Map.of("broken bond", 1234L))
                .withEnergies(new EnergyComparison("MMFF94", 1.5, 2.25, 0.125))
                .toText();

        assertThat(text.lines().toList().get(1)).containsSubsequence("generated", "training frames", "perfect sampler");
        assertThat(text).containsPattern("TVD, pooled distances +0\\.250\\d +0\\.50\\d\\d +0\\.0\\d\\d\\d\n");
        assertThat(text).containsPattern("energy W1 \\(MMFF94\\), kcal/mol +1\\.5000 +2\\.2500 +0\\.1250\n");
        assertThat(text).contains("1,234 broken bond").doesNotContain("torsion", "NaN");
    }

    private static EvaluationReport evaluate(ConformerEnsemble generated, ConformerEnsemble reference) {
        return Evaluation.evaluate(generated, reference, null, SETTINGS);
    }

    private static double value(EvaluationReport report, Metric metric) {
        return report.get(metric).orElseThrow();
    }

    private static String rotor(EvaluationReport report) {
        return report.generated().torsionJsd().keySet().iterator().next();
    }

    /** Turned about z, then about x, and shifted. */
    private static double[] moved(double[] positions, Random random) {
        double alpha = random.nextDouble() * 6;
        double beta = random.nextDouble() * 6;
        double[] result = new double[positions.length];
        for (int i = 0; i < positions.length; i += 3) {
            double x = Math.cos(alpha) * positions[i] - Math.sin(alpha) * positions[i + 1];
            double y = Math.sin(alpha) * positions[i] + Math.cos(alpha) * positions[i + 1];
            result[i] = x + 3;
            result[i + 1] = Math.cos(beta) * y - Math.sin(beta) * positions[i + 2] - 5;
            result[i + 2] = Math.sin(beta) * y + Math.cos(beta) * positions[i + 2] + 7;
        }
        return result;
    }
}
