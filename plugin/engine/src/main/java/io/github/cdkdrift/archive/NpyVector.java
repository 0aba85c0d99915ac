package io.github.cdkdrift.archive;

import io.github.cdkdrift.io.NpzFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A vector of float32 or float64 as a NumPy array file, format 1.0, little-endian. */
public final class NpyVector {
    /** Of every vector: its length has at most ten digits. */
    private static final int HEADER_LENGTH = 128;

    private static final String FLOAT = "<f4";
    private static final String DOUBLE = "<f8";

    private NpyVector() {}

    /** The file's bytes. */
    public static byte[] encode(float[] values) {
        ByteBuffer bytes =
                ByteBuffer.allocate(HEADER_LENGTH + Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(NpzFile.header(FLOAT, values.length));
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    /** The file's bytes. */
    public static byte[] encode(double[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(HEADER_LENGTH + Double.BYTES * values.length)
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(NpzFile.header(DOUBLE, values.length));
        bytes.asDoubleBuffer().put(values);
        return bytes.array();
    }

    /**
     * Reads back float32 numbers that {@link #encode(float[])} wrote.
     *
     * @throws IllegalArgumentException if the bytes are not a vector of exactly {@code length} finite numbers
     */
    public static float[] floats(byte[] bytes, int length) {
        requireHeader(bytes, FLOAT, Float.BYTES, length);
        float[] values = new float[length];
        body(bytes).asFloatBuffer().get(values);
        for (float value : values) {
            requireFinite(value);
        }
        return values;
    }

    /**
     * Reads back float64 numbers that {@link #encode(double[])} wrote.
     *
     * @throws IllegalArgumentException if the bytes are not a vector of finite numbers
     */
    public static double[] doubles(byte[] bytes) {
        int length = Math.max(0, bytes.length - HEADER_LENGTH) / Double.BYTES;
        requireHeader(bytes, DOUBLE, Double.BYTES, length);
        double[] values = new double[length];
        body(bytes).asDoubleBuffer().get(values);
        for (double value : values) {
            requireFinite(value);
        }
        return values;
    }

    private static void requireHeader(byte[] bytes, String type, int size, int length) {
        boolean fits = bytes.length == HEADER_LENGTH + (long) size * length
                && Arrays.equals(Arrays.copyOf(bytes, HEADER_LENGTH), NpzFile.header(type, length));
        if (!fits) {
            throw new IllegalArgumentException("no NumPy file of " + length + " float" + 8 * size + " numbers");
        }
    }

    private static ByteBuffer body(byte[] bytes) {
        return ByteBuffer.wrap(bytes, HEADER_LENGTH, bytes.length - HEADER_LENGTH)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void requireFinite(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("a number that is " + value);
        }
    }
}
