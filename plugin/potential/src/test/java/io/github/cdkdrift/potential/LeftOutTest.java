package io.github.cdkdrift.potential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.potential.LeftOut.Noise;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LeftOutTest {
    private static LeftOut drawn(int count, double scale, double floor) {
        Random random = new Random(1);
        double[] variances = new double[count];
        double[] misses = new double[count];
        for (int i = 0; i < count; i++) {
            variances[i] = Math.pow(10, 2 * random.nextDouble() - 1);
            misses[i] = Math.sqrt(scale * variances[i] + floor) * random.nextGaussian();
        }
        return new LeftOut(misses, variances);
    }

    /** Variances over two powers of ten tell what grows with them from what does not. */
    @Test
    void scaleAndFloorAreFoundAgain() {
        Noise both = drawn(4000, 0.09, 0.04).noise();
        assertThat(both.scale()).isCloseTo(0.09, within(0.01));
        assertThat(both.floor()).isCloseTo(0.04, within(0.01));
        Noise scaled = drawn(4000, 0.09, 0).noise();
        assertThat(scaled.scale()).isCloseTo(0.09, within(0.01));
        assertThat(scaled.floor()).isLessThan(0.005);
        Noise even = drawn(4000, 0, 0.04).noise();
        assertThat(even.floor()).isCloseTo(0.04, within(0.01));
        assertThat(even.scale()).isLessThan(0.005);
    }

    /** Few misses do not tell whether they grow with the variance: both are taken to be possible, and together they are as large as the misses. */
    @Test
    void fewMissesLeaveBothOpen() {
        LeftOut few = drawn(10, 0.09, 0.04);
        Noise noise = few.noise();
        assertThat(noise.scale()).isPositive();
        assertThat(noise.floor()).isPositive();
        double typical = Arrays.stream(few.variances()).average().orElseThrow();
        assertThat(Math.sqrt(noise.scale() * typical + noise.floor())).isBetween(few.error() / 2, few.error() * 2);
    }

    @Test
    void nothingToTellIsNotANumberNowhere() {
        assertThat(new LeftOut(new double[12], new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}).noise())
                .isEqualTo(new Noise(0, 0, Double.POSITIVE_INFINITY));
        double[] misses = new double[12];
        Arrays.fill(misses, 2);
        assertThat(new LeftOut(misses, new double[12]).noise()).isEqualTo(new Noise(1, 0, Double.NEGATIVE_INFINITY));
    }

    /**
     * Misses that are as large as the variances say are worth more than the same with variances of other labels; and misses half as
     * large have a density 2ⁿ times as high.
     */
    @Test
    void theLikelihoodIsForVariancesThatForetellMisses() {
        LeftOut right = drawn(60, 0.09, 0.001);
        double[] turned = new double[60];
        Arrays.setAll(turned, i -> right.variances()[(i + 7) % 60]);
        assertThat(right.noise().logLikelihood())
                .isGreaterThan(new LeftOut(right.misses(), turned).noise().logLikelihood() + 3);
        double[] halves = Arrays.stream(right.misses()).map(miss -> miss / 2).toArray();
        assertThat(new LeftOut(halves, right.variances()).noise().logLikelihood())
                .isCloseTo(right.noise().logLikelihood() + 60 * Math.log(2), within(1e-9));
    }

    /** One label that is missed by far whatever the fit does not decide between two fits. */
    @Test
    void oneMissThatNoneForetellsDoesNotDecide() {
        LeftOut good = drawn(60, 0.01, 0.001);
        LeftOut bad = drawn(60, 0.09, 0.009);
        good.misses()[5] = 101;
        bad.misses()[5] = 100;
        assertThat(good.error()).isGreaterThan(bad.error());
        int[] usual = good.usual();
        assertThat(usual).hasSize(57).doesNotContain(5);
        assertThat(good.of(usual).noise().logLikelihood())
                .isGreaterThan(bad.of(usual).noise().logLikelihood() + 30);
    }
}
