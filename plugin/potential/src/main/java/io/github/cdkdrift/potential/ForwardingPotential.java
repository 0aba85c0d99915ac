package io.github.cdkdrift.potential;

/** A potential that adds something to another, or watches it: what it does not say itself, the other says. */
public interface ForwardingPotential extends Potential {
    /** The other. */
    Potential potential();

    @Override
    default int atoms() {
        return potential().atoms();
    }

    @Override
    default String name() {
        return potential().name();
    }

    @Override
    default void evaluate(double[] positions, int frames, double[] energies, double[] forces) {
        potential().evaluate(positions, frames, energies, forces);
    }

    @Override
    default int atOnce() {
        return potential().atOnce();
    }

    /** Closes the other. */
    @Override
    default void close() {
        potential().close();
    }
}
