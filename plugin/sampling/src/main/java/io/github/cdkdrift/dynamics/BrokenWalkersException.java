package io.github.cdkdrift.dynamics;

/** Walkers left the molecule, by a bond or a configuration, so often that nothing can be said of its ensemble. */
public final class BrokenWalkersException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /** Says how often, and what may help. */
    public BrokenWalkersException(String message) {
        super(message);
    }
}
