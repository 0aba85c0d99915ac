package io.github.cdkdrift.archive;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A vector of float32 as a NumPy array file, format 1.0, little-endian. */
public final class NpyFloats {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final int HEADER_LENGTH = 128;

    private NpyFloats() {}

    /** The file's bytes. */
    public static byte[] encode(float[] values) {
        ByteBuffer bytes =
                ByteBuffer.allocate(HEADER_LENGTH + Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(header(values.length));
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    private static byte[] header(int length) {
        String description = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + length + ",), }";
        int textLength = HEADER_LENGTH - MAGIC.length - Short.BYTES;
        byte[] text = (description + " ".repeat(textLength - 1 - description.length()) + "\n")
                .getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(HEADER_LENGTH)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .putShort((short) textLength)
                .put(text)
                .array();
    }

    /**
     * Reads back what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException if the bytes are not a vector of exactly {@code length} finite numbers
     */
    public static float[] decode(byte[] bytes, int length) {
        boolean fits = bytes.length == HEADER_LENGTH + (long) Float.BYTES * length
                && Arrays.equals(Arrays.copyOf(bytes, HEADER_LENGTH), header(length));
        if (!fits) {
            throw new IllegalArgumentException("no NumPy file of " + length + " float32 numbers");
        }
        float[] values = new float[length];
        ByteBuffer.wrap(bytes, HEADER_LENGTH, Float.BYTES * length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException("a number that is " + value);
            }
        }
        return values;
    }
}
