package io.github.cdkdrift.evaluation;

import static io.github.cdkdrift.evaluation.TestEnsembles.draws;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EnergyComparisonTest {
    private static final EvaluationSettings SETTINGS = EvaluationSettings.defaults();

    /** scipy.stats.wasserstein_distance on samples of different size, see evaluation.py. */
    @Test
    void agreesWithScipy() {
        JsonObject golden = Golden.evaluation().getAsJsonObject("wasserstein1");
        double[] a = Golden.numbers(golden.getAsJsonArray("a"));
        double[] b = Golden.numbers(golden.getAsJsonArray("b"));

        EnergyComparison comparison = EnergyComparison.of("MMFF94", a, b, a, SETTINGS);

        assertThat(comparison.generated()).isCloseTo(golden.get("expected").getAsDouble(), within(1e-12));
        assertThat(comparison.training()).isEqualTo(comparison.generated());
    }

    @Test
    void isTheShiftWhereAllEnergiesAreShifted() {
        double[] reference = draws(10, 4, 1000, new Random(1));
        double[] shifted = Arrays.stream(reference).map(e -> e + 2.5).toArray();

        EnergyComparison comparison = EnergyComparison.of("MMFF94", shifted, reference, null, SETTINGS);

        assertThat(comparison.generated()).isCloseTo(2.5, within(1e-9));
        assertThat(comparison.training()).isNull();
    }

    /** The expected value is measured with fresh draws. */
    @Test
    void estimatesWhatPerfectSamplesScore() {
        Random random = new Random(1);
        double[] reference = draws(10, 4, 4000, random);
        double measured = 0;
        for (int i = 0; i < 100; i++) {
            measured += Divergence.wasserstein1(draws(10, 4, 1000, random), draws(10, 4, 4000, random)) / 100;
        }

        double floor = EnergyComparison.of("MMFF94", draws(10, 4, 1000, random), reference, null, SETTINGS)
                .floor();

        assertThat(floor).isCloseTo(measured, within(0.2 * measured));
    }

    @Test
    void refusesTooFewEnergiesAndNaN() {
        double[] two = {1, 2};
        assertThatThrownBy(() -> EnergyComparison.of("MMFF94", new double[0], two, null, SETTINGS))
                .hasMessageContaining("0 generated energies");
        assertThatThrownBy(() -> EnergyComparison.of("MMFF94", two, new double[] {1}, null, SETTINGS))
                .hasMessageContaining("1 reference energies");
        assertThatThrownBy(() -> EnergyComparison.of("MMFF94", two, two, new double[] {Double.NaN}, SETTINGS))
                .hasMessageContaining("training energy is NaN");
    }
}
