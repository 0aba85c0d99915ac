package io.github.cdkdrift.random;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Streams of random numbers that depend on a seed and a stream number alone, so that any step of a training run and any
 * batch of a sample can be drawn again. Drawn on the host: the same on every backend.
 */
public final class Noise {
    private Noise() {}

    /** A generator for one stream of a seed; different streams are independent. */
    public static RandomGenerator stream(long seed, long stream) {
        return new SplittableRandom(new SplittableRandom(seed).nextLong() ^ new SplittableRandom(~stream).nextLong());
    }

    /** Fills an array with standard normal numbers. */
    public static void fill(float[] values, RandomGenerator random) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
    }
}
