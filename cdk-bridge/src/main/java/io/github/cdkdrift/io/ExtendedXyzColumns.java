package io.github.cdkdrift.io;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a frame's atom lines have their symbol, position and force, counted in columns from 0.
 *
 * @param symbol the column of the element
 * @param position the first of three columns
 * @param force the first of three columns, −1 where there is none
 * @param count how many columns a line has
 * @param forces the name of the column of the forces, null where there is none
 * @param names of all columns
 * @param exact whether a line with more columns is an error, as it is where {@code Properties} lists all of them
 */
record ExtendedXyzColumns(
        int symbol, int position, int force, int count, String forces, List<String> names, boolean exact) {
    /** Plain XYZ: symbol, x, y, z, and whatever may follow. */
    static final ExtendedXyzColumns PLAIN = new ExtendedXyzColumns(0, 1, -1, 4, null, List.of(), false);

    private static final int MOST_COLUMNS = 1000;

    /**
     * The columns that a value of {@code Properties} lists as {@code name:type:count:…}.
     *
     * @throws IllegalArgumentException if it lists none, or no symbol, or no position; the message says what was expected
     */
    static ExtendedXyzColumns parse(String properties) {
        String[] parts = properties.split(":", -1);
        if (parts.length % 3 != 0) {
            throw new IllegalArgumentException("name:type:count for each property");
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < parts.length; i += 3) {
            names.add(parts[i]);
        }
        String forces =
                LabelNames.FORCES.stream().filter(names::contains).findFirst().orElse(null);
        int symbol = -1;
        int atomicNumber = -1;
        int position = -1;
        int force = -1;
        int column = 0;
        for (int i = 0; i < parts.length; i += 3) {
            int width = width(parts[i + 2]);
            switch (parts[i]) {
                case "species" -> symbol = once("species", symbol, column, parts[i + 1], "S", width, 1);
                case "Z" -> atomicNumber = once("Z", atomicNumber, column, parts[i + 1], "I", width, 1);
                case "pos" -> position = once("pos", position, column, parts[i + 1], "R", width, 3);
                default -> requireType(parts[i + 1]);
            }
            if (parts[i].equals(forces)) {
                force = once(forces, force, column, parts[i + 1], "R", width, 3);
            }
            column += width;
        }
        symbol = symbol < 0 ? atomicNumber : symbol;
        if (symbol < 0 || position < 0 || column > MOST_COLUMNS) {
            throw new IllegalArgumentException("species:S:1 and pos:R:3 among at most " + MOST_COLUMNS + " columns");
        }
        return new ExtendedXyzColumns(symbol, position, force, column, forces, List.copyOf(names), true);
    }

    private static int once(String name, int before, int column, String type, String known, int width, int expected) {
        if (before >= 0 || width != expected || !type.equals(known)) {
            throw new IllegalArgumentException("one property " + name + ":" + known + ":" + expected);
        }
        return column;
    }

    private static void requireType(String type) {
        if (type.length() != 1 || "SRIL".indexOf(type.charAt(0)) < 0) {
            throw new IllegalArgumentException("one of the types S, R, I, L");
        }
    }

    private static int width(String count) {
        if (!count.matches("[1-9][0-9]{0,3}")) {
            throw new IllegalArgumentException("a count of columns from 1 to " + MOST_COLUMNS);
        }
        return Integer.parseInt(count);
    }
}
