package io.github.cdkdrift.training;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Gaussian numbers and the one-hot code of a random number. A continuous map of one Gaussian bridges every pair of modes; codes
 * give it jumps to put between them, without saying what the modes are.
 */
final class CodedNoise {
    /** Of a code's number beside noise of width 1: so large that a code moves a sample further than noise does from the start. */
    private static final float SIZE = 6;

    private final int noise;
    private final int codes;

    /** @param codes 1 for none */
    CodedNoise(int noise, int codes) {
        this.noise = noise;
        this.codes = codes > 1 ? codes : 0;
    }

    /** Numbers of a sample. */
    int size() {
        return noise + codes;
    }

    /**
     * Adds the first Gaussian numbers of each sample to its point.
     *
     * @param values [samples][size], not modified
     * @param points [samples][dimensions], modified; at most as many dimensions as Gaussian numbers
     */
    void addTo(float[] values, float[] points, int dimensions) {
        for (int sample = 0; sample < points.length / dimensions; sample++) {
            for (int i = 0; i < dimensions; i++) {
                points[sample * dimensions + i] += values[sample * size() + i];
            }
        }
    }

    /** @param values [samples][size], overwritten */
    void fill(RandomGenerator random, float[] values) {
        for (int at = 0; at < values.length; at += size()) {
            for (int i = 0; i < noise; i++) {
                values[at + i] = (float) random.nextGaussian();
            }
            if (codes > 0) {
                Arrays.fill(values, at + noise, at + size(), 0);
                values[at + noise + random.nextInt(codes)] = SIZE;
            }
        }
    }
}
