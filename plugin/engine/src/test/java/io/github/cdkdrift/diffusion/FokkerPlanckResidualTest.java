package io.github.cdkdrift.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The equation itself, by a solution that is known: points of variance v have the variance m²v + σ² at time t. */
class FokkerPlanckResidualTest {
    private static final double INITIAL = 0.3;
    private static final double[] POINT = {0.4, -1.3};

    private static double variance(double t) {
        double kept = NoiseSchedule.kept(t);
        return kept * kept * INITIAL + NoiseSchedule.variance(t);
    }

    private static double logDensity(double t) {
        double square = POINT[0] * POINT[0] + POINT[1] * POINT[1];
        return -square / (2 * variance(t)) - Math.log(variance(t));
    }

    private static double residual(double t, double scale) {
        double square = POINT[0] * POINT[0] + POINT[1] * POINT[1];
        double v = variance(t);
        double pace = (logDensity(t + 1e-5) - logDensity(t - 1e-5)) / 2e-5;
        return FokkerPlanckResidual.value(
                t, 2, -2 * scale / v, scale * scale * square / (v * v) - scale * square / v, pace);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.02, 0.1, 0.5, 0.99})
    void theResidualOfAGaussianThatSpreadsIsZero(double t) {
        assertThat(residual(t, 1)).isCloseTo(0, within(1e-5));
    }

    @Test
    void thatOfAScoreATenthTooLongIsNot() {
        assertThat(Math.abs(residual(0.1, 1.1))).isGreaterThan(0.1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.3, 0.62})
    void derivativesOfTheTimesFeaturesAreThoseOfTheirValues(double t) {
        TimeFeatures features = new TimeFeatures(0.05, 0.65);
        float[] up = new float[TimeFeatures.COUNT];
        float[] down = new float[TimeFeatures.COUNT];
        float[] found = new float[TimeFeatures.COUNT];
        features.values(t + 1e-3, up, 0);
        features.values(t - 1e-3, down, 0);
        features.derivatives(t, 2, found, 0);
        float[] gradients = {0.3f, -0.7f, 1.1f, 0.4f, -0.2f};
        double along = 0;
        for (int i = 0; i < found.length; i++) {
            double expected = (up[i] - down[i]) / 2e-3;
            assertThat(found[i] / 2.0).isCloseTo(expected, within(2e-3 * Math.max(1, Math.abs(expected))));
            along += gradients[i] * found[i] / 2;
        }
        assertThat(features.derivative(t, gradients, 0)).isCloseTo(along, within(1e-5));
    }
}
