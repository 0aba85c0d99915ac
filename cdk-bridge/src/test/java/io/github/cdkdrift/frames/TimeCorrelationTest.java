package io.github.cdkdrift.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimeCorrelationTest {
    /** x(t+1) = φ x(t) + noise has ρ(t) = φ^t and τ = (1 + φ) / (1 − φ): 19 for φ = 0.9. */
    @Test
    void agreesWithTheClosedFormOfAnAutoregressiveProcess() {
        Random random = new Random(5);
        double[] series = new double[400_000];
        for (int i = 1; i < series.length; i++) {
            series[i] = 0.9 * series[i - 1] + random.nextGaussian();
        }
        TimeCorrelation correlation = TimeCorrelation.of(series);
        assertThat(correlation.time()).isCloseTo(19, within(0.8));
        assertThat(correlation.independentFrames()).isCloseTo(400_000 / 19.0, within(900.0));
        assertThat(correlation.converged()).isTrue();
    }

    @Test
    void independentNumbersCountInFull() {
        double[] series = new Random(6).doubles(100_000).toArray();
        assertThat(TimeCorrelation.of(series).time()).isCloseTo(1, within(0.02));
    }

    /** The mean of a vibration converges at once, its distribution does not: ρ² of a cosine averages one half for ever. */
    @Test
    void aVibrationDoesNotLookIndependent() {
        double[] series =
                IntStream.range(0, 1000).mapToDouble(t -> Math.cos(0.05 * t)).toArray();
        TimeCorrelation correlation = TimeCorrelation.of(series);
        assertThat(correlation.time()).isGreaterThan(100);
        assertThat(correlation.converged()).isFalse();
    }

    @Test
    void aConstantCountsAsOneFrame() {
        double[] constant = new double[50];
        Arrays.fill(constant, 7);
        assertThat(TimeCorrelation.of(constant)).isEqualTo(new TimeCorrelation(50, 1, false));
        assertThat(TimeCorrelation.of(new double[] {3})).isEqualTo(new TimeCorrelation(1, 1, false));
    }

    @Test
    void anAngleThatCrossesTheSeamDoesNotJump() {
        double[] aroundSeam = IntStream.range(0, 2000)
                .mapToDouble(t -> Math.PI - 0.3 * Math.cos(0.1 * t))
                .toArray();
        double[] wrapped = Arrays.stream(aroundSeam)
                .map(a -> a > Math.PI ? a - 2 * Math.PI : a)
                .toArray();
        double[] aroundZero = Arrays.stream(aroundSeam).map(a -> a - Math.PI).toArray();
        assertThat(TimeCorrelation.ofAngle(wrapped).time())
                .isCloseTo(TimeCorrelation.ofAngle(aroundZero).time(), within(1e-6));
    }
}
