package io.github.cdkdrift.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of several runs that share the records of the same input. What a record says decides which of them works on it, so that it
 * stays with the same run wherever it stands in the input.
 *
 * @param number from 1
 * @param of how many
 */
record Shard(int number, int of) {
    /** One run that does all. */
    static final Shard WHOLE = new Shard(1, 1);

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,7})/([0-9]{1,7})");

    /** So many hexadecimal digits fit into a positive long. */
    private static final int DIGITS = 15;

    static Shard parse(String option, String text) throws UsageException {
        Matcher matcher = TEXT.matcher(text);
        if (matcher.matches()) {
            int number = Integer.parseInt(matcher.group(1));
            int of = Integer.parseInt(matcher.group(2));
            if (number >= 1 && number <= of) {
                return new Shard(number, of);
            }
        }
        throw UsageException.value(option, text, "I/N, the I-th of N runs, as 1/8 to 8/8");
    }

    /** @param identity of a record, as {@link io.github.cdkdrift.io.MoleculeReader#identity} has it */
    boolean has(String identity) {
        return of == 1 || Long.parseLong(identity.substring(0, DIGITS), 16) % of == number - 1;
    }

    @Override
    public String toString() {
        return number + "/" + of;
    }
}
