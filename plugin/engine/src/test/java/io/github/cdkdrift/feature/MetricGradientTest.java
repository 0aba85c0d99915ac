package io.github.cdkdrift.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** In double precision, by central differences and by cases whose answer is known. */
class MetricGradientTest {
    private static final int ATOMS = 5;
    private static final double STEP = 1e-5;
    private static final Random RANDOM = new Random(11);
    private static final double[] GEOMETRY = RANDOM.doubles(3 * ATOMS, -2, 2).toArray();

    private static void assertGradient(ToDoubleFunction<double[]> of, double[] at, double[] gradient) {
        for (int i = 0; i < at.length; i++) {
            double[] above = at.clone();
            double[] below = at.clone();
            above[i] += STEP;
            below[i] -= STEP;
            assertThat(gradient[i])
                    .isCloseTo((of.applyAsDouble(above) - of.applyAsDouble(below)) / (2 * STEP), within(2e-8));
        }
        assertThat(Arrays.stream(gradient).map(Math::abs).max().orElseThrow()).isGreaterThan(0.05);
    }

    private static FeatureMap scaled(FeatureScaling scaling) {
        float[] samples = new float[60 * 3 * ATOMS];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (GEOMETRY[i % GEOMETRY.length] + 0.2 * RANDOM.nextGaussian());
        }
        return AffineFeatures.fit(new DistanceFeatures(ATOMS), scaling, samples, 60);
    }

    @ParameterizedTest
    @EnumSource
    void theVolumesGradientIsThatOfCentralDifferences(FeatureScaling scaling) {
        FeatureMap features = scaled(scaling);

        assertGradient(
                x -> MetricGradient.logVolume(features, x), GEOMETRY, MetricGradient.ofVolume(features, GEOMETRY));
    }

    @Test
    void theOrientationsGradientIsThatOfCentralDifferences() {
        assertGradient(MetricGradient::logOrientations, GEOMETRY, MetricGradient.ofOrientations(GEOMETRY));
    }

    /** ∂²φ against the differences of the Jacobian. */
    @Test
    void curvatureIsHowTheJacobianChanges() {
        DistanceFeatures features = new DistanceFeatures(ATOMS);
        double[][] weights = new double[features.size()][];
        Arrays.setAll(weights, f -> RANDOM.doubles(3 * ATOMS, -1, 1).toArray());

        assertGradient(
                x -> {
                    double[][] jacobian = features.jacobian(x);
                    double sum = 0;
                    for (int f = 0; f < weights.length; f++) {
                        for (int k = 0; k < 3 * ATOMS; k++) {
                            sum += weights[f][k] * jacobian[f][k];
                        }
                    }
                    return sum;
                },
                GEOMETRY,
                features.curvature(GEOMETRY, weights));
    }

    /**
     * Two atoms, 1.7 Å apart: JᵀJ has the eigenvalue 2 wherever they are, so that its gradient is 0; the density of their distance goes with d², all
     * of which is orientations, ½ log (d²/2)² with the gradient 2/d along the bond.
     */
    @Test
    void twoAtomsHaveADensityThatGoesWithTheSquareOfTheirDistance() {
        double[] x = {0, 0, 0, 0, 0, 1.7};
        FeatureMap distance = new DistanceFeatures(2);

        assertThat(MetricGradient.logVolume(distance, x)).isCloseTo(0.5 * Math.log(2), within(1e-12));
        assertThat(MetricGradient.ofVolume(distance, x)).containsExactly(new double[6], within(1e-12));
        assertThat(MetricGradient.ofOrientations(x))
                .containsExactly(new double[] {0, 0, -2 / 1.7, 0, 0, 2 / 1.7}, within(1e-12));
    }

    /**
     * Of three atoms dx = 8π² d₁₂ d₁₃ d₂₃ dd₁₂ dd₁₃ dd₂₃ d(centre): orientations over volume go as the product of the distances. The volume alone,
     * which is all of equation 37, does not.
     */
    @Test
    void threeAtomsHaveTheDensityThatIsKnown() {
        DistanceFeatures features = new DistanceFeatures(3);
        double[] first = {0, 0, 0, 1.1, 0.2, -0.3, 0.4, 1.5, 0.6};
        double[] second = {0.3, 0, 0.2, 1.6, -0.4, 0.5, -0.4, 1.1, 0.9};

        double found = MetricGradient.logOrientations(second)
                - MetricGradient.logVolume(features, second)
                - MetricGradient.logOrientations(first)
                + MetricGradient.logVolume(features, first);
        double expected = Arrays.stream(features.of(second)).map(Math::log).sum()
                - Arrays.stream(features.of(first)).map(Math::log).sum();
        assertThat(found).isCloseTo(expected, within(1e-10));
        assertThat(MetricGradient.logVolume(features, first) - MetricGradient.logVolume(features, second))
                .isNotCloseTo(expected, within(0.1));
        assertGradient(x -> Arrays.stream(features.of(x)).map(Math::log).sum(), first, difference(features, first));
    }

    private static double[] difference(DistanceFeatures features, double[] x) {
        double[] difference = MetricGradient.ofOrientations(x);
        double[] volume = MetricGradient.ofVolume(features, x);
        Arrays.setAll(difference, i -> difference[i] - volume[i]);
        return difference;
    }
}
