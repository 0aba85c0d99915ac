package io.github.cdkdrift.io;

import io.github.cdkdrift.molecule.ShownText;
import org.openscience.cdk.exception.CDKException;

/**
 * Input that cannot be used: says where, what was found there, what was expected, and what to do.
 */
public final class InputFormatException extends CDKException {
    private static final long serialVersionUID = 1L;

    /**
     * @param source the file or stream, for example {@code ethanol.extxyz}
     * @param place the place in it, for example {@code line 12} or {@code entry R}; empty where the whole source is meant
     * @param found what stands there
     * @param expected what should stand there, and where it helps what to do
     */
    public InputFormatException(String source, String place, String found, String expected) {
        super(message(source, place, found, expected));
    }

    /** The same, with the exception that revealed it. */
    public InputFormatException(String source, String place, String found, String expected, Exception cause) {
        super(message(source, place, found, expected), cause);
    }

    private static String message(String source, String place, String found, String expected) {
        String where = place.isEmpty() ? source : source + ", " + place;
        // Files and foreign messages quoted from them must not move the cursor of a terminal.
        return ShownText.lines(where + ": found " + found + "; expected " + expected);
    }
}
