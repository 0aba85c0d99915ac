package io.github.cdkdrift.cli;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A time with its unit, as {@code 1ns} or {@code 0.5 fs}; exact, so that one can be a multiple of another. */
record TimeSpan(BigDecimal femtoseconds) {
    private static final Pattern TEXT =
            Pattern.compile("\\s*(\\d{1,15}(?:\\.\\d{0,15})?|\\.\\d{1,15})\\s*([\\p{L}\u00b5]*)\\s*");

    /** The micro sign and the Greek letter look alike. */
    private static final Map<String, Integer> POWERS =
            Map.of("fs", 0, "ps", 3, "ns", 6, "us", 9, "\u00b5s", 9, "\u03bcs", 9);

    private static final BigDecimal LONGEST = BigDecimal.TEN.pow(12);

    /**
     * Reads the value of an option.
     *
     * @throws UsageException which says what was found and gives an example
     */
    static TimeSpan of(String option, String text, String example) throws UsageException {
        Matcher matcher = TEXT.matcher(text);
        String expected = "a time above 0 with its unit, fs, ps, ns or µs, for example " + example;
        if (!matcher.matches()) {
            throw UsageException.value(option, text, expected);
        }
        String unit = matcher.group(2);
        if (unit.isEmpty()) {
            throw UsageException.value(option, text + " without a unit", expected);
        }
        Integer power = POWERS.get(unit);
        if (power == null) {
            throw UsageException.value(option, text + ", whose unit " + unit + " is not known", expected);
        }
        BigDecimal value = new BigDecimal(matcher.group(1)).scaleByPowerOfTen(power);
        if (value.signum() <= 0 || value.compareTo(LONGEST) > 0) {
            throw UsageException.value(option, text, expected + ", at most 1000µs");
        }
        return new TimeSpan(value);
    }

    double asFemtoseconds() {
        return femtoseconds.doubleValue();
    }

    /**
     * How often a shorter time goes into this one.
     *
     * @param what the option that this is the value of
     * @param of what the shorter one is, with its option
     * @throws UsageException if it does not do so evenly, or too often to be counted
     */
    int times(TimeSpan shorter, String what, String of) throws UsageException {
        BigDecimal[] parts = femtoseconds.divideAndRemainder(shorter.femtoseconds);
        if (parts[1].signum() != 0 || parts[0].signum() == 0) {
            throw UsageException.value(what, this, "a multiple of " + shorter + ", " + of);
        }
        if (parts[0].compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
            throw UsageException.value(what, this, "at most " + Integer.MAX_VALUE + " times " + shorter + ", " + of);
        }
        return parts[0].intValueExact();
    }

    /** In the largest unit of which it is at least one. */
    @Override
    public String toString() {
        String[] units = {"fs", "ps", "ns", "µs"};
        int unit = 0;
        while (unit + 1 < units.length
                && femtoseconds.compareTo(BigDecimal.ONE.scaleByPowerOfTen(3 * (unit + 1))) >= 0) {
            unit++;
        }
        return femtoseconds
                        .scaleByPowerOfTen(-3 * unit)
                        .stripTrailingZeros()
                        .toPlainString()
                        .toLowerCase(Locale.ROOT)
                + units[unit];
    }
}
