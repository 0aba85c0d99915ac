package io.github.cdkdrift.cli;

/** The command line cannot be understood; the message says what was found and what was expected. */
final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }

    UsageException(String message, Throwable cause) {
        super(message, cause);
    }

    /** A value that an option cannot have. */
    static UsageException value(String option, Object found, String expected) {
        return new UsageException("option --" + option + ": found " + found + "; expected " + expected);
    }
}
