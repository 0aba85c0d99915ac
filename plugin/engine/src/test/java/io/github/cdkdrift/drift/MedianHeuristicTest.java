package io.github.cdkdrift.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class MedianHeuristicTest {
    /** The difference of two draws of N(0, 1) is N(0, 2); half of |N(0, 2)| lies below 0.6745 √2. */
    @Test
    void isTheMedianOfTheDifferencesOfANormalDistribution() {
        Random random = new Random(1);
        float[] values = new float[20_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        assertThat(MedianHeuristic.of(values, values.length, 1)).isCloseTo(0.6745 * Math.sqrt(2), within(0.05));
    }

    @Test
    void refusesPositivesThatCoincide() {
        assertThatThrownBy(() -> MedianHeuristic.of(new float[30], 10, 3)).hasMessageContaining("coincide");
    }
}
