package io.github.cdkdrift.labelling;

import io.github.cdkdrift.potential.Potential;
import java.util.function.LongConsumer;

/** A potential that tells how often it was asked. */
final class CountedPotential implements Potential {
    private final Potential potential;
    private final LongConsumer listener;
    private long evaluations;

    CountedPotential(Potential potential, LongConsumer listener) {
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

    @Override
    public void evaluate(double[] positions, int frames, double[] energies, double[] forces) {
        potential.evaluate(positions, frames, energies, forces);
        evaluations += frames;
        listener.accept(evaluations);
    }
}
