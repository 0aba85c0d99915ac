package io.github.cdkdrift.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TorsionWellsTest {
    private static double[] around(double deviation, int count, double... middles) {
        Random random = new Random(1);
        return IntStream.range(0, count)
                .mapToDouble(i -> middles[i % middles.length] + deviation * random.nextGaussian())
                .map(angle -> angle - 360 * Math.floor((angle + 180) / 360))
                .toArray();
    }

    @Test
    void peaksAreWellsAlsoAcrossTheEndOfTheScale() {
        TorsionWells wells = TorsionWells.of(around(12, 900, -60, 60, 180));

        assertThat(wells.size()).isEqualTo(3);
        assertThat(wells.of(175)).isEqualTo(wells.of(-175)).isNotEqualTo(wells.of(60));
        assertThat(wells.of(20)).isEqualTo(wells.of(100)).isNotEqualTo(wells.of(-20));
    }

    @Test
    void aFlatTorsionIsOneWell() {
        double[] everywhere =
                IntStream.range(0, 2000).mapToDouble(i -> -180 + 0.18 * i).toArray();
        assertThat(TorsionWells.of(everywhere).size()).isEqualTo(1);
    }

    @Test
    void noiseOfFewAnglesMakesNoWells() {
        assertThat(TorsionWells.of(around(25, 40, 180)).size()).isEqualTo(1);
    }

    @Test
    void oneAngleIsOneWell() {
        TorsionWells wells = TorsionWells.of(new double[] {-180});
        assertThat(wells.size()).isEqualTo(1);
        assertThat(wells.of(0)).isEqualTo(wells.of(179));
    }
}
