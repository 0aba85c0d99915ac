package io.github.cdkdrift.evaluation;

import static io.github.cdkdrift.evaluation.TestEnsembles.dinitrogen;
import static io.github.cdkdrift.evaluation.TestEnsembles.draws;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.ensemble.ConformerEnsemble;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class SamplerFloorTest {
    private static final EvaluationSettings SETTINGS =
            EvaluationSettings.defaults().withFloorRepeats(30);

    /** The expected value is measured: fresh draws of the true distribution against fresh references. */
    @Test
    void foretellsWhatFreshDrawsOfTheSameDistributionScore() {
        Random random = new Random(1);
        Metrics floor = floor(dinitrogen(draws(3, 0.4, 4000, random)), 1000);

        EvaluationSettings quick = SETTINGS.withFloorRepeats(1);
        for (Metric metric : new Metric[] {Metric.TVD, Metric.MAE, Metric.PAIR_TVD}) {
            double measured = IntStream.range(0, 30)
                    .mapToDouble(i -> Evaluation.evaluate(
                                    dinitrogen(draws(3, 0.4, 1000, random)),
                                    dinitrogen(draws(3, 0.4, 4000, random)),
                                    null,
                                    quick)
                            .get(metric)
                            .orElseThrow())
                    .average()
                    .orElseThrow();
            assertThat(floor.get(metric).orElseThrow()).as(metric.label()).isCloseTo(measured, within(0.1 * measured));
        }
    }

    /** √(1/n + 1/m): from n = 1000 to n = ∞ at m = 4000 the floor falls by √5. */
    @Test
    void fallsWithTheSizeOfTheSampleButNotBelowTheReferencesOwnNoise() {
        ConformerEnsemble reference = dinitrogen(draws(3, 0.4, 4000, new Random(1)));

        double small = floor(reference, 1000).get(Metric.TVD).orElseThrow();
        double huge = floor(reference, 1_000_000_000).get(Metric.TVD).orElseThrow();

        assertThat(small / huge).isCloseTo(Math.sqrt(5), within(1e-4));
    }

    /** The divergence is quadratic in the differences of the shares. */
    @Test
    void fallsWithTheSquareForTheTorsions() {
        ConformerEnsemble reference = TestEnsembles.peroxide(draws(100, 50, 4000, new Random(1)));

        double small = floor(reference, 1000).get(Metric.TORSION_JSD).orElseThrow();
        double huge = floor(reference, 1_000_000_000).get(Metric.TORSION_JSD).orElseThrow();

        assertThat(small / huge).isCloseTo(5, within(1e-4));
    }

    @Test
    void staysBelowTheGreatestValueOfAMetric() {
        Metrics floor = floor(dinitrogen(1, 2, 3, 4, 5, 6), 1);

        assertThat(floor.get(Metric.TVD).orElseThrow()).isLessThanOrEqualTo(1);
        assertThat(floor.pairTvd().values()).allMatch(tvd -> tvd <= 1);
    }

    @Test
    void isTheSameForTheSameSeed() {
        ConformerEnsemble reference = dinitrogen(draws(3, 0.4, 200, new Random(1)));

        assertThat(floor(reference, 100)).isEqualTo(floor(reference, 100));
        assertThat(Evaluation.evaluate(reference, reference, null, SETTINGS.withSeed(1))
                        .floor())
                .isNotEqualTo(floor(reference, 200));
    }

    private static Metrics floor(ConformerEnsemble reference, int size) {
        PairTable pairs = new PairTable(reference.graph());
        Coverage coverage = new Coverage(reference.graph(), SETTINGS, size, reference.size());
        return new SamplerFloor(SETTINGS)
                .of(reference, size, (a, b) -> new SampleComparison(a, b, pairs, SETTINGS).metrics(coverage));
    }
}
