package io.github.cdkdrift.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * An array of a NumPy file, its numbers as doubles in C order.
 *
 * @param shape each at least 0
 * @param values [product of the shape]
 */
public record NpyArray(long[] shape, double[] values) {
    private static final int CHUNK = 1 << 16;
    private static final int LONGEST_TEXT = 1 << 12;

    /**
     * Reads an array of real numbers.
     *
     * @param size how many bytes the stream has; the header must account for all of them
     */
    static NpyArray read(InputStream in, long size) throws IOException, NpyFormatException {
        NpyHeader header = header(in, size);
        requireReal(header);
        requireMemory(header.count());
        double[] values = readValues(in, header);
        return new NpyArray(header.shape(), header.fortranOrder() ? toCOrder(values, header.shape()) : values);
    }

    /** Reads a single text, as {@code numpy.array("kcal/mol")} is stored. */
    static String readText(InputStream in, long size) throws IOException, NpyFormatException {
        NpyHeader header = header(in, size);
        boolean isText = header.kind() == 'U' || header.kind() == 'S';
        if (!isText || header.count() != 1 || header.itemSize() > LONGEST_TEXT) {
            throw new NpyFormatException(describe(header), "one short text");
        }
        byte[] bytes = in.readNBytes(header.itemSize());
        Charset charset = header.kind() == 'S'
                ? StandardCharsets.UTF_8
                : Charset.forName(header.order() == ByteOrder.BIG_ENDIAN ? "UTF-32BE" : "UTF-32LE");
        return new String(bytes, charset).replace("\0", "");
    }

    private static NpyHeader header(InputStream in, long size) throws IOException, NpyFormatException {
        NpyHeader header = NpyHeader.read(in);
        long room = size - header.length();
        // Divided, not multiplied: a header may claim any count.
        boolean fits = header.itemSize() == 0 || header.count() == room / header.itemSize();
        if (!fits || header.count() * header.itemSize() != room) {
            throw new NpyFormatException(
                    describe(header) + " for " + room + " bytes of data", "a header that fits the data");
        }
        return header;
    }

    private static void requireReal(NpyHeader header) throws NpyFormatException {
        boolean known =
                switch (header.kind()) {
                    case 'f' -> header.itemSize() == 4 || header.itemSize() == 8;
                    case 'i', 'u' -> header.itemSize() <= 8 && Integer.bitCount(header.itemSize()) == 1;
                    default -> false;
                };
        if (!known) {
            throw new NpyFormatException(describe(header), "float32, float64 or whole numbers");
        }
    }

    private static void requireMemory(long count) throws NpyFormatException {
        if (count > Integer.MAX_VALUE - 8 || count > Runtime.getRuntime().maxMemory() / Double.BYTES) {
            throw new NpyFormatException(
                    count + " numbers", "as many as fit in memory; give Java more with -Xmx or select fewer frames");
        }
    }

    /** The result grows with what is read, since an archive may claim more than it holds. */
    private static double[] readValues(InputStream in, NpyHeader header) throws IOException, NpyFormatException {
        int count = (int) header.count();
        double[] values = new double[Math.min(count, CHUNK)];
        for (int done = 0; done < count; ) {
            if (done == values.length) {
                values = Arrays.copyOf(values, (int) Math.min(count, 2L * done));
            }
            int wanted = Math.min(values.length - done, CHUNK);
            byte[] bytes = in.readNBytes(wanted * header.itemSize());
            if (bytes.length < wanted * header.itemSize()) {
                throw new NpyFormatException("the end of the data after " + done + " numbers", count + " numbers");
            }
            decode(ByteBuffer.wrap(bytes).order(header.order()), header, values, done, wanted);
            done += wanted;
        }
        return values;
    }

    private static void decode(ByteBuffer bytes, NpyHeader header, double[] values, int from, int count) {
        boolean unsigned = header.kind() == 'u';
        for (int i = from; i < from + count; i++) {
            values[i] = switch (header.itemSize()) {
                case 1 -> unsigned ? Byte.toUnsignedInt(bytes.get()) : bytes.get();
                case 2 -> unsigned ? Short.toUnsignedInt(bytes.getShort()) : bytes.getShort();
                case 4 -> header.kind() == 'f'
                        ? bytes.getFloat()
                        : unsigned ? Integer.toUnsignedLong(bytes.getInt()) : bytes.getInt();
                default -> header.kind() == 'f' ? bytes.getDouble() : bytes.getLong();
            };
        }
    }

    private static double[] toCOrder(double[] fortran, long[] shape) {
        double[] result = new double[fortran.length];
        for (int source = 0; source < fortran.length; source++) {
            int rest = source;
            long target = 0;
            long stride = fortran.length;
            for (long extent : shape) {
                stride /= extent;
                target += stride * (rest % extent);
                rest = (int) (rest / extent);
            }
            result[(int) target] = fortran[source];
        }
        return result;
    }

    private static String describe(NpyHeader header) {
        return "type " + header.kind() + header.itemSize() + " of shape " + Arrays.toString(header.shape());
    }
}
