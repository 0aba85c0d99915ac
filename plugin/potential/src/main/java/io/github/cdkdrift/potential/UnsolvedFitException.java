package io.github.cdkdrift.potential;

/** The equations of a fit could not be solved to the residual that is asked for: there is no potential. */
public final class UnsolvedFitException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /** @param message what was reached, what was expected, what to do */
    public UnsolvedFitException(String message) {
        super(message);
    }
}
