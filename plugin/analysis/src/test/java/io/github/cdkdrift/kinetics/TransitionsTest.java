package io.github.cdkdrift.kinetics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TransitionsTest {
    private static final int B = Transitions.BETWEEN;

    /** Counted by hand: 0 → 1 at the fifth observation, 1 → 0 at the eighth; swings to the barrier and back are none. */
    @Test
    void aWalkerBelongsToTheStateWhoseCoreItWasInLast() {
        Transitions found = Transitions.of(new int[][] {{0, B, 0, B, 1, 1, B, 0, 0}}, 0.5, 2);

        assertThat(found.times()).containsExactly(2.0 + 0.5, 1.5);
        assertThat(found.rates())
                .extracting(Transitions.Rate::from, Transitions.Rate::to, Transitions.Rate::count)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(0, 1, 1L), org.assertj.core.groups.Tuple.tuple(1, 0, 1L));
        assertThat(found.rates().get(0).rate()).isEqualTo(1 / 2.5);
        assertThat(found.rates().get(0).error()).isEqualTo(1 / 2.5);
    }

    /** Before its first core a walker is nowhere. */
    @Test
    void whatComesBeforeTheFirstCoreDoesNotCount() {
        Transitions found = Transitions.of(new int[][] {{B, B, 1, 0, 0}, {}, {B, B}}, 1, 2);

        assertThat(found.times()).containsExactly(1, 1);
        assertThat(found.count()).isEqualTo(1);
        assertThat(found.rates().get(1).rate()).isEqualTo(1);
    }

    /** With 95 % confidence fewer than −ln 0.05 = 2.9957 were to be expected. */
    @Test
    void anUnseenTransitionHasALimitAndNoError() {
        Transitions.Rate unseen =
                Transitions.of(new int[][] {new int[101]}, 0.1, 3).rates().get(0);

        assertThat(unseen.rate()).isZero();
        assertThat(unseen.error()).isNaN();
        assertThat(unseen.most()).isCloseTo(0.29957, within(1e-5));
        assertThat(Transitions.of(new int[][] {new int[101]}, 0.1, 3)
                        .rates()
                        .get(2)
                        .rate())
                .isNaN();
    }

    /**
     * A chain of two states that is left with chances of 0.02 and 0.01 a step: in 95 % of runs the rate found is within two standard
     * errors of it, and the errors are those of the scatter of many runs.
     */
    @Test
    void theErrorOfARateIsThatOfItsScatter() {
        SplittableRandom random = new SplittableRandom(5);
        int runs = 300;
        double sum = 0;
        double squares = 0;
        double errors = 0;
        int within = 0;
        for (int run = 0; run < runs; run++) {
            Transitions.Rate rate =
                    Transitions.of(chains(random, 8, 2000), 1, 2).rates().get(0);
            sum += rate.rate();
            squares += rate.rate() * rate.rate();
            errors += rate.error();
            within += Math.abs(rate.rate() - 0.02) < 2 * rate.error() ? 1 : 0;
        }
        double mean = sum / runs;
        double scatter = Math.sqrt(squares / runs - mean * mean);
        assertThat(mean).isCloseTo(0.02, within(4 * scatter / Math.sqrt(runs)));
        assertThat(errors / runs / scatter).isBetween(0.9, 1.25);
        assertThat(within / (double) runs).isGreaterThan(0.92);
    }

    /** Walkers of which four move often and four never: counting alone would give an error that is too small. */
    @Test
    void walkersThatDifferMakeTheErrorLarger() {
        int[][] walkers = new int[8][101];
        for (int w = 0; w < 4; w++) {
            for (int i = 0; i < 101; i++) {
                walkers[w][i] = i % 2;
            }
        }
        Transitions.Rate rate = Transitions.of(walkers, 1, 2).rates().get(0);

        assertThat(rate.count()).isEqualTo(200);
        assertThat(rate.rate()).isCloseTo(200 / 600.0, within(1e-12));
        // Four walkers are off by 50 − 50/3, four by −100/3; times 8/7.
        double expected = Math.sqrt(8 / 7.0 * 8 * (100 / 3.0) * (100 / 3.0)) / 600;
        assertThat(rate.error()).isCloseTo(expected, within(1e-12)).isGreaterThan(2 * Math.sqrt(200) / 600);
    }

    @Test
    void needsAnInterval() {
        assertThatThrownBy(() -> Transitions.of(new int[1][3], 0, 1)).hasMessageContaining("above 0");
    }

    private static int[][] chains(SplittableRandom random, int walkers, int length) {
        int[][] chains = new int[walkers][length];
        for (int[] chain : chains) {
            int state = random.nextInt(2);
            for (int i = 0; i < length; i++) {
                chain[i] = state;
                if (random.nextDouble() < (state == 0 ? 0.02 : 0.01)) {
                    state = 1 - state;
                }
            }
        }
        return chains;
    }
}
