package io.github.cdkdrift.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DistanceQuantilesTest {
    /** The expected values come from the sorted numbers themselves. */
    @Test
    void interpolatesBetweenOrderStatistics() {
        double[] values = new Random(1).doubles(501, 0.9, 7).toArray();
        DistanceQuantiles quantiles = new DistanceQuantiles();
        Arrays.stream(values).forEach(quantiles::add);
        Arrays.sort(values);

        // 499 levels i/500 of 501 values fall on the order statistics 1 … 499; 249 levels i/250 on every second one.
        double[] all = quantiles.quantiles(499);
        for (int i = 0; i < all.length; i++) {
            assertThat(all[i]).isCloseTo(values[i + 1], within(values[i + 1] / 65_536));
        }
        // One level ½ … of three between neighbours: level 1/1000 lies half way from the smallest to the next.
        assertThat(quantiles.quantiles(999)[0]).isCloseTo((values[0] + values[1]) / 2, within(1e-4));
    }

    @Test
    void keepsOutliersApartFromTheRest() {
        DistanceQuantiles quantiles = new DistanceQuantiles();
        for (double value : new double[] {1.5, 1.5, 1.5, 1e9}) {
            quantiles.add(value);
        }

        assertThat(quantiles.quantiles(1)[0]).isCloseTo(1.5, within(3e-5));
    }

    @Test
    void takesDistancesOfZero() {
        DistanceQuantiles quantiles = new DistanceQuantiles();
        quantiles.add(0);

        assertThat(quantiles.quantiles(3)).containsOnly(quantiles.quantiles(1)[0]);
        assertThat(quantiles.quantiles(1)[0]).isBetween(0.0, 0.01);
    }
}
