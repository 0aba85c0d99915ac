package io.github.cdkdrift.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class TorsionDivergenceTest {
    private static final int GROUPS = 16;

    private static TorsionHistograms drawn(int size, long seed, ToDoubleFunction<SplittableRandom> torsion) {
        SplittableRandom random = new SplittableRandom(seed);
        TorsionHistograms histograms = new TorsionHistograms(1, GROUPS);
        for (int i = 0; i < size; i++) {
            histograms.add(i * GROUPS / size, 0, torsion.applyAsDouble(random));
        }
        return histograms;
    }

    private static double peaked(SplittableRandom random) {
        return 60 + 30 * random.nextGaussian();
    }

    /** All in the same bin, and in bins of their own: 0 and ln 2. */
    @Test
    void goesFromNothingToTheLogarithmOfTwo() {
        TorsionHistograms here = drawn(64, 1, random -> 10);

        assertThat(TorsionDivergence.of(here, drawn(64, 1, random -> 370), 0).value())
                .isZero();
        assertThat(TorsionDivergence.of(here, drawn(64, 1, random -> -170), 0).value())
                .isCloseTo(Math.log(2), within(1e-12));
    }

    /** Two bins, shares (1, 0) and (½, ½): ½ ln(4/3) + ½ (½ ln ⅔ + ½ ln 2), by hand. */
    @Test
    void isTheDivergenceThatIsKnown() {
        TorsionHistograms one = drawn(64, 1, random -> 10);
        TorsionHistograms two = new TorsionHistograms(1, GROUPS);
        for (int i = 0; i < 64; i++) {
            two.add(i % GROUPS, 0, i / GROUPS % 2 == 0 ? 10 : 170);
        }
        double expected = 0.5 * Math.log(4 / 3.0) + 0.5 * (0.5 * Math.log(2 / 3.0) + 0.5 * Math.log(2));

        assertThat(TorsionDivergence.of(one, two, 0).value()).isCloseTo(expected, within(1e-12));
    }

    /**
     * Sixty-four even bins and many samples: (bins − 1)/8 (1/n + 1/m), the leading term of the mean. That the value itself is between
     * floor and limit is one case of many, which the seeds fix.
     */
    @Test
    void theFloorIsWhatTwoSetsOfOneDistributionShow() {
        int n = 20_000;
        int m = 5_000;
        TorsionDivergence even = TorsionDivergence.of(
                drawn(n, 1, random -> 360 * random.nextDouble()), drawn(m, 2, random -> 360 * random.nextDouble()), 3);

        double expected = 63 / 8.0 * (1.0 / n + 1.0 / m);
        assertThat(even.floor()).isCloseTo(expected, within(0.15 * expected));
        assertThat(even.high()).isBetween(1.15 * even.floor(), 1.7 * even.floor());
        double sum = 0;
        for (int i = 0; i < 40; i++) {
            sum += TorsionDivergence.of(
                                    drawn(n, 100 + i, TorsionDivergenceTest::peaked),
                                    drawn(m, 200 + i, TorsionDivergenceTest::peaked),
                                    i)
                            .value()
                    / 40;
        }
        TorsionDivergence peaked = TorsionDivergence.of(
                drawn(n, 3, TorsionDivergenceTest::peaked), drawn(m, 4, TorsionDivergenceTest::peaked), 5);
        assertThat(sum / peaked.floor()).isBetween(0.85, 1.15);
    }

    /** What is apart by a sixth of its width is far above the floor. */
    @Test
    void aRealDifferenceIsAboveTheLimit() {
        TorsionDivergence found = TorsionDivergence.of(
                drawn(20_000, 1, TorsionDivergenceTest::peaked), drawn(20_000, 2, random -> 5 + peaked(random)), 3);

        assertThat(found.value()).isGreaterThan(3 * found.high());
    }

    /** Independent samples are worth themselves; each one ten times over, a tenth. */
    @Test
    void repeatedSamplesAreWorthNoMore() {
        TorsionHistograms independent = drawn(16_000, 1, TorsionDivergenceTest::peaked);
        double[] last = new double[1];
        int[] calls = new int[1];
        TorsionHistograms repeated = drawn(16_000, 2, random -> {
            last[0] = calls[0]++ % 10 == 0 ? peaked(random) : last[0];
            return last[0];
        });

        assertThat(independent.effectiveSize(0)).isBetween(12_000.0, 16_000.0);
        assertThat(repeated.effectiveSize(0)).isBetween(1_200.0, 2_000.0);
        TorsionDivergence found = TorsionDivergence.of(independent, repeated, 0);
        assertThat(found.first()).isEqualTo(independent.effectiveSize(0));
        assertThat(found.second()).isEqualTo(repeated.effectiveSize(0));
    }

    /** Groups that stay where they began tell of as many samples as there are groups, not of thousands. */
    @Test
    void groupsThatNeverMoveAreWorthOneSampleEach() {
        TorsionHistograms stuck = new TorsionHistograms(1, GROUPS);
        for (int i = 0; i < 16_000; i++) {
            stuck.add(i % GROUPS, 0, i % GROUPS < 8 ? 60 : -60);
        }

        assertThat(stuck.effectiveSize(0)).isBetween(14.0, 16.0);
    }

    /**
     * Groups that stay in one of two wells differ by one number alone, so that the divergence is spread as χ² with one degree of freedom: the limit is
     * 3.84 times the mean, where independent samples of as many bins would have 1.4.
     */
    @Test
    void slowTransitionsMakeTheLimitWide() {
        TorsionHistograms[] stuck = {new TorsionHistograms(1, 64), new TorsionHistograms(1, 64)};
        for (int i = 0; i < 64_000; i++) {
            stuck[0].add(i % 64, 0, i % 64 < 32 ? 60 : -60);
            stuck[1].add(i % 64, 0, i % 64 < 30 ? 60 : -60);
        }
        TorsionDivergence found = TorsionDivergence.of(stuck[0], stuck[1], 1);

        assertThat(found.high() / found.floor()).isBetween(3.0, 4.7);
        assertThat(found.value()).isLessThan(found.high());
    }

    @Test
    void withoutGroupsNothingIsSaidOfTheSize() {
        TorsionHistograms alone = new TorsionHistograms(1, 3);
        alone.add(0, 0, 1);

        assertThat(alone.effectiveSize(0)).isNaN();
        assertThatThrownBy(() -> TorsionDivergence.of(alone, alone, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 groups")
                .hasMessageContaining("at least 4");
        assertThatThrownBy(() -> TorsionDivergence.of(new TorsionHistograms(0, 4), new TorsionHistograms(0, 4), 0))
                .hasMessageContaining("at least 1");
    }

    /** Sixteen groups of a hundred, half of them all in the first state: the share is known as well as from sixteen samples. */
    @Test
    void sharesHaveTheErrorsOfTheirGroups() {
        int[][] groups = new int[16][100];
        for (int g = 8; g < 16; g++) {
            java.util.Arrays.fill(groups[g], 1);
        }
        GroupedShares shares = GroupedShares.of(groups, 3);

        assertThat(shares.shares()).containsExactly(new double[] {0.5, 0.5, 0}, within(1e-12));
        assertThat(shares.errors()[0]).isCloseTo(0.5 / Math.sqrt(15), within(1e-12));
        assertThat(shares.errors()[2]).isZero();
        assertThat(GroupedShares.of(new int[3][5], 2).errors()).containsOnly(Double.NaN);
        assertThatThrownBy(() -> GroupedShares.of(new int[4][0], 1)).hasMessageContaining("no sample");
    }
}
