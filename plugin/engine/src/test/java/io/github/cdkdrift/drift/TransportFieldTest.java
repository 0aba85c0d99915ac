package io.github.cdkdrift.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.TestFrames;
import io.github.cdkdrift.backend.HostThreads;
import io.github.cdkdrift.coordinate.InternalFeatures;
import io.github.cdkdrift.frames.ForceFrames;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TransportFieldTest {
    private static final TransportSettings WITHOUT_MOMENTS = new TransportSettings(8, 16, 4, 0, 0, 0, 1);
    private static final TransportSettings WITH_MOMENTS = new TransportSettings(8, 16, 4, 0.3, 0, 0, 1);
    private static final InternalFeatures DIATOMIC = new InternalFeatures(2, List.of(new int[] {0, 1}));
    private static final ForceFrames CHIRAL = TestFrames.chiral(600);
    private static final float[] POSITIVES = flat(CHIRAL);
    private static final InternalFeatures FEATURES =
            new InternalFeatures(5, TestFrames.graph(CHIRAL).bonds());
    private static final int[] ONE_STATE = {0};

    /** Diatomic molecules along x. */
    private static float[] diatomics(double... lengths) {
        float[] positions = new float[6 * lengths.length];
        for (int i = 0; i < lengths.length; i++) {
            positions[6 * i + 3] = (float) lengths[i];
        }
        return positions;
    }

    private static double[] gaussian(int count, double mean, double deviation, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, count)
                .mapToDouble(i -> mean + deviation * random.nextGaussian())
                .toArray();
    }

    private static double mean(double... values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double variance(double... values) {
        double mean = mean(values);
        return mean(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).toArray());
    }

    private static float[] chiral(int from, int count) {
        return Arrays.copyOfRange(POSITIVES, 15 * from, 15 * (from + count));
    }

    private static float[] flat(ForceFrames frames) {
        float[] flat = new float[15 * frames.size()];
        for (int frame = 0; frame < frames.size(); frame++) {
            double[] positions = frames.positions(frame);
            for (int i = 0; i < 15; i++) {
                flat[15 * frame + i] = (float) positions[i];
            }
        }
        return flat;
    }

    private static TransportField ofChiral(TransportSettings settings, int batch) {
        return new TransportField(settings, FEATURES, chiral(0, 600), new int[600], 1, batch);
    }

    /**
     * All features of a diatomic molecule are its bond, so each loss is mean (x − q)²/σ², and its gradient summed over the batch
     * 2 (⟨x⟩ − ⟨q⟩)/σ²: what is too short is drawn out along the bond.
     */
    @Test
    void shiftedPositivesPullAlongTheShift() {
        double[] positives = gaussian(500, 1.3, 0.05, 1);
        double[] batch = gaussian(16, 1.2, 0.04, 2);
        TransportField field = new TransportField(WITHOUT_MOMENTS, DIATOMIC, diatomics(positives), new int[500], 1, 16);
        float[] gradients = new float[96];
        double loss = field.gradient(diatomics(batch), ONE_STATE, 1, gradients);
        double sum = 0;
        for (int i = 0; i < 16; i++) {
            sum += gradients[6 * i + 3];
            assertThat(gradients[6 * i]).isEqualTo(-gradients[6 * i + 3]);
            assertThat(gradients[6 * i + 4]).isZero();
            assertThat(gradients[6 * i + 5]).isZero();
        }
        // The mean of sixteen quantiles is that of the positives but for 0.002 in 2.
        double expected = 2 * (mean(batch) - mean(positives)) / variance(positives);
        assertThat(sum).isCloseTo(expected, within(5e-3 * Math.abs(expected))).isNegative();
        assertThat(loss).isBetween(0.8 * 0.01 / variance(positives), 1.4 * 0.01 / variance(positives));
        assertThat(field.widthRatio()).isCloseTo(Math.sqrt(variance(batch) / variance(positives)), within(1e-3));
    }

    /** Two states at 1.0 and 1.6: a batch that has each in its place is nearly at rest, one with both exchanged is not. */
    @Test
    void comparesEachStateWithItsOwnPositives() {
        double[] positives = new double[400];
        int[] state = new int[400];
        double[] noise = gaussian(400, 0, 0.05, 4);
        for (int i = 0; i < 400; i++) {
            state[i] = i % 2;
            positives[i] = (i % 2 == 0 ? 1.0 : 1.6) + noise[i];
        }
        TransportField field = new TransportField(WITHOUT_MOMENTS, DIATOMIC, diatomics(positives), state, 2, 16);
        double[] batch = gaussian(16, 1.6, 0.05, 3);
        for (int i = 8; i < 16; i++) {
            batch[i] -= 0.6;
        }
        float[] gradients = new float[96];
        assertThat(field.groups()).isEqualTo(2);
        assertThat(field.gradient(diatomics(batch), new int[] {1, 0}, 1, gradients))
                .isLessThan(0.7);
        for (int group = 0; group < 2; group++) {
            double sum = 0;
            for (int i = 8 * group; i < 8 * group + 8; i++) {
                sum += gradients[6 * i + 3];
            }
            int first = 1 - group;
            double wanted = mean(IntStream.range(0, 200)
                    .mapToDouble(i -> positives[2 * i + first])
                    .toArray());
            double ofGroup = mean(Arrays.copyOfRange(batch, 8 * group, 8 * group + 8));
            assertThat(sum * 0.05 * 0.05).isCloseTo(ofGroup - wanted, within(2.5e-3));
        }
        assertThat(field.gradient(diatomics(batch), new int[] {0, 1}, 1, gradients))
                .isGreaterThan(100);
    }

    /** Small groups and steps: no two samples change their ranks. */
    @Test
    void theGradientIsThatOfTheLoss() {
        int[] state = IntStream.range(0, 600).map(i -> i % 2).toArray();
        requireGradient(
                new TransportField(WITHOUT_MOMENTS, FEATURES, chiral(0, 600), state, 2, 6),
                chiral(30, 6),
                new int[] {1, 0});
    }

    /** More features and more directions than are sorted at once, neither a multiple of that number. */
    @Test
    void theGradientIsThatOfTheLossInManyDimensions() {
        int atoms = 16;
        float[] chain = new float[302 * 3 * atoms];
        Random random = new Random(11);
        for (int i = 0; i < chain.length; i++) {
            int atom = i / 3 % atoms;
            double centre = i % 3 == 0 ? 1.25 * atom : i % 3 == 1 ? 0.8 * (atom % 2) : 0.3 * Math.sin(atom);
            chain[i] = (float) (centre + 0.04 * random.nextGaussian());
        }
        InternalFeatures features = new InternalFeatures(
                atoms,
                IntStream.range(1, atoms).mapToObj(i -> new int[] {i - 1, i}).toList());
        assertThat(features.size()).isGreaterThan(128);
        int points = 300 * 3 * atoms;
        requireGradient(
                new TransportField(
                        new TransportSettings(150, 300, 4, 0, 0, 0, 1),
                        features,
                        Arrays.copyOf(chain, points),
                        new int[300],
                        1,
                        2),
                Arrays.copyOfRange(chain, points, chain.length),
                ONE_STATE);
    }

    private static void requireGradient(TransportField field, float[] batch, int[] groups) {
        for (int i = 0; i < batch.length; i++) {
            batch[i] += 0.02f * (float) Math.sin(7 * i);
        }
        float[] gradients = new float[batch.length];
        float[] ignored = new float[batch.length];
        field.gradient(batch, groups, 5, gradients);
        double largest = 0;
        for (float gradient : gradients) {
            largest = Math.max(largest, Math.abs(gradient));
        }
        float step = 2e-4f;
        for (int i = 0; i < batch.length; i++) {
            float[] up = batch.clone();
            float[] down = batch.clone();
            up[i] += step;
            down[i] -= step;
            double slope = (field.gradient(up, groups, 5, ignored) - field.gradient(down, groups, 5, ignored))
                    / ((double) up[i] - down[i]);
            assertThat((double) gradients[i]).as("coordinate %d", i).isCloseTo(slope, within(5e-3 * largest));
        }
    }

    /** For batches of the positives themselves the mean gradient is no larger than its standard error allows, for any number. */
    @Test
    void vanishesOnAverageForSamplesOfTheTarget() {
        TransportField field = ofChiral(WITHOUT_MOMENTS, 32);
        for (int batches : new int[] {40, 640}) {
            assertThat(excess(field, batches, 0)).isLessThan(2.5);
        }
        assertThat(excess(field, 640, 0.02)).isGreaterThan(20);
    }

    /** |mean gradient|² of the positions, summed over a batch, over its expectation for independent gradients of mean 0. */
    private static double excess(TransportField field, int batches, double shift) {
        Random random = new Random(8);
        double[] mean = new double[15];
        double squares = 0;
        float[] gradients = new float[32 * 15];
        for (int b = 0; b < batches; b++) {
            float[] batch = draw(random, 32);
            for (int i = 3; i < batch.length; i += 15) {
                batch[i] += (float) shift;
            }
            field.gradient(batch, ONE_STATE, b, gradients);
            double[] sum = new double[15];
            for (int i = 0; i < gradients.length; i++) {
                sum[i % 15] += gradients[i];
            }
            for (int i = 0; i < 15; i++) {
                mean[i] += sum[i] / batches;
                squares += sum[i] * sum[i];
            }
        }
        double length = Arrays.stream(mean).map(m -> m * m).sum();
        return length * batches / (squares / batches - length);
    }

    /** Positives drawn with replacement. */
    private static float[] draw(Random random, int count) {
        float[] batch = new float[15 * count];
        for (int i = 0; i < count; i++) {
            System.arraycopy(chiral(random.nextInt(600), 1), 0, batch, 15 * i, 15);
        }
        return batch;
    }

    /** Neither narrows nor widens them: Σ g·(x − ⟨x⟩) is far from what it is for a batch that is narrower by a tenth. */
    @Test
    void leavesSamplesOfTheTargetAsWideAsTheyAre() {
        for (TransportSettings settings : List.of(WITHOUT_MOMENTS, WITH_MOMENTS)) {
            double narrow = narrowing(settings, 0.9);
            assertThat(narrow).isNegative();
            assertThat(narrowing(settings, 1)).isCloseTo(0, within(0.06 * Math.abs(narrow)));
            assertThat(narrowing(settings, 1.1)).isPositive();
        }
    }

    private static double narrowing(TransportSettings settings, double width) {
        TransportField field = ofChiral(settings, 64);
        double[] mean = new double[15];
        for (int i = 0; i < POSITIVES.length; i++) {
            mean[i % 15] += POSITIVES[i] / 600;
        }
        Random random = new Random(9);
        float[] gradients = new float[64 * 15];
        double sum = 0;
        for (int b = 0; b < 250; b++) {
            float[] batch = draw(random, 64);
            for (int i = 0; i < batch.length; i++) {
                batch[i] = (float) (mean[i % 15] + width * (batch[i] - mean[i % 15]));
            }
            field.gradient(batch, ONE_STATE, b, gradients);
            for (int i = 0; i < batch.length; i++) {
                sum += gradients[i] * (batch[i] - mean[i % 15]);
            }
        }
        return sum / 250;
    }

    /** The moments pull a shifted batch with their whole weight, and enter the gradient alone. */
    @Test
    void momentsAddToTheGradient() {
        double[] positives = gaussian(500, 1.3, 0.05, 1);
        double[] batch = gaussian(16, 1.2, 0.05, 2);
        float[] without = new float[96];
        float[] with = new float[96];
        int[] state = new int[500];
        double loss = new TransportField(WITHOUT_MOMENTS, DIATOMIC, diatomics(positives), state, 1, 16)
                .gradient(diatomics(batch), ONE_STATE, 1, without);
        assertThat(new TransportField(WITH_MOMENTS, DIATOMIC, diatomics(positives), state, 1, 16)
                        .gradient(diatomics(batch), ONE_STATE, 1, with))
                .isEqualTo(loss);
        double sum = 0;
        for (int i = 3; i < 96; i += 6) {
            sum += with[i] - without[i];
        }
        double expected = 0.3 * 2 * (mean(batch) - mean(positives)) / variance(positives);
        assertThat(sum).isCloseTo(expected, within(2e-3 * Math.abs(expected)));
    }

    @Test
    void theStepDecidesWhichDirectionsAreComparedAndNothingElse() {
        TransportField field = ofChiral(WITHOUT_MOMENTS, 32);
        float[] batch = chiral(50, 32);
        float[][] gradients = new float[4][batch.length];
        int[] steps = {1, 2, 3, 1};
        for (int i = 0; i < 4; i++) {
            field.gradient(batch, ONE_STATE, steps[i], gradients[i]);
        }
        assertThat(gradients[1]).isNotEqualTo(gradients[0]);
        assertThat(gradients[2]).isEqualTo(gradients[0]); // two blocks of directions
        assertThat(gradients[3]).isEqualTo(gradients[0]);
    }

    @Test
    void doesNotDependOnTheNumberOfThreads() {
        float[] batch = chiral(50, 32);
        float[][] gradients = new float[2][batch.length];
        for (int i = 0; i < 2; i++) {
            TransportField field = new TransportField(
                    WITH_MOMENTS, FEATURES, chiral(0, 600), new int[600], 1, 32, new HostThreads(1 + 2 * i));
            for (int step = 0; step < 3; step++) {
                field.gradient(batch, ONE_STATE, step, gradients[i]);
            }
        }
        assertThat(gradients[1]).isEqualTo(gradients[0]);
    }

    @Test
    void goesOnFromItsMemory() {
        int[] state = IntStream.range(0, 600).map(i -> i % 3).toArray();
        int[] groups = {2, 0, 1};
        TransportField whole = new TransportField(WITH_MOMENTS, FEATURES, chiral(0, 600), state, 3, 30);
        TransportField resumed = new TransportField(WITH_MOMENTS, FEATURES, chiral(0, 600), state, 3, 30);
        float[] first = new float[450];
        float[] second = new float[450];
        for (int step = 0; step < 4; step++) {
            whole.gradient(chiral(40 * step, 30), groups, step, first);
        }
        resumed.restore(whole.state());
        whole.gradient(chiral(200, 30), groups, 4, first);
        resumed.gradient(chiral(200, 30), groups, 4, second);
        assertThat(second).isEqualTo(first);
        assertThat(resumed.state()).isEqualTo(whole.state());
    }

    @Test
    void groupsAreAsManyAsTheBatchCanBeSharedAmong() {
        assertThat(TransportField.groups(WITHOUT_MOMENTS, 1, 256)).isEqualTo(1);
        assertThat(TransportField.groups(WITHOUT_MOMENTS, 9, 256)).isEqualTo(4);
        assertThat(TransportField.groups(WITHOUT_MOMENTS, 3, 256)).isEqualTo(2);
        assertThat(TransportField.groups(WITHOUT_MOMENTS, 3, 255)).isEqualTo(3);
    }

    @Test
    void ordersAllNumbersAndPutsNanLast() {
        float[] rising = {Float.NEGATIVE_INFINITY, -3, -1e-30f, 0, 1e-30f, 2, Float.POSITIVE_INFINITY, Float.NaN};
        for (int i = 1; i < rising.length; i++) {
            assertThat(ColumnMatch.sortable(rising[i])).isGreaterThan(ColumnMatch.sortable(rising[i - 1]));
        }
        assertThat(ColumnMatch.sortable(Float.intBitsToFloat(0xffc00000))).isEqualTo(ColumnMatch.sortable(Float.NaN));
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> new TransportSettings(8, 20, 4, 0, 0, 0, 1)).hasMessageContaining("divide the bank");
        assertThatThrownBy(() -> new TransportSettings(8, 16, 0, 0, 0, 0, 1)).hasMessageContaining("at least 1");
        assertThatThrownBy(() -> new TransportSettings(8, 16, 4, -1, 0, 0, 1)).hasMessageContaining("negative");
        assertThatThrownBy(() -> new TransportSettings(8, 16, 4, 0, 0, 1.5, 1)).hasMessageContaining("from 0 to 1");
    }
}
