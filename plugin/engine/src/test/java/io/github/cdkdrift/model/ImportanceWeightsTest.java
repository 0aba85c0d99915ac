package io.github.cdkdrift.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.potential.Potential;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Samples of E = ½kx² carried over to ½k′x²: everything is known of these two Gaussians. */
class ImportanceWeightsTest {
    private static final double KELVIN = 500;
    private static final double THERMAL_ENERGY = 0.0019872042586 * KELVIN;
    private static final double SAMPLED = 1;
    private static final double WANTED = 2;
    private static final int SAMPLES = 200_000;

    /** ⟨x²⟩ = k_BT/k′; for w = exp(−(k′ − k)x²/2k_BT) ⟨w⟩²/⟨w²⟩ = √(k(2k′ − k))/k′ = √3/2. */
    @Test
    void carryOneHarmonicPotentialOverToAnother() {
        Random random = new Random(3);
        double[] x = random.doubles(SAMPLES)
                .map(unused -> Math.sqrt(THERMAL_ENERGY / SAMPLED) * random.nextGaussian())
                .toArray();
        double[] from = new double[SAMPLES];
        double[] to = new double[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            from[i] = 0.5 * SAMPLED * x[i] * x[i];
            to[i] = 0.5 * WANTED * x[i] * x[i] - 97_000;
        }

        ImportanceWeights weights = ImportanceWeights.of(from, to, KELVIN);

        double sum = 0;
        double squares = 0;
        for (int i = 0; i < SAMPLES; i++) {
            sum += weights.weights()[i];
            squares += weights.weights()[i] * x[i] * x[i];
        }
        assertThat(sum).isCloseTo(1, within(1e-9));
        assertThat(squares).isCloseTo(THERMAL_ENERGY / WANTED, within(0.02 * THERMAL_ENERGY / WANTED));
        assertThat(weights.effectiveSamples() / SAMPLES).isCloseTo(Math.sqrt(3) / 2, within(0.01));
    }

    @Test
    void areEvenBetweenPotentialsThatDifferByAConstant() {
        ImportanceWeights weights =
                ImportanceWeights.of(new double[] {3, 1, 2, 4}, new double[] {13, 11, 12, 14}, KELVIN);

        assertThat(weights.weights()).containsExactly(new double[] {0.25, 0.25, 0.25, 0.25}, within(1e-12));
        assertThat(weights.effectiveSamples()).isCloseTo(4, within(1e-9));
    }

    /** 300 conformers are more than one batch; the potential knows no energy of the last. */
    @Test
    void areAssignedToConformersByTheirEnergies() {
        List<Conformer> conformers = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            conformers.add(
                    new Conformer(new double[] {0, 0, 0, i, 0, 0}, Map.of("energy", 0.5 * i, "sample", (double) i)));
        }
        Potential wanted = new Potential() {
            @Override
            public int atoms() {
                return 2;
            }

            @Override
            public String name() {
                return "half a kcal/mol an Å but for the last";
            }

            @Override
            public void evaluate(double[] positions, int frames, double[] energies, double[] forces) {
                for (int i = 0; i < frames; i++) {
                    energies[i] = positions[6 * i + 3] == 299 ? Double.NaN : 0.5 * positions[6 * i + 3];
                }
            }
        };

        ImportanceWeights weights = ImportanceWeights.of(conformers, wanted, KELVIN);
        List<Conformer> weighted = weights.assignTo(conformers);

        assertThat(weights.effectiveSamples()).isCloseTo(299, within(1e-6));
        assertThat(weighted).hasSize(300);
        assertThat(weighted.get(7).properties()).containsEntry("sample", 7.0);
        assertThat(weighted.get(7).properties().get("weight")).isCloseTo(1 / 299.0, within(1e-12));
        assertThat(weighted.get(299).properties()).containsEntry("weight", 0.0);
    }

    @Test
    void needAFiniteEnergy() {
        assertThatThrownBy(() -> ImportanceWeights.of(new double[] {1}, new double[] {Double.NaN}, KELVIN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("none of 1 samples");
    }
}
