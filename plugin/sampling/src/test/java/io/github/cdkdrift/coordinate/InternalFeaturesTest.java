package io.github.cdkdrift.coordinate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.molecule.Torsion;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class InternalFeaturesTest {
    private static final int ATOMS = 5;
    /** A chain 0-1-2-3 with a branch 2-4: 4 bonds, 4 angles, torsions 0-1-2-3 and 0-1-2-4. */
    private static final List<int[]> BONDS =
            List.of(new int[] {0, 1}, new int[] {1, 2}, new int[] {2, 3}, new int[] {2, 4});

    private final InternalFeatures features = new InternalFeatures(ATOMS, BONDS);

    private static float[] positions(long seed) {
        float[] chain = {0, 0, 0, 1.4f, 0.2f, 0, 1.9f, 1.5f, 0.3f, 3.2f, 1.7f, 0.8f, 1.3f, 2.4f, -0.6f};
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < chain.length; i++) {
            chain[i] += 0.4f * ((float) random.nextDouble() - 0.5f);
        }
        return chain;
    }

    @Test
    void sizesCountBondsAnglesTorsionsAndDistances() {
        assertThat(features.internals()).isEqualTo(4 + 4 + 2 * 2);
        assertThat(features.size()).isEqualTo(12 + 10);
    }

    @Test
    void torsionsAreThoseOfTorsion() {
        float[] x = positions(1);
        double[] exact = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            exact[i] = x[i];
        }
        float[] values = new float[features.size()];
        features.map(x, 0, values, 0);
        double[] angles = {
            Torsion.radians(exact, new int[] {0, 1, 2, 3}), Torsion.radians(exact, new int[] {0, 1, 2, 4})
        };
        for (int i = 0; i < 2; i++) {
            assertThat(values[8 + i]).isCloseTo((float) Math.cos(angles[i]), within(1e-5f));
            assertThat(values[10 + i]).isCloseTo((float) Math.sin(angles[i]), within(1e-5f));
        }
    }

    @Test
    void reflectionNegatesTheSinesAndNothingElse() {
        float[] x = positions(2);
        float[] reflected = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            reflected[i] = -x[i];
        }
        float[] values = new float[features.size()];
        float[] images = new float[features.size()];
        features.map(x, 0, values, 0);
        features.map(reflected, 0, images, 0);
        for (int i = 0; i < values.length; i++) {
            boolean sine = i == 10 || i == 11;
            assertThat(images[i]).isCloseTo(sine ? -values[i] : values[i], within(1e-6f));
        }
    }

    @Test
    void pullBackIsTheTransposedJacobian() {
        for (int seed = 0; seed < 20; seed++) {
            float[] x = positions(seed);
            SplittableRandom random = new SplittableRandom(100 + seed);
            float[] weights = new float[features.size()];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = (float) random.nextDouble() - 0.5f;
            }
            float[] gradient = new float[x.length];
            features.pullBack(x, 0, weights, 0, gradient);
            float step = 2e-3f;
            for (int i = 0; i < x.length; i++) {
                float kept = x[i];
                x[i] = kept + step;
                double above = weighted(x, weights);
                x[i] = kept - step;
                double below = weighted(x, weights);
                x[i] = kept;
                assertThat((double) gradient[i]).isCloseTo((above - below) / (2 * step), within(2e-3));
            }
        }
    }

    private double weighted(float[] x, float[] weights) {
        float[] values = new float[features.size()];
        features.map(x, 0, values, 0);
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += (double) weights[i] * values[i];
        }
        return sum;
    }

    @Test
    void atomsOnALineGiveFiniteGradients() {
        float[] x = {0, 0, 0, 1, 0, 0, 2, 0, 0, 3, 0, 0, 2, 0, 0};
        float[] weights = new float[features.size()];
        java.util.Arrays.fill(weights, 1);
        float[] gradient = new float[x.length];
        features.pullBack(x, 0, weights, 0, gradient);
        for (float value : gradient) {
            assertThat(value).isFinite();
        }
    }
}
