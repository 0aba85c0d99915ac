package io.github.cdkdrift.network;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.random.RandomGenerator;

/**
 * What a network draws a sample from: Gaussian noise, and a state as a one-hot code. A continuous map of noise alone would join all
 * modes by bridges of samples; by the code it can draw each mode apart.
 */
public final class LatentInput {
    private final int noise;
    private final int codes;
    private final float codeSize;

    /**
     * @param noise Gaussian numbers of a sample
     * @param codes numbers that are told apart; 1 for none
     * @param codeSize of a code's number beside noise of width 1: one that is larger moves a sample further than noise does from
     *     the start
     */
    public LatentInput(int noise, int codes, double codeSize) {
        this.noise = noise;
        this.codes = codes > 1 ? codes : 0;
        this.codeSize = (float) codeSize;
    }

    /** Numbers of a sample. */
    public int size() {
        return noise + codes;
    }

    /**
     * Draws samples.
     *
     * @param codeOf the code of each sample, from 0; asked after all noise is drawn, and not where there is but one code
     * @param values [samples][size], overwritten
     */
    public void fill(RandomGenerator random, IntUnaryOperator codeOf, float[] values) {
        for (int at = 0; at < values.length; at += size()) {
            for (int i = 0; i < noise; i++) {
                values[at + i] = (float) random.nextGaussian();
            }
            Arrays.fill(values, at + noise, at + size(), 0);
        }
        for (int sample = 0; codes > 0 && sample < values.length / size(); sample++) {
            values[sample * size() + noise + codeOf.applyAsInt(sample)] = codeSize;
        }
    }

    /** The same with codes drawn at random, all equally often. */
    public void fill(RandomGenerator random, float[] values) {
        fill(random, sample -> random.nextInt(codes), values);
    }

    /**
     * Adds the first Gaussian numbers of each sample to its point.
     *
     * @param values [samples][size], not modified
     * @param points [samples][dimensions], modified; at most as many dimensions as Gaussian numbers
     */
    public void addTo(float[] values, float[] points, int dimensions) {
        for (int sample = 0; sample < points.length / dimensions; sample++) {
            for (int i = 0; i < dimensions; i++) {
                points[sample * dimensions + i] += values[sample * size() + i];
            }
        }
    }
}
