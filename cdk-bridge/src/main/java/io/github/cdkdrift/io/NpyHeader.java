package io.github.cdkdrift.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header of a NumPy array file, versions 1 to 3: magic, version, length and a Python dictionary with the keys
 * {@code descr}, {@code fortran_order} and {@code shape} (NumPy's {@code numpy.lib.format}).
 *
 * @param kind NumPy's letter: f float, i and u integer, U text in UTF-32, S bytes
 * @param itemSize bytes of one number or text
 * @param order of the bytes
 * @param fortranOrder whether the first index runs fastest
 * @param shape each at least 0
 * @param count the product of the shape
 * @param length bytes of the whole header
 */
record NpyHeader(
        char kind, int itemSize, ByteOrder order, boolean fortranOrder, long[] shape, long count, long length) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int LONGEST = 1 << 16;
    /** NumPy itself knows no more. */
    private static final int MOST_DIMENSIONS = 64;

    private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([<>|=])([a-zA-Z?])([0-9]{0,6})'");
    private static final Pattern FORTRAN = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9, ]*)\\)");

    /**
     * Reads a header, and nothing behind it.
     *
     * @throws NpyFormatException if there is no header, or it describes something else than plain numbers or text
     */
    static NpyHeader read(InputStream in) throws IOException, NpyFormatException {
        byte[] start = in.readNBytes(8);
        if (start.length < 8 || !Arrays.equals(start, 0, 6, MAGIC, 0, 6)) {
            throw new NpyFormatException("no NumPy header", "a NumPy array");
        }
        if (start[6] < 1 || start[6] > 3) {
            throw new NpyFormatException("NumPy format version " + start[6], "version 1, 2 or 3");
        }
        int lengthBytes = start[6] == 1 ? 2 : 4;
        byte[] lengthField = in.readNBytes(lengthBytes);
        long length = 0;
        for (int i = lengthField.length - 1; i >= 0; i--) {
            length = (length << 8) | (lengthField[i] & 0xff);
        }
        if (lengthField.length < lengthBytes || length > LONGEST) {
            throw new NpyFormatException("a header of " + length + " bytes", "at most " + LONGEST);
        }
        byte[] text = in.readNBytes((int) length);
        if (text.length < length) {
            throw new NpyFormatException("a header of " + text.length + " bytes", "the " + length + " that it claims");
        }
        return parse(new String(text, StandardCharsets.UTF_8), 8 + lengthBytes + length);
    }

    private static NpyHeader parse(String text, long length) throws NpyFormatException {
        Matcher descr = DESCR.matcher(text);
        Matcher fortran = FORTRAN.matcher(text);
        Matcher shape = SHAPE.matcher(text);
        if (!descr.find() || !fortran.find() || !shape.find()) {
            throw new NpyFormatException(
                    "the header " + LineReader.excerpt(text),
                    "descr, fortran_order and shape of an array of plain numbers");
        }
        char kind = descr.group(2).charAt(0);
        if (kind == 'O') {
            throw new NpyFormatException("Python objects", "numbers; objects are never unpickled");
        }
        int size = descr.group(3).isEmpty() ? 0 : Integer.parseInt(descr.group(3));
        ByteOrder order = descr.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        long[] dimensions = dimensions(shape.group(1));
        return new NpyHeader(
                kind,
                kind == 'U' ? 4 * size : size,
                order,
                fortran.group(1).equals("True"),
                dimensions,
                product(dimensions),
                length);
    }

    private static long[] dimensions(String text) throws NpyFormatException {
        String[] parts = text.split(",");
        if (parts.length > MOST_DIMENSIONS) {
            throw new NpyFormatException("a shape of " + parts.length + " dimensions", "at most " + MOST_DIMENSIONS);
        }
        try {
            return Arrays.stream(parts)
                    .map(String::strip)
                    .filter(part -> !part.isEmpty())
                    .mapToLong(Long::parseLong)
                    .toArray();
        } catch (NumberFormatException e) {
            throw new NpyFormatException("shape " + LineReader.excerpt(text), "whole numbers of usual size");
        }
    }

    private static long product(long[] dimensions) throws NpyFormatException {
        try {
            return Arrays.stream(dimensions).reduce(1, Math::multiplyExact);
        } catch (ArithmeticException e) {
            throw new NpyFormatException("shape " + Arrays.toString(dimensions), "fewer than 2^63 numbers");
        }
    }
}
