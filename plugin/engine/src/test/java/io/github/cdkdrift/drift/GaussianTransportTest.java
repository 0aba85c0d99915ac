package io.github.cdkdrift.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GaussianTransportTest {
    private static final double[] TARGET_MEAN = {0.5, -1};
    private static final double[] TARGET_COVARIANCE = {1.5, 0.4, 0.4, 0.7};

    /** Correlated points in the plane, [count][2]. */
    private static float[] points(int count, long seed) {
        Random random = new Random(seed);
        float[] points = new float[2 * count];
        for (int i = 0; i < count; i++) {
            double u = random.nextGaussian();
            double v = random.nextGaussian();
            points[2 * i] = (float) (0.9 * u - 0.2);
            points[2 * i + 1] = (float) (-0.5 * u + 0.8 * v + 0.3);
        }
        return points;
    }

    private static double[] mean(float[] points) {
        double[] mean = new double[2];
        for (int i = 0; i < points.length; i++) {
            mean[i % 2] += 2.0 * points[i] / points.length;
        }
        return mean;
    }

    /** With the divisor count − 1. */
    private static double[] covariance(float[] points) {
        double[] mean = mean(points);
        double[] covariance = new double[4];
        int count = points.length / 2;
        for (int k = 0; k < count; k++) {
            for (int i = 0; i < 2; i++) {
                for (int j = 0; j < 2; j++) {
                    covariance[2 * i + j] +=
                            (points[2 * k + i] - mean[i]) * (points[2 * k + j] - mean[j]) / (count - 1);
                }
            }
        }
        return covariance;
    }

    /** A first batch of fewer points than dimensions has a covariance of low rank, whose decomposition must end, too. */
    @Test
    void fewPointsInManyDimensionsAreMovedByFiniteSteps() {
        int size = 90;
        double[] target = new double[size * size];
        for (int i = 0; i < size; i++) {
            target[i * size + i] = 1;
        }
        for (int points : new int[] {2, 16, 64}) {
            for (int seed = 0; seed < 10; seed++) {
                GaussianTransport transport = transport(new double[size], target);
                float[] few = new float[points * size];
                Random random = new Random(seed);
                for (int i = 0; i < few.length; i++) {
                    few[i] = (float) (1e-3 * random.nextGaussian());
                }
                transport.add(few, 0, points);
                float[] moved = few.clone();
                transport.addDisplacement(few, 0, points, 1, moved);
                for (float value : moved) {
                    assertThat(value).isFinite();
                }
            }
        }
    }

    private static GaussianTransport transport(double[] targetMean, double[] targetCovariance) {
        float[] covariance = new float[targetCovariance.length];
        for (int i = 0; i < covariance.length; i++) {
            covariance[i] = (float) targetCovariance[i];
        }
        return new GaussianTransport(targetMean, covariance, 4000, new GaussianMap(targetMean.length));
    }

    private static float[] displaced(GaussianTransport transport, float[] points) {
        float[] moved = points.clone();
        transport.addDisplacement(points, 0, points.length / 2, 1, moved);
        return moved;
    }

    /** √M = (M + √det M)/√(tr M + 2 √det M), by the theorem of Cayley and Hamilton. */
    private static double[] root(double[] m) {
        double s = Math.sqrt(m[0] * m[3] - m[1] * m[2]);
        double t = Math.sqrt(m[0] + m[3] + 2 * s);
        return new double[] {(m[0] + s) / t, m[1] / t, m[2] / t, (m[3] + s) / t};
    }

    private static double[] inverse(double[] m) {
        double determinant = m[0] * m[3] - m[1] * m[2];
        return new double[] {m[3] / determinant, -m[1] / determinant, -m[2] / determinant, m[0] / determinant};
    }

    private static double[] product(double[] a, double[] b) {
        return new double[] {
            a[0] * b[0] + a[1] * b[2], a[0] * b[1] + a[1] * b[3], a[2] * b[0] + a[3] * b[2], a[2] * b[1] + a[3] * b[3]
        };
    }

    /** A = R ((1 − δ) R⁻¹ C R⁻¹ + δ)^(−1/2) R⁻¹ with δ = 1/9, the roots in closed form. */
    @Test
    void isTheKnownMapBetweenTwoGaussians() {
        float[] points = points(500, 1);
        double[] unit = root(TARGET_COVARIANCE);
        double[] shrunk = product(product(inverse(unit), covariance(points)), inverse(unit));
        for (int i = 0; i < 4; i++) {
            shrunk[i] = 8 * shrunk[i] / 9 + (i % 3 == 0 ? 1 / 9.0 : 0);
        }
        double[] map = product(product(unit, inverse(root(shrunk))), inverse(unit));
        double[] mean = mean(points);
        GaussianTransport transport = transport(TARGET_MEAN, TARGET_COVARIANCE);
        transport.add(points, 0, 500);
        float[] moved = displaced(transport, points);
        for (int k = 0; k < 500; k++) {
            double x = points[2 * k] - mean[0];
            double y = points[2 * k + 1] - mean[1];
            assertThat((double) moved[2 * k]).isCloseTo(TARGET_MEAN[0] + map[0] * x + map[1] * y, within(1e-4));
            assertThat((double) moved[2 * k + 1]).isCloseTo(TARGET_MEAN[1] + map[2] * x + map[3] * y, within(1e-4));
        }
        assertThat(mean(moved)).containsExactly(TARGET_MEAN, within(1e-5));
    }

    /** In many dimensions with variances over five orders of magnitude, too. */
    @Test
    void carriesPointsToTheTargetInAFewRounds() {
        int size = 40;
        int count = 500;
        Random random = new Random(5);
        float[] batch = new float[size * count];
        double[] target = new double[size * size];
        for (int i = 0; i < size; i++) {
            target[i * size + i] = 0.05 + 2 * random.nextDouble();
        }
        for (int i = 0; i < batch.length; i++) {
            int axis = i % size;
            batch[i] = (float) (Math.pow(10, 2.5 * axis / size - 1.5) * random.nextGaussian());
            // Neighbouring axes depend on each other.
            batch[i] += axis > 0 ? 0.5f * batch[i - 1] : 0;
        }
        for (int round = 0; round < 8; round++) {
            GaussianTransport transport = transport(new double[size], target);
            transport.add(batch, 0, count);
            transport.addDisplacement(batch.clone(), 0, count, 1, batch);
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                double sum = 0;
                for (int k = 0; k < count; k++) {
                    sum += (double) batch[k * size + i] * batch[k * size + j];
                }
                assertThat(sum / (count - 1)).isCloseTo(target[i * size + j], within(2e-3));
            }
        }
    }

    /** The widest coordinate says nothing of the widest direction, along which the others go together. */
    @Test
    void drawsTogetherWhatVariesTogether() {
        for (int others : new int[] {1, 3, 5, 60}) {
            int size = 1 + others;
            int count = 4000;
            Random random = new Random(others);
            float[] batch = new float[size * count];
            for (int k = 0; k < count; k++) {
                batch[k * size] = (float) (1.1 * random.nextGaussian());
                double common = Math.sqrt(0.9) * random.nextGaussian();
                for (int i = 1; i < size; i++) {
                    batch[k * size + i] = (float) (common + Math.sqrt(0.1) * random.nextGaussian());
                }
            }
            double[] target = new double[size * size];
            for (int i = 0; i < size; i++) {
                target[i * size + i] = 1;
            }
            GaussianTransport transport = transport(new double[size], target);
            transport.add(batch, 0, count);
            float[] together = new float[size];
            Arrays.fill(together, 1, size, 1);
            float[] moved = together.clone();
            transport.addDisplacement(together, 0, 1, 1, moved);
            // The direction's variance is 0.9 of the number of others, and a tenth.
            double expected = 1 / Math.sqrt(8 * (0.9 * others + 0.1) / 9 + 1 / 9.0);
            for (int i = 1; i < size; i++) {
                assertThat((double) moved[i]).isCloseTo(expected, within(0.08));
            }
        }
    }

    /** 1/√(8/9 · 4 + 1/9) for a batch of variance 4 and a target of variance 1. */
    @Test
    void isKnownInOneDimension() {
        GaussianTransport transport = transport(new double[1], new double[] {1});
        transport.add(new float[] {-2, -2, -2, 2, 2, 2, 0}, 0, 7);
        float[] displacement = new float[1];
        transport.addDisplacement(new float[] {3}, 0, 1, 1, displacement);
        assertThat((double) displacement[0]).isCloseTo(3 / Math.sqrt(11 / 3.0) - 3, within(1e-4));
    }

    @Test
    void onePointAloneMovesTheMeanOnly() {
        GaussianTransport transport = transport(TARGET_MEAN, TARGET_COVARIANCE);
        transport.add(new float[] {4, 4}, 0, 1);
        float[] displacement = new float[2];
        transport.addDisplacement(new float[] {7, 8}, 0, 1, 1, displacement);
        assertThat(displacement).containsExactly(new float[] {-3.5f, -5}, within(1e-6f));
    }

    /** A network that diverged is reported by its loss: here only the means are carried. */
    @Test
    void neitherStretchesNorFailsWhereTheCovarianceOverflows() {
        GaussianTransport transport = transport(TARGET_MEAN, TARGET_COVARIANCE);
        transport.add(new float[] {1e30f, 0, -1e30f, 0, 0, 1e30f, 0, -1e30f}, 0, 4);
        float[] displacement = new float[2];
        transport.addDisplacement(new float[] {7, 8}, 0, 1, 1, displacement);
        assertThat(displacement).containsExactly(new float[] {0.5f, -1}, within(1e-6f));
    }

    @Test
    void displacesNothingWhereTheMomentsAgree() {
        float[] points = points(300, 2);
        GaussianTransport transport = transport(mean(points), covariance(points));
        for (int batch = 0; batch < 12; batch++) {
            transport.add(points, 0, 300);
        }
        assertThat(displaced(transport, points)).containsExactly(points, within(1e-5f));
    }

    @Test
    void looksAtItsOwnPartOfATableAndScalesTheDisplacement() {
        float[] points = points(40, 3);
        GaussianTransport transport = transport(TARGET_MEAN, TARGET_COVARIANCE);
        transport.add(points, 20, 30);
        float[] middle = Arrays.copyOfRange(points, 20, 80);
        GaussianTransport alone = transport(TARGET_MEAN, TARGET_COVARIANCE);
        alone.add(middle, 0, 30);
        float[] sums = new float[80];
        transport.addDisplacement(points, 20, 10, -0.5f, sums);
        float[] expected = new float[60];
        alone.addDisplacement(middle, 0, 10, -0.5f, expected);
        for (int i = 0; i < 80; i++) {
            assertThat(sums[i]).isEqualTo(i >= 20 && i < 40 ? expected[i - 20] : 0);
        }
        float[] whole = new float[60];
        alone.addDisplacement(middle, 0, 10, 1, whole);
        assertThat(expected[3]).isCloseTo(-0.5f * whole[3], within(1e-6f)).isNotZero();
    }

    /** A batch that collapsed is drawn apart by at most 2 of its width, one that is far too wide together by its own. */
    @Test
    void isBounded() {
        for (double width : new double[] {1e-6, 1e6}) {
            float[] batch = {(float) width, 0, (float) -width, 0, 0, (float) width, 0, (float) -width};
            GaussianTransport transport = transport(new double[2], new double[] {1, 0, 0, 1});
            transport.add(batch, 0, 4);
            float[] displacement = new float[2];
            transport.addDisplacement(new float[] {1, 0}, 0, 1, 1, displacement);
            assertThat(displacement).containsExactly(new float[] {width < 1 ? 2 : -1, 0}, within(1e-4f));
        }
    }

    /** The first batch counts in full, those up to the 200th by a tenth, later ones by a fiftieth. */
    @Test
    void remembersEarlierBatches() {
        float[] still = {-1, -1, 1, 1, 1, -1, -1, 1};
        float[] shifted = new float[8];
        for (int i = 0; i < 8; i++) {
            shifted[i] = still[i] + 1;
        }
        GaussianTransport transport = transport(new double[2], covariance(still));
        transport.add(still, 0, 4);
        transport.add(shifted, 0, 4);
        assertThat(displaced(transport, still)[0] - still[0]).isCloseTo(-0.1f, within(1e-6f));
        for (int batch = 0; batch < 300; batch++) {
            transport.add(still, 0, 4);
        }
        transport.add(shifted, 0, 4);
        assertThat(displaced(transport, still)[0] - still[0]).isCloseTo(-0.02f, within(1e-4f));
    }

    @Test
    void goesOnFromWhatItSaved() {
        GaussianTransport whole = transport(TARGET_MEAN, TARGET_COVARIANCE);
        for (int batch = 0; batch < 8; batch++) {
            whole.add(points(20, batch), 0, 20);
        }
        double[] memory = new double[3 + whole.stateSize()];
        whole.save(memory, 3);
        GaussianTransport resumed = transport(TARGET_MEAN, TARGET_COVARIANCE);
        resumed.restore(memory, 3);
        float[] points = points(20, 99);
        assertThat(displaced(resumed, points)).isEqualTo(displaced(whole, points));
        for (int batch = 8; batch < 220; batch++) {
            whole.add(points(20, batch), 0, 20);
            resumed.add(points(20, batch), 0, 20);
        }
        assertThat(displaced(resumed, points)).isEqualTo(displaced(whole, points));
    }
}
