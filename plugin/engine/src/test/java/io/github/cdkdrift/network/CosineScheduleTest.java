package io.github.cdkdrift.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CosineScheduleTest {
    /** ½ (1 + cos 0), ½ (1 + cos π/3), ½ (1 + cos π/2), ½ (1 + cos 2π/3). */
    @Test
    void fallsAlongHalfACosine() {
        CosineSchedule schedule = new CosineSchedule(0.08, 600);
        assertThat(schedule.rate(1)).isEqualTo(0.08);
        assertThat(schedule.rate(201)).isCloseTo(0.06, within(1e-12));
        assertThat(schedule.rate(301)).isCloseTo(0.04, within(1e-12));
        assertThat(schedule.rate(401)).isCloseTo(0.02, within(1e-12));
        assertThat(schedule.rate(600)).isPositive().isLessThan(1e-6);
    }
}
