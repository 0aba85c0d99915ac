package io.github.cdkdrift.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.hipparchus.special.Erf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuantilesTest {
    private static final DoubleUnaryOperator GAUSSIAN = p -> Math.sqrt(2) * Erf.erfInv(2 * p - 1);
    private static final DoubleUnaryOperator UNIFORM = p -> Math.sqrt(12) * (p - 0.5);
    private static final DoubleUnaryOperator EXPONENTIAL = p -> -Math.log1p(-p) - 1;

    /** A distribution's values at evenly spaced probabilities, rising. */
    private static float[] target(DoubleUnaryOperator inverse, int points) {
        float[] sorted = new float[points];
        for (int i = 0; i < points; i++) {
            sorted[i] = (float) inverse.applyAsDouble((i + 0.5) / points);
        }
        return sorted;
    }

    private static float[] quantiles(float[] sorted, int samples) {
        float[] quantiles = new float[samples];
        Quantiles.of(sorted, samples, quantiles, 0);
        return quantiles;
    }

    /**
     * How much a batch that is drawn from the target widens where its sorted values are carried to these: Σx(T(x) − x)/(m σ²) on
     * average, for a target of mean 0 and variance 1.
     */
    private static double widening(DoubleUnaryOperator inverse, float[] quantiles) {
        Random random = new Random(5);
        int batches = 400_000 / quantiles.length;
        double sum = 0;
        double[] batch = new double[quantiles.length];
        for (int i = 0; i < batches; i++) {
            Arrays.setAll(batch, k -> inverse.applyAsDouble(random.nextDouble()));
            Arrays.sort(batch);
            for (int k = 0; k < batch.length; k++) {
                sum += batch[k] * (quantiles[k] - batch[k]) / batch.length;
            }
        }
        return sum / batches;
    }

    /** The standard error of the estimate is 0.002. */
    @ParameterizedTest
    @ValueSource(ints = {32, 64, 128})
    void leavesABatchOfTheTargetAsWideAsItIs(int samples) {
        assertThat(widening(GAUSSIAN, quantiles(target(GAUSSIAN, 20_000), samples)))
                .isCloseTo(0, within(0.006));
        assertThat(widening(UNIFORM, quantiles(target(UNIFORM, 20_000), samples)))
                .isCloseTo(0, within(0.006));
    }

    /** Its tail has to be caught by fewer samples. */
    @ParameterizedTest
    @ValueSource(ints = {64, 128})
    void leavesASkewedBatchAsWideAsItIs(int samples) {
        assertThat(widening(EXPONENTIAL, quantiles(target(EXPONENTIAL, 20_000), samples)))
                .isCloseTo(0, within(0.008));
    }

    /** The target's values themselves as quantiles would narrow it. */
    @Test
    void theCorrectionIsWhatKeepsTheWidth() {
        assertThat(widening(GAUSSIAN, target(GAUSSIAN, 64))).isLessThan(-0.02);
        assertThat(widening(EXPONENTIAL, target(EXPONENTIAL, 64))).isLessThan(-0.02);
    }

    @Test
    void areTheTargetsValuesFartherFromTheirMean() {
        float[] sorted = {-3, -1, 0, 1, 3};
        float[] quantiles = quantiles(sorted, 5);
        double factor = quantiles[4] / 3;
        assertThat(factor).isBetween(1.001, 1.2001);
        for (int k = 0; k < 5; k++) {
            assertThat((double) quantiles[k]).isCloseTo(factor * sorted[k], within(1e-6));
        }
    }

    @Test
    void moveAndStretchWithTheTarget() {
        float[] sorted = target(EXPONENTIAL, 1000);
        float[] moved = new float[sorted.length];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = 3 * sorted[i] + 7;
        }
        float[] quantiles = quantiles(sorted, 16);
        float[] ofMoved = quantiles(moved, 16);
        for (int k = 0; k < 16; k++) {
            assertThat(ofMoved[k]).isCloseTo(3 * quantiles[k] + 7, within(1e-4f));
        }
    }

    @Test
    void writeTheirPlacesAlone() {
        float[] quantiles = {9, 9, 9, 9, 9};
        Quantiles.of(new float[] {4, 4, 4}, 3, quantiles, 1);
        assertThat(quantiles).containsExactly(9, 4, 4, 4, 9);
        Quantiles.of(new float[] {6}, 3, quantiles, 1);
        assertThat(quantiles).containsExactly(9, 6, 6, 6, 9);
    }
}
