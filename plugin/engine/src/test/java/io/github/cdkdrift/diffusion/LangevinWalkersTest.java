package io.github.cdkdrift.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.drift.ReducedEnergy;
import org.junit.jupiter.api.Test;

class LangevinWalkersTest {
    private static final double STIFFNESS = 4;

    /** u = k x²/2 in one dimension. */
    private static final class Spring implements ReducedEnergy {
        @Override
        public int dimensions() {
            return 1;
        }

        @Override
        public void evaluate(double[] points, int count, double[] energies, double[] gradients) {
            for (int i = 0; i < count; i++) {
                energies[i] = STIFFNESS * points[i] * points[i] / 2;
                gradients[i] = STIFFNESS * points[i];
            }
        }
    }

    /**
     * A step is linear, (v, x) ← A (v, x) + b n, so that its stationary covariance C solves C = A C Aᵀ + b bᵀ, here by iteration; with this
     * long a step ⟨x²⟩ is not 1/k any more.
     */
    private static double exactVariance(LangevinSettings settings) {
        double a = Math.exp(-settings.friction() * settings.step());
        double push = STIFFNESS * (1 - a) * settings.temperature() / (settings.friction() * settings.mass());
        double noise = settings.temperature() * (1 - a * a) / settings.mass();
        double h = settings.step();
        double vv = 0;
        double vx = 0;
        double xx = 0;
        for (int k = 0; k < 100_000; k++) {
            double newVv = a * a * vv - 2 * a * push * vx + push * push * xx + noise;
            double crossed = a * vx - push * xx;
            double newXx = xx + 2 * h * crossed + h * h * newVv;
            vx = crossed + h * newVv;
            vv = newVv;
            xx = newXx;
        }
        return xx;
    }

    @Test
    void aSpringHasTheVarianceOfItsDiscreteSteps() {
        LangevinSettings settings = new LangevinSettings(2, 0.5, 1.5, 0.3);
        double expected = exactVariance(settings);
        assertThat(expected).isGreaterThan(1.2 / STIFFNESS);
        LangevinWalkers walkers = new LangevinWalkers(new Spring(), settings, new double[2000], 4);
        walkers.advance(100);
        double square = 0;
        for (int sample = 0; sample < 200; sample++) {
            walkers.advance(10);
            for (double x : walkers.positions()) {
                square += x * x / (200 * 2000);
            }
        }
        // 400,000 samples, of which at least one in ten is independent: a standard error of 0.7 %.
        assertThat(square).isCloseTo(expected, within(0.025 * expected));
    }

    @Test
    void bySplittingASpringHasItsOwnVarianceWithALongStep() {
        LangevinSettings settings = new LangevinSettings(2, 0.5, 1.5, 0.3).withScheme(LangevinScheme.BAOAB);
        LangevinWalkers walkers = new LangevinWalkers(new Spring(), settings, new double[2000], 4);
        walkers.advance(100);
        double square = 0;
        for (int sample = 0; sample < 200; sample++) {
            walkers.advance(10);
            for (double x : walkers.positions()) {
                square += x * x / (200 * 2000);
            }
        }
        assertThat(square).isCloseTo(1 / STIFFNESS, within(0.025 / STIFFNESS));
    }

    @Test
    void aShortStepHasTheVarianceOfTheSpring() {
        assertThat(exactVariance(new LangevinSettings(2, 0.5, 1.5, 1e-3))).isCloseTo(1 / STIFFNESS, within(1e-3));
    }

    @Test
    void aWalkerPutElsewhereIsThere() {
        LangevinWalkers walkers =
                new LangevinWalkers(new Spring(), new LangevinSettings(1, 1, 1, 0.01), new double[3], 4);
        walkers.place(1, new double[] {5, 6}, 1);
        assertThat(walkers.positions()).containsExactly(0, 6, 0);
        assertThat(walkers.size()).isEqualTo(3);
    }
}
