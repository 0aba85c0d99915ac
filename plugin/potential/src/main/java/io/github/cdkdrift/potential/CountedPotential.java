package io.github.cdkdrift.potential;

import java.util.function.LongConsumer;

/** A potential that knows how many geometries it was asked for: one call is the energy and the forces of one geometry. */
public final class CountedPotential implements Potential {
    private final Potential potential;
    private final LongConsumer listener;
    private long calls;

    /** Counts in silence. */
    public CountedPotential(Potential potential) {
        this(potential, calls -> {});
    }

    /** @param listener told after every batch how many geometries there were so far; may throw to end the work */
    public CountedPotential(Potential potential, LongConsumer listener) {
        this.potential = potential;
        this.listener = listener;
    }

    @Override
    public int atoms() {
        return potential.atoms();
    }

    @Override
    public String name() {
        return potential.name();
    }

    /** Geometries of all batches that were answered, also those that the potential could not do, and those that checked its forces. */
    public long calls() {
        return calls + (potential instanceof CheckedPotential checked ? checked.furtherCalls() : 0);
    }

    @Override
    public void evaluate(double[] positions, int frames, double[] energies, double[] forces) {
        potential.evaluate(positions, frames, energies, forces);
        calls += frames;
        listener.accept(calls());
    }

    @Override
    public int atOnce() {
        return potential.atOnce();
    }

    @Override
    public void close() {
        potential.close();
    }
}
