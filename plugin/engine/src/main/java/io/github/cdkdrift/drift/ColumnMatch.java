package io.github.cdkdrift.drift;

import java.util.Arrays;

/**
 * One-dimensional optimal transport of some neighbouring columns of a table at once: each column's sorted values are carried to
 * quantiles. Values are sorted by their leading {@code 31 − log₂ samples} bits, which for 256 samples tell numbers apart that differ
 * by a ten-thousandth. Every array is allocated beforehand. One thread at a time.
 */
final class ColumnMatch {
    private final int samples;
    private final int count;
    private final SortingNetwork network;
    private final int places;
    private final int[][] keys;
    private final int[] difference;
    private final double[] sums;
    private final double[] products;
    private double squares;
    private double variances;

    /**
     * @param samples values of a column
     * @param count of the columns
     * @param network for so many values; several may share it
     */
    ColumnMatch(int samples, int count, SortingNetwork network) {
        this.samples = samples;
        this.count = count;
        this.network = network;
        places = 2 * Integer.highestOneBit(Math.max(1, samples - 1)) - 1;
        keys = new int[samples][count];
        difference = new int[count];
        sums = new double[count];
        products = new double[count];
    }

    /** Forgets the sums. */
    void reset() {
        squares = 0;
        variances = 0;
    }

    /**
     * Replaces each value by a factor times its excess over the quantile of its rank.
     *
     * @param table [samples][stride], with the columns from {@code at} on
     * @param quantiles [samples][targetStride], with those of the columns from {@code targetAt} on
     */
    void match(float[] table, int at, int stride, float[] quantiles, int targetAt, int targetStride, float factor) {
        measure(table, at, stride);
        for (int k = 0; k < samples; k++) {
            int[] row = keys[k];
            int from = at + k * stride;
            for (int c = 0; c < count; c++) {
                row[c] = ((sortable(table[from + c]) >> 1) & ~places) | k;
            }
        }
        network.sort(keys, count, difference);
        double sum = 0;
        for (int rank = 0; rank < samples; rank++) {
            int[] row = keys[rank];
            int quantile = targetAt + rank * targetStride;
            for (int c = 0; c < count; c++) {
                int from = at + (row[c] & places) * stride + c;
                float excess = table[from] - quantiles[quantile + c];
                sum += excess * excess;
                table[from] = factor * excess;
            }
        }
        squares += sum;
    }

    private void measure(float[] table, int at, int stride) {
        Arrays.fill(sums, 0);
        Arrays.fill(products, 0);
        for (int k = 0; k < samples; k++) {
            int from = at + k * stride;
            for (int c = 0; c < count; c++) {
                double value = table[from + c];
                sums[c] += value;
                products[c] += value * value;
            }
        }
        for (int c = 0; c < count; c++) {
            variances += Math.max(0, products[c] / samples - sums[c] / samples * (sums[c] / samples));
        }
    }

    /** Σ excess² over all columns since {@link #reset}. */
    double squares() {
        return squares;
    }

    /** Σ of the variances of all columns since {@link #reset}. */
    double variances() {
        return variances;
    }

    /** An integer that orders as the number does; NaN of either sign comes last. */
    static int sortable(float value) {
        int bits = Float.floatToIntBits(value);
        return bits ^ ((bits >> 31) & Integer.MAX_VALUE);
    }
}
