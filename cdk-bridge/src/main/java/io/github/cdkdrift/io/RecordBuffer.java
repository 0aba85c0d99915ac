package io.github.cdkdrift.io;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bytes of one record, gathered before they are written; makes no objects for the usual numbers. */
final class RecordBuffer {
    private static final long LARGEST_EXACT = 1L << 53;
    private static final int SHORT_DECIMALS = 10;
    private static final double LARGEST_PLAIN_INTEGER = 1e15;
    private static final double[] POWERS_OF_TEN = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private final byte[] digits = new byte[24];
    private byte[] bytes = new byte[1 << 12];
    private int length;

    RecordBuffer raw(byte[] more) {
        ensure(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
        return this;
    }

    RecordBuffer text(String text) {
        return raw(text.getBytes(StandardCharsets.UTF_8));
    }

    RecordBuffer letter(char ascii) {
        ensure(1);
        bytes[length++] = (byte) ascii;
        return this;
    }

    /** A number with this many decimals, blanks before it up to the width; rounded half to even, as CDK's writers do. */
    RecordBuffer fixed(double value, int decimals, int width) {
        double scaled = Math.rint(Math.abs(value) * POWERS_OF_TEN[decimals]);
        if (!(scaled < LARGEST_EXACT)) {
            String plain = new BigDecimal(value)
                    .setScale(decimals, RoundingMode.HALF_EVEN)
                    .toPlainString();
            return blanks(width - plain.length()).text(plain);
        }
        int count = digits((long) scaled, decimals + 1);
        boolean negative = Double.doubleToRawLongBits(value) < 0;
        blanks(width - count - (negative ? 1 : 0) - (decimals > 0 ? 1 : 0));
        return signed(negative, count, decimals);
    }

    /** The shortest of the usual ways to write a number that reads back as the same double. */
    RecordBuffer number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < LARGEST_PLAIN_INTEGER) {
            return text(Long.toString((long) value));
        }
        double scaled = Math.rint(Math.abs(value) * POWERS_OF_TEN[SHORT_DECIMALS]);
        if (scaled < LARGEST_EXACT && scaled / POWERS_OF_TEN[SHORT_DECIMALS] == Math.abs(value)) {
            return plain(value < 0, (long) scaled);
        }
        return text(Double.toString(value));
    }

    /** Writes what was gathered and begins anew. */
    void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, length);
        length = 0;
    }

    private RecordBuffer plain(boolean negative, long scaled) {
        int decimals = SHORT_DECIMALS;
        long rest = scaled;
        while (rest % 10 == 0) {
            rest /= 10;
            decimals--;
        }
        return signed(negative, digits(rest, decimals + 1), decimals);
    }

    /** Puts the decimal digits at the end of {@link #digits}, zeros before them up to the least count; returns the count. */
    private int digits(long number, int least) {
        int count = 0;
        for (long rest = number; rest > 0 || count < least; rest /= 10) {
            digits[digits.length - ++count] = (byte) ('0' + rest % 10);
        }
        return count;
    }

    private RecordBuffer signed(boolean negative, int count, int decimals) {
        ensure(count + 2);
        if (negative) {
            bytes[length++] = '-';
        }
        int whole = count - decimals;
        System.arraycopy(digits, digits.length - count, bytes, length, whole);
        length += whole;
        if (decimals > 0) {
            bytes[length++] = '.';
            System.arraycopy(digits, digits.length - decimals, bytes, length, decimals);
            length += decimals;
        }
        return this;
    }

    private RecordBuffer blanks(int count) {
        if (count > 0) {
            ensure(count);
            Arrays.fill(bytes, length, length + count, (byte) ' ');
            length += count;
        }
        return this;
    }

    private void ensure(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
