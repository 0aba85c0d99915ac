package io.github.cdkdrift.io;

import java.nio.charset.StandardCharsets;

/**
 * Decimal numbers from bytes, correctly rounded. A number of at most 2^53 and at most 22 decimals is the quotient of two
 * doubles that are exact, so one division rounds it rightly (Clinger, "How to read floating point numbers accurately",
 * PLDI 1990, doi:10.1145/93542.93557); all others go to {@link Double#parseDouble}.
 */
final class DecimalNumbers {
    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };
    private static final long LARGEST_EXACT = 1L << 53;
    private static final int MOST_DIGITS = 18;

    private DecimalNumbers() {}

    /**
     * The number that stands in these bytes; Fortran's exponent letters d and D are accepted.
     *
     * @return the number; NaN or an infinity where the bytes say so or the number is too large for a double
     * @throws NumberFormatException if there is no number
     */
    static double parse(byte[] text, int from, int to) {
        int i = from;
        boolean negative = i < to && text[i] == '-';
        if (negative) {
            i++;
        }
        int firstDigit = i;
        long digits = 0;
        int point = -1;
        for (; i < to; i++) {
            int digit = text[i] - '0';
            if (digit >= 0 && digit <= 9) {
                digits = 10 * digits + digit;
            } else if (text[i] == '.' && point < 0) {
                point = i;
            } else {
                return parseSlowly(text, from, to);
            }
        }
        int count = to - firstDigit - (point < 0 ? 0 : 1);
        if (count < 1 || count > MOST_DIGITS || digits > LARGEST_EXACT) {
            return parseSlowly(text, from, to);
        }
        double value = point < 0 ? digits : digits / POWERS_OF_TEN[to - point - 1];
        return negative ? -value : value;
    }

    private static double parseSlowly(byte[] text, int from, int to) {
        String number = new String(text, from, to - from, StandardCharsets.ISO_8859_1);
        if (number.matches("(?i)[+-]?nan")) {
            return Double.NaN;
        }
        if (number.matches("(?i)[+-]?inf(inity)?")) {
            return number.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        for (int i = 0; i < number.length(); i++) {
            if ("0123456789+-.eEdD".indexOf(number.charAt(i)) < 0) {
                throw new NumberFormatException(number);
            }
        }
        if (number.endsWith("d") || number.endsWith("D")) {
            throw new NumberFormatException(number);
        }
        return Double.parseDouble(number.replace('d', 'e').replace('D', 'e'));
    }
}
