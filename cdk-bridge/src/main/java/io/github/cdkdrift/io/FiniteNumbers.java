package io.github.cdkdrift.io;

import java.nio.file.Path;

/** No file gets a number that its readers would stumble over. */
final class FiniteNumbers {
    private FiniteNumbers() {}

    static void require(Path file, String record, String what, double... values) throws InputFormatException {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                String atom = values.length == 1 ? "" : " of atom " + (i / 3 + 1);
                throw new InputFormatException(
                        file.toString(),
                        record,
                        values[i] + " in the " + what + atom,
                        "finite numbers; nothing was written");
            }
        }
    }
}
