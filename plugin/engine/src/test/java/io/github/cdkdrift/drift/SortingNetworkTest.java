package io.github.cdkdrift.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SortingNetworkTest {
    private static final int LARGEST = (1 << 30) - 1;

    /** A network of comparisons that sorts all columns of zeros and ones sorts all numbers (Knuth 5.3.4, theorem Z). */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 11, 13})
    void sortsAllColumnsOfZerosAndOnes(int rows) {
        int columns = 1 << rows;
        int[][] table = new int[rows][columns];
        for (int k = 0; k < rows; k++) {
            for (int c = 0; c < columns; c++) {
                table[k][c] = (c >> k) & 1;
            }
        }
        new SortingNetwork(rows).sort(table, columns, new int[columns]);
        for (int c = 0; c < columns; c++) {
            int ones = Integer.bitCount(c);
            for (int k = 0; k < rows; k++) {
                assertThat(table[k][c]).isEqualTo(k < rows - ones ? 0 : 1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 85, 100, 256})
    void sortsAsTheLibraryDoes(int rows) {
        int columns = 40;
        int[][] table = new int[rows][columns];
        int[][] expected = new int[columns][rows];
        Random random = new Random(rows);
        for (int k = 0; k < rows; k++) {
            for (int c = 0; c < columns; c++) {
                table[k][c] = expected[c][k] = random.nextInt() >> 1;
            }
        }
        new SortingNetwork(rows).sort(table, columns, new int[columns]);
        for (int c = 0; c < columns; c++) {
            Arrays.sort(expected[c]);
            for (int k = 0; k < rows; k++) {
                assertThat(table[k][c]).isEqualTo(expected[c][k]);
            }
        }
    }

    @Test
    void comparesTheOutermostNumbersAndLeavesOtherColumnsAlone() {
        int[][] table = {{LARGEST, 5, 9}, {-LARGEST - 1, 4, 8}};
        new SortingNetwork(2).sort(table, 2, new int[2]);
        assertThat(table[0]).startsWith(-LARGEST - 1, 4);
        assertThat(table[1]).startsWith(LARGEST, 5);
    }
}
