package io.github.cdkdrift.worker;

/** A program that ended, or was ended, without an answer. */
public final class WorkerEndedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean tookTooLong;
    private final int code;
    private final String lastWords;

    WorkerEndedException(boolean tookTooLong, int code, String lastWords) {
        super(tookTooLong ? "took too long" : "ended with code " + code);
        this.tookTooLong = tookTooLong;
        this.code = code;
        this.lastWords = lastWords;
    }

    /** Whether it was ended because it took too long. */
    public boolean tookTooLong() {
        return tookTooLong;
    }

    /** Its exit code, 128 and the number of the signal that ended it; -1 where it took too long. */
    public int code() {
        return code;
    }

    /** The last line that it wrote to standard error, perhaps empty. */
    public String lastWords() {
        return lastWords;
    }
}
