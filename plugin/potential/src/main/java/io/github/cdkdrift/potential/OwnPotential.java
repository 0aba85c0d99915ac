package io.github.cdkdrift.potential;

import io.github.cdkdrift.molecule.MolecularGraph;
import java.util.Objects;

/**
 * A potential that somebody else made and will close.
 *
 * @param own the potential
 */
record OwnPotential(Potential own) implements PotentialProvider {
    OwnPotential {
        Objects.requireNonNull(own, "potential");
    }

    @Override
    public String name() {
        return own.name();
    }

    @Override
    public Potential potential(MolecularGraph graph, double[] geometry) throws PotentialException {
        if (own.atoms() != graph.atoms()) {
            throw new PotentialException(
                    "the potential " + own.name() + " is one of " + own.atoms() + " atoms; the molecule has "
                            + graph.atoms() + " with its hydrogens: expected one of this molecule");
        }
        // Those that a model may keep hold nothing that closing would free.
        return own instanceof Mmff94Potential || own instanceof FittedPotential
                ? own
                : new CheckedPotential(new Borrowed(own));
    }

    private record Borrowed(Potential potential) implements ForwardingPotential {
        @Override
        public void close() {
            // Whoever made it closes it.
        }
    }
}
