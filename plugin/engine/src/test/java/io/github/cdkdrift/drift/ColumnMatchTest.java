package io.github.cdkdrift.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnMatchTest {
    private static final int STRIDE = 9;
    private static final int COUNT = 5;

    /** Beside a plain sort of each column by the library. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 64, 100})
    void carriesEachColumnToTheQuantilesOfItsRanks(int samples) {
        Random random = new Random(samples);
        float[] table = new float[samples * STRIDE];
        float[] quantiles = new float[samples * COUNT];
        for (int i = 0; i < table.length; i++) {
            table[i] = (float) (10 * random.nextGaussian());
        }
        for (int i = 0; i < quantiles.length; i++) {
            quantiles[i] = i;
        }
        float[] before = table.clone();
        ColumnMatch match = new ColumnMatch(samples, COUNT, new SortingNetwork(samples));
        match.match(table, 2, STRIDE, quantiles, 0, COUNT, 0.5f);
        double squares = 0;
        double variances = 0;
        float[] expected = before.clone();
        for (int c = 0; c < COUNT; c++) {
            int column = 2 + c;
            Integer[] ranked = IntStream.range(0, samples)
                    .boxed()
                    .sorted(Comparator.comparing(k -> before[k * STRIDE + column]))
                    .toArray(Integer[]::new);
            for (int rank = 0; rank < samples; rank++) {
                float excess = before[ranked[rank] * STRIDE + column] - quantiles[rank * COUNT + c];
                expected[ranked[rank] * STRIDE + column] = 0.5f * excess;
                squares += (double) excess * excess;
            }
            double[] values = IntStream.range(0, samples)
                    .mapToDouble(k -> before[k * STRIDE + column])
                    .toArray();
            double mean = Arrays.stream(values).average().orElseThrow();
            variances += Arrays.stream(values)
                    .map(v -> (v - mean) * (v - mean) / samples)
                    .sum();
        }
        assertThat(table).containsExactly(expected);
        assertThat(match.squares()).isCloseTo(squares, within(1e-6 * squares));
        assertThat(match.variances()).isCloseTo(variances, within(1e-9 + 1e-6 * variances));
    }

    /** Numbers that agree in their leading bits may change places, numbers of a network that diverged come last. */
    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.MAX_VALUE})
    void putsWhatIsNoNumberLast(float odd) {
        float[] table = {odd, -3, Float.NEGATIVE_INFINITY, 2};
        ColumnMatch match = new ColumnMatch(4, 1, new SortingNetwork(4));
        match.match(table, 0, 1, new float[] {10, 20, 30, 40}, 0, 1, 1);
        assertThat(table[1]).isEqualTo(-23);
        assertThat(table[2]).isEqualTo(Float.NEGATIVE_INFINITY);
        assertThat(table[3]).isEqualTo(-28);
    }
}
