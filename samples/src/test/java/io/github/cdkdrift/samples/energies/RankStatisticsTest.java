package io.github.cdkdrift.samples.energies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Expected values: scipy.stats 1.10 (spearmanr, pearsonr). */
class RankStatisticsTest {
    private static final double[] A = {0, 1.5, 1.5, 3, -2, 7};
    private static final double[] B = {0.2, 1, 2, 2.5, 0.1, 0.3};

    @Test
    void correlationsAreThoseOfScipy() {
        assertThat(RankStatistics.spearman(A, B)).isCloseTo(0.6377481392176932, within(1e-9));
        assertThat(RankStatistics.pearson(A, B)).isCloseTo(0.1752167602970548, within(1e-9));
    }

    @Test
    void anOffsetIsNoError() {
        assertThat(RankStatistics.meanAbsoluteError(new double[] {1, 2, 3}, new double[] {11, 12, 13}))
                .isCloseTo(0, within(1e-12));
        assertThat(RankStatistics.meanAbsoluteError(new double[] {0, 2}, new double[] {0, 0}))
                .isCloseTo(1, within(1e-12));
    }

    @Test
    void theMedianOfAnEvenCountIsTheMeanOfTheMiddleTwo() {
        assertThat(RankStatistics.median(new double[] {4, 1, 3, 2})).isEqualTo(2.5);
        assertThat(RankStatistics.median(new double[] {9, 1, 3})).isEqualTo(3);
    }
}
