package io.github.cdkdrift.io;

/** What is wrong with an array, before the reader of the archive adds which file and entry it was. */
final class NpyFormatException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String found;
    private final String expected;

    NpyFormatException(String found, String expected) {
        super("found " + found + "; expected " + expected);
        this.found = found;
        this.expected = expected;
    }

    InputFormatException in(String source, String place) {
        return new InputFormatException(source, place, found, expected, this);
    }
}
