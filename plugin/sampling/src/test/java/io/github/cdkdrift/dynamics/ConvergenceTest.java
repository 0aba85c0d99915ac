package io.github.cdkdrift.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ConvergenceTest {
    /** Exact: an autoregression x ← φx + ξ has the integrated autocorrelation time (1 + φ)/(1 − φ), for φ = 0.8 nine. */
    @Test
    void findsTheAutocorrelationTimeOfAnAutoregression() {
        Convergence convergence = Convergence.of(autoregression(16, 4000, 0.8, 0));

        assertThat(convergence.autocorrelationTime()).isCloseTo(9, within(0.9));
        assertThat(convergence.effectiveSamples()).isCloseTo(16 * 4000 / 9.0, within(750.0));
        assertThat(convergence.splitRhat()).isCloseTo(1, within(0.005));
        assertThat(convergence.mean()).isCloseTo(0, within(4 * convergence.standardError()));
    }

    /** Over many repetitions the mean must miss 0 by about one standard error: the root mean square of the ratio is 1. */
    @Test
    void standardErrorIsTheSpreadOfTheMean() {
        double squares = 0;
        for (int seed = 0; seed < 100; seed++) {
            Convergence convergence = Convergence.of(autoregression(4, 1000, 0.8, seed));
            squares += Math.pow(convergence.mean() / convergence.standardError(), 2) / 100;
        }

        assertThat(Math.sqrt(squares)).isCloseTo(1, within(0.25));
    }

    @Test
    void chainsThatDisagreeShow() {
        double[][] chains = autoregression(4, 500, 0.5, 0);
        for (int i = 0; i < chains[0].length; i++) {
            chains[0][i] += 5;
        }

        assertThat(Convergence.of(chains).splitRhat()).isGreaterThan(1.5);
        assertThat(Convergence.of(chains).effectiveSamples()).isLessThan(50);
    }

    @Test
    void aChainThatDriftsShows() {
        double[][] chains = autoregression(1, 1000, 0.5, 0);
        for (int i = 0; i < 1000; i++) {
            chains[0][i] += 0.01 * i;
        }

        assertThat(Convergence.of(chains).splitRhat()).isGreaterThan(1.5);
    }

    @Test
    void aConstantCountsOnce() {
        assertThat(Convergence.of(new double[10]).effectiveSamples()).isEqualTo(1);
    }

    @Test
    void refusesChainsOfUnequalLength() {
        assertThatThrownBy(() -> Convergence.of(new double[5], new double[6]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Convergence.of(new double[3])).isInstanceOf(IllegalArgumentException.class);
    }

    private static double[][] autoregression(int chains, int length, double memory, int seed) {
        Random random = new Random(seed);
        double[][] result = new double[chains][length];
        for (double[] chain : result) {
            double value = random.nextGaussian() / Math.sqrt(1 - memory * memory);
            for (int i = 0; i < length; i++) {
                chain[i] = value;
                value = memory * value + random.nextGaussian();
            }
        }
        return result;
    }
}
