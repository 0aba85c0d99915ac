package io.github.cdkdrift.potential;

import java.util.function.LongConsumer;

/** A potential that knows how many geometries it was asked for: one call is the energy and the forces of one geometry. */
public final class CountedPotential implements ForwardingPotential {
    private final Potential potential;
    private final LongConsumer listener;
    private final long checkedBefore;
    private long calls;

    /** Counts in silence. */
    public CountedPotential(Potential potential) {
        this(potential, calls -> {});
    }

    /** @param listener told after every batch how many geometries there were so far; may throw to end the work */
    public CountedPotential(Potential potential, LongConsumer listener) {
        this.potential = potential;
        this.listener = listener;
        checkedBefore = checks(potential);
    }

    @Override
    public Potential potential() {
        return potential;
    }

    /** Geometries of all batches that were answered, also those that the potential could not do, and those that checked its forces. */
    public long calls() {
        return calls + checks(potential) - checkedBefore;
    }

    /** Calls so far that checked forces, of whatever lies below. */
    private static long checks(Potential below) {
        long checks = below instanceof CheckedPotential checked ? checked.furtherCalls() : 0;
        return below instanceof ForwardingPotential forwarding ? checks + checks(forwarding.potential()) : checks;
    }

    @Override
    public void evaluate(double[] positions, int frames, double[] energies, double[] forces) {
        potential.evaluate(positions, frames, energies, forces);
        calls += frames;
        listener.accept(calls());
    }
}
