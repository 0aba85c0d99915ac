package io.github.cdkdrift.io;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Decimal numbers from bytes, correctly rounded. At most 18 digits with a decimal exponent from −22 to 22 are the quotient or
 * product of an integer and a power of ten that a double holds exactly, so that little arithmetic is needed (Clinger, "How to
 * read floating point numbers accurately", PLDI 1990, doi:10.1145/93542.93557); all others go to {@link Double#parseDouble}.
 */
final class DecimalNumbers {
    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };
    private static final long LARGEST_EXACT = 1L << 53;
    private static final int MOST_DIGITS = 18;
    private static final int MOST_EXPONENT_DIGITS = 3;
    /** Far above the rounding errors of the correction in {@link #quotient}, each at most 2^−53 of it. */
    private static final double DOUBT = 0x1p-48;

    private DecimalNumbers() {}

    /**
     * The number that stands in these bytes; Fortran's exponent letters d and D are accepted.
     *
     * @return the number; NaN or an infinity where the bytes say so or the number is too large for a double
     * @throws NumberFormatException if there is no number
     */
    static double parse(byte[] text, int from, int to) {
        boolean negative = from < to && text[from] == '-';
        int i = negative ? from + 1 : from;
        long digits = 0;
        int count = 0;
        int point = -1;
        for (; i < to; i++) {
            int digit = text[i] - '0';
            if (digit >= 0 && digit <= 9) {
                digits = 10 * digits + digit;
                count++;
            } else if (text[i] == '.' && point < 0) {
                point = i;
            } else {
                break;
            }
        }
        if (count < 1 || count > MOST_DIGITS) {
            return parseSlowly(text, from, to);
        }
        int exponent = point < 0 ? 0 : point + 1 - i;
        if (i < to) {
            int stated = exponent(text, i, to);
            if (stated == Integer.MIN_VALUE) {
                return parseSlowly(text, from, to);
            }
            exponent += stated;
        }
        double value = scaled(digits, exponent);
        return Double.isNaN(value) ? parseSlowly(text, from, to) : negative ? -value : value;
    }

    /** The exponent behind its letter, the smallest integer where it is none that is short. */
    private static int exponent(byte[] text, int letter, int to) {
        int from = letter + 1;
        boolean negative = from < to && text[from] == '-';
        if (from < to && (negative || text[from] == '+')) {
            from++;
        }
        boolean isLetter = (text[letter] | 0x20) == 'e' || (text[letter] | 0x20) == 'd';
        if (!isLetter || from == to || to - from > MOST_EXPONENT_DIGITS) {
            return Integer.MIN_VALUE;
        }
        int exponent = 0;
        for (int i = from; i < to; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                return Integer.MIN_VALUE;
            }
            exponent = 10 * exponent + digit;
        }
        return negative ? -exponent : exponent;
    }

    /** digits · 10^exponent, NaN where that needs more than a few operations. */
    private static double scaled(long digits, int exponent) {
        if (Math.abs(exponent) >= POWERS_OF_TEN.length) {
            return Double.NaN;
        }
        if (exponent >= 0) {
            return digits <= LARGEST_EXACT ? digits * POWERS_OF_TEN[exponent] : Double.NaN;
        }
        double power = POWERS_OF_TEN[-exponent];
        return digits <= LARGEST_EXACT ? digits / power : quotient(digits, power);
    }

    /**
     * The quotient of an integer that no double holds. What the quotient of the nearest double leaves, exact by the fused
     * multiply-add, gives a correction; if a little more or less of it rounds to the same double, that is the right one.
     */
    private static double quotient(long digits, double power) {
        double nearest = digits;
        double quotient = nearest / power;
        double rest = Math.fma(-quotient, power, nearest) + (digits - (long) nearest);
        double correction = rest / power;
        double below = quotient + correction * (1 - DOUBT);
        double above = quotient + correction * (1 + DOUBT);
        return below == above ? below : Double.NaN;
    }

    private static double parseSlowly(byte[] text, int from, int to) {
        String number = new String(text, from, to - from, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        if (number.matches("[+-]?(nan|inf|infinity)")) {
            return number.endsWith("nan") ? Double.NaN : Double.POSITIVE_INFINITY * (number.startsWith("-") ? -1 : 1);
        }
        for (int i = 0; i < number.length(); i++) {
            if ("0123456789+-.ed".indexOf(number.charAt(i)) < 0) {
                throw new NumberFormatException(number);
            }
        }
        // Java takes a d at the end for the type of the number.
        return Double.parseDouble(number.endsWith("d") ? "" : number.replace('d', 'e'));
    }
}
