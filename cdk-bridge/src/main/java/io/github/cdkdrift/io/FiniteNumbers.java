package io.github.cdkdrift.io;

import java.nio.file.Path;

/** No file gets a number that its readers would stumble over, and none is read that no molecule has. */
final class FiniteNumbers {
    /** Å; molecules further from the origin are damaged files, and lose their digits. */
    static final double LARGEST_COORDINATE = 1e6;

    /** What is expected of a coordinate, in words. */
    static final String COORDINATE = "coordinates in Å, at most 1e6 from 0";

    private FiniteNumbers() {}

    static boolean isCoordinate(double value) {
        return Math.abs(value) <= LARGEST_COORDINATE;
    }

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
