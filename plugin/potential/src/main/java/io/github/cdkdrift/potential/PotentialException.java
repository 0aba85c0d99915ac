package io.github.cdkdrift.potential;

import org.openscience.cdk.exception.CDKException;

/**
 * A potential that cannot be had: it cannot describe the molecule, or this machine lacks what it needs. The message says what
 * is missing and what to do.
 */
public final class PotentialException extends CDKException {
    private static final long serialVersionUID = 1L;

    /** @param message what was found, what was expected, what to do */
    public PotentialException(String message) {
        super(message);
    }

    /** The same, with the exception that revealed it. */
    public PotentialException(String message, Exception cause) {
        super(message, cause);
    }
}
