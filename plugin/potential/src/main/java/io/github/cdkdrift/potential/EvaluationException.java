package io.github.cdkdrift.potential;

/**
 * A potential that no longer answers: its program hung, died or wrote nonsense. The energies and forces of the batch are not to
 * be used. A single geometry that a potential cannot do is no such failure: its energy and forces are NaN.
 */
public final class EvaluationException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /** @param message what happened, what was expected, what to do */
    public EvaluationException(String message) {
        super(message);
    }

    /** The same, with the exception that revealed it. */
    public EvaluationException(String message, Throwable cause) {
        super(message, cause);
    }
}
