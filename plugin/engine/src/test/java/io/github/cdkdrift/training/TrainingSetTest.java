package io.github.cdkdrift.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.TestFrames;
import io.github.cdkdrift.drift.DriftSettings;
import io.github.cdkdrift.drift.MetricCorrection;
import io.github.cdkdrift.drift.PositiveBatch;
import io.github.cdkdrift.feature.FeatureForces;
import io.github.cdkdrift.feature.FeatureScaling;
import io.github.cdkdrift.feature.MetricGradient;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.random.Noise;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TrainingSetTest {
    private static final ForceFrames ETHANOL = TestFrames.ethanol().first(60);
    private static final double THERMAL_ENERGY = 0.0019872042586 * 500;

    private static TrainingSet set(Space space) {
        return new TrainingSet(ETHANOL, plan(space), 500);
    }

    private static KernelPlan plan(Space space) {
        return (KernelPlan) TrainingSettings.of(Field.FI, space)
                .withScaling(FeatureScaling.NONE)
                .plan();
    }

    /** Found again by its features, each frame of a batch has its own energy, above the lowest and in k_BT. */
    @Test
    void energiesAreDrawnWithTheirFrames() {
        TrainingSet set = set(Space.DISTANCE);
        PositiveBatch batch = set.newBatch(200);
        set.draw(Noise.stream(3, 1), batch);
        double lowest = Arrays.stream(ETHANOL.energies()).min().orElseThrow();
        int features = set.features().size();
        for (int i = 0; i < 200; i++) {
            float[] drawn = Arrays.copyOfRange(batch.features(), i * features, (i + 1) * features);
            int frame = 0;
            while (!Arrays.equals(
                    drawn, Arrays.copyOfRange(set.featureTable(), frame * features, (frame + 1) * features))) {
                frame++;
            }
            assertThat((double) batch.energies()[i])
                    .isCloseTo((ETHANOL.energies()[frame] - lowest) / THERMAL_ENERGY, within(1e-4));
        }
        assertThat(Arrays.equals(batch.energies(), new float[200])).isFalse();
    }

    /** Σ f·x over centred coordinates is the same however a frame is turned; in features it is k_BT times smaller. */
    @Test
    void forcesAreDividedByTheThermalEnergy() {
        TrainingSet set = set(Space.CARTESIAN);
        PositiveBatch batch = set.newBatch(200);
        set.draw(Noise.stream(3, 1), batch);
        double[] origin = new double[27];
        float[] ofOrigin = new float[27];
        set.features().map(new float[27], 1, ofOrigin);
        Arrays.setAll(origin, i -> ofOrigin[i]);
        for (int i = 0; i < 200; i++) {
            double virial = 0;
            for (int k = 0; k < 27; k++) {
                virial += batch.forces()[27 * i + k] * (batch.features()[27 * i + k] - origin[k]);
            }
            double found = virial * THERMAL_ENERGY;
            assertThat(Arrays.stream(virials()).boxed())
                    .anyMatch(expected -> Math.abs(expected - found) < 1e-3 * (1 + Math.abs(expected)));
        }
    }

    /**
     * What is left of the forces when the metric is taken off again, in plain distances: minus the gradient of ½ log det⁺ JᵀJ in feature space, whose
     * pull-back is checked by differences elsewhere. The temperature counts then.
     */
    @Test
    void forcesAreCorrectedForTheMetric() {
        KernelPlan plan = plan(Space.DISTANCE);
        DriftSettings drift = plan.drift().withMetric(MetricCorrection.VOLUME);
        TrainingSet plain = new TrainingSet(ETHANOL, plan, 500);
        TrainingSet corrected = new TrainingSet(ETHANOL, plan.withDrift(drift), 500);
        PositiveBatch without = plain.newBatch(5);
        PositiveBatch with = corrected.newBatch(5);
        plain.draw(Noise.stream(3, 1), without);
        corrected.draw(Noise.stream(3, 1), with);
        int frame = Noise.stream(3, 1).nextInt(ETHANOL.size());
        double[] positions = ETHANOL.positions(frame);
        double[] expected =
                FeatureForces.of(plain.features(), positions, MetricGradient.ofVolume(plain.features(), positions));
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) without.forces()[i] - with.forces()[i])
                    .isCloseTo(expected[i], within(2e-3 * (1 + Math.abs(without.forces()[i]))));
        }
        assertThat(Arrays.stream(expected).map(Math::abs).max().orElseThrow()).isGreaterThan(0.3);
        assertThatThrownBy(() -> TrainingSettings.of(Field.FI, Space.CARTESIAN).withDrift(drift))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("in distance space");
    }

    private static double[] virials() {
        double[] virials = new double[ETHANOL.size()];
        for (int frame = 0; frame < virials.length; frame++) {
            double[] positions = ETHANOL.positions(frame);
            double[] forces = ETHANOL.forces(frame);
            for (int i = 0; i < 27; i++) {
                double centre = 0;
                for (int atom = 0; atom < 9; atom++) {
                    centre += positions[3 * atom + i % 3] / 9;
                }
                virials[frame] += forces[i] * (positions[i] - centre);
            }
        }
        return virials;
    }
}
