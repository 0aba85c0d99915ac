package io.github.cdkdrift.potential;

import io.github.cdkdrift.molecule.MolecularGraph;
import java.util.Optional;

/** What a potential that is fitted to frames begins from. */
public enum FitPrior {
    /** Nothing: the frames say all. */
    NONE,
    /** MMFF94. */
    MMFF94,
    /** MMFF94s. */
    MMFF94S;

    /** The force field of a molecule; empty for none, and where it does not know the molecule. */
    public Optional<Mmff94Potential> forceField(MolecularGraph graph) {
        try {
            return this == NONE ? Optional.empty() : Optional.of(require(graph));
        } catch (PotentialException e) {
            return Optional.empty();
        }
    }

    /**
     * The force field of a molecule.
     *
     * @throws PotentialException if it does not know the molecule
     * @throws IllegalStateException for none
     */
    public Mmff94Potential require(MolecularGraph graph) throws PotentialException {
        return Mmff94Potential.of(
                graph,
                switch (this) {
                    case MMFF94 -> Mmff94Potential.Variant.MMFF94;
                    case MMFF94S -> Mmff94Potential.Variant.MMFF94S;
                    case NONE -> throw new IllegalStateException("no force field");
                });
    }
}
