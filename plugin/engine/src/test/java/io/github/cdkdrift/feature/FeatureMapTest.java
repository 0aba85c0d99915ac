package io.github.cdkdrift.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Feature maps against central differences and against their own algebra. */
class FeatureMapTest {
    private static final int ATOMS = 5;
    private static final int SAMPLES = 40;
    private static final Random RANDOM = new Random(3);
    private static final double[][] GEOMETRIES = geometries();

    private static double[][] geometries() {
        double[] centre = RANDOM.doubles(3 * ATOMS, -2, 2).toArray();
        double[][] geometries = new double[SAMPLES][3 * ATOMS];
        for (double[] geometry : geometries) {
            for (int i = 0; i < geometry.length; i++) {
                geometry[i] = centre[i] + 0.2 * RANDOM.nextGaussian();
            }
        }
        return geometries;
    }

    private static float[] flat(double[][] rows) {
        float[] flat = new float[rows.length * rows[0].length];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = (float) rows[i / rows[0].length][i % rows[0].length];
        }
        return flat;
    }

    static Stream<Named<FeatureMap>> maps() {
        FeatureMap distances = new DistanceFeatures(ATOMS);
        FeatureMap cartesian = new CartesianFeatures(ATOMS, 1.7);
        Function<FeatureScaling, FeatureMap> scaled =
                scaling -> AffineFeatures.fit(distances, scaling, flat(GEOMETRIES), SAMPLES);
        return Stream.of(
                Named.of("distances", distances),
                Named.of("cartesian", cartesian),
                Named.of("centred", scaled.apply(FeatureScaling.NONE)),
                Named.of("standardised", scaled.apply(FeatureScaling.STANDARDISED)),
                Named.of("half whitened", scaled.apply(FeatureScaling.HALF_WHITENED)),
                Named.of("whitened", scaled.apply(FeatureScaling.WHITENED)));
    }

    @ParameterizedTest
    @MethodSource("maps")
    void theJacobianIsThatOfCentralDifferences(FeatureMap map) {
        double[] x = GEOMETRIES[0];
        double[][] jacobian = map.jacobian(x);
        float step = 1f / 64;
        for (int i = 0; i < x.length; i++) {
            float[] above = flat(new double[][] {x});
            float[] below = flat(new double[][] {x});
            above[i] += step;
            below[i] -= step;
            float[] high = new float[map.size()];
            float[] low = new float[map.size()];
            map.map(above, 1, high);
            map.map(below, 1, low);
            for (int f = 0; f < map.size(); f++) {
                assertThat(jacobian[f][i]).isCloseTo((high[f] - low[f]) / (2 * step), within(0.02));
            }
        }
    }

    @Test
    void theJacobianOfDistancesIsExactInDoublePrecision() {
        DistanceFeatures map = new DistanceFeatures(ATOMS);
        double[] x = GEOMETRIES[1].clone();
        double[][] jacobian = map.jacobian(x);
        double step = 1e-5;
        for (int i = 0; i < x.length; i++) {
            double kept = x[i];
            x[i] = kept + step;
            double[] high = map.of(x);
            x[i] = kept - step;
            double[] low = map.of(x);
            x[i] = kept;
            for (int f = 0; f < map.size(); f++) {
                assertThat(jacobian[f][i]).isCloseTo((high[f] - low[f]) / (2 * step), within(1e-9));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("maps")
    void pullingBackMultipliesWithTheTransposedJacobian(FeatureMap map) {
        int samples = 3;
        float[] gradients = new float[samples * map.size()];
        for (int i = 0; i < gradients.length; i++) {
            gradients[i] = (float) RANDOM.nextGaussian();
        }
        float[] pulled = new float[samples * 3 * ATOMS];
        map.pullBack(flat(GEOMETRIES), gradients, samples, pulled);
        for (int sample = 0; sample < samples; sample++) {
            double[][] jacobian = map.jacobian(GEOMETRIES[sample]);
            for (int i = 0; i < 3 * ATOMS; i++) {
                double expected = 0;
                for (int f = 0; f < map.size(); f++) {
                    expected += jacobian[f][i] * gradients[sample * map.size() + f];
                }
                assertThat((double) pulled[sample * 3 * ATOMS + i])
                        .isCloseTo(expected, within(2e-4 * (1 + Math.abs(expected))));
            }
        }
    }

    @Test
    void whitenedFeaturesHaveUnitCovariance() {
        FeatureMap map =
                AffineFeatures.fit(new DistanceFeatures(ATOMS), FeatureScaling.WHITENED, flat(GEOMETRIES), SAMPLES);
        float[] features = new float[SAMPLES * map.size()];
        map.map(flat(GEOMETRIES), SAMPLES, features);
        for (int a = 0; a < map.size(); a++) {
            for (int b = 0; b < map.size(); b++) {
                double sum = 0;
                for (int sample = 0; sample < SAMPLES; sample++) {
                    sum += features[sample * map.size() + a] * features[sample * map.size() + b];
                }
                assertThat(sum / (SAMPLES - 1)).isCloseTo(a == b ? 1 : 0, within(1e-3));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("maps")
    void featureForcesAreThoseOfTheDefinition(FeatureMap map) {
        double[] x = GEOMETRIES[2];
        RealMatrix jacobian = MatrixUtils.createRealMatrix(map.jacobian(x));
        double[] featureGradient = RANDOM.doubles(map.size(), -1, 1).toArray();
        double[] force = jacobian.preMultiply(featureGradient); // a force that comes from some E(φ)
        double[] actual = FeatureForces.of(map, x, force);
        RealMatrix gram = jacobian.multiplyTransposed(jacobian);
        double[] expected = new SingularValueDecomposition(gram) // (J Jᵀ)⁺ J f, Hu 2026, equation 31
                .getSolver()
                .getInverse()
                .operate(jacobian.operate(force));
        assertThat(actual).containsExactly(expected, within(1e-6));
        assertThat(jacobian.preMultiply(actual)).containsExactly(force, within(1e-8)); // Jᵀ F = f
    }

    @Test
    void refusesWhatHasNoFeatures() {
        assertThatThrownBy(() -> new DistanceFeatures(1)).hasMessageContaining("at least 2 atoms");
        assertThatThrownBy(() -> new CartesianFeatures(3, 0)).hasMessageContaining("above 0");
    }
}
