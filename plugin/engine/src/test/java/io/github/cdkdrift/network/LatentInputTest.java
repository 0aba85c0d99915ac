package io.github.cdkdrift.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdkdrift.random.Noise;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LatentInputTest {
    private static final int SAMPLES = 3000;

    @Test
    void marksTheCodeOfEachSampleBesideStandardNormalNumbers() {
        LatentInput noise = new LatentInput(2, 3, 15);
        float[] values = new float[SAMPLES * noise.size()];
        Arrays.fill(values, 7);

        noise.fill(Noise.stream(0, 0), sample -> sample % 3, values);

        assertThat(noise.size()).isEqualTo(5);
        double mean = 0;
        double square = 0;
        for (int sample = 0; sample < SAMPLES; sample++) {
            float[] code = Arrays.copyOfRange(values, sample * 5 + 2, sample * 5 + 5);
            float[] expected = new float[3];
            expected[sample % 3] = 15;
            assertThat(code).containsExactly(expected);
            for (int i = 0; i < 2; i++) {
                double value = values[sample * 5 + i];
                mean += value / (2 * SAMPLES);
                square += value * value / (2 * SAMPLES);
            }
        }
        assertThat(mean).isBetween(-0.06, 0.06);
        assertThat(square).isBetween(0.92, 1.08);
    }

    @Test
    void drawsCodesEquallyOften() {
        LatentInput noise = new LatentInput(1, 3, 1);
        float[] values = new float[SAMPLES * noise.size()];

        noise.fill(Noise.stream(0, 0), values);

        for (int code = 0; code < 3; code++) {
            double sum = 0;
            for (int sample = 0; sample < SAMPLES; sample++) {
                sum += values[sample * 4 + 1 + code];
            }
            // 4 standard deviations of a binomial share
            assertThat(sum / SAMPLES).isBetween(1 / 3.0 - 0.035, 1 / 3.0 + 0.035);
        }
    }

    @Test
    void ofOneKindIsNoiseAlone() {
        LatentInput noise = new LatentInput(4, 1, 15);
        float[] values = new float[4];

        noise.fill(
                Noise.stream(0, 0),
                sample -> {
                    throw new AssertionError("asked for a code");
                },
                values);

        assertThat(noise.size()).isEqualTo(4);
    }
}
