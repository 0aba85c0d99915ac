package io.github.cdkdrift.potential;

import io.github.cdkdrift.molecule.MolecularGraph;
import java.util.Optional;

/** What a potential that is fitted to frames or labels begins from. */
public enum FitPrior {
    /** Nothing: the frames say all. */
    NONE,
    /** MMFF94. */
    MMFF94,
    /** MMFF94s. */
    MMFF94S,
    /** GFN-FF, which knows all elements up to radon. */
    GFNFF,
    /** GFN1-xTB: for labels that are much more expensive, since the fit costs as much as it does. */
    GFN1,
    /** GFN2-xTB: for labels that are much more expensive, since the fit costs as much as it does. */
    GFN2,
    /** MMFF94, or GFN-FF where that does not know the molecule; nothing where neither can be had. */
    AUTOMATIC;

    /**
     * What frames are fitted from; empty for none, and where it cannot be had for the molecule.
     *
     * @param geometry one sensible geometry of it, [atoms · 3] Å
     */
    public Optional<PriorPotential> find(MolecularGraph graph, double[] geometry) {
        try {
            return of(PotentialChoice.of("gfn2"), graph, geometry);
        } catch (PotentialException e) {
            return Optional.empty();
        }
    }

    /**
     * What labels of a potential are fitted from; whoever asked closes it.
     *
     * @param better the potential; charge, electrons and solvent are as it has them
     * @param geometry one sensible geometry, [atoms · 3] Å
     * @return empty for none
     * @throws PotentialException if what was asked for by name cannot be had for the molecule
     */
    Optional<PriorPotential> of(PotentialChoice better, MolecularGraph graph, double[] geometry)
            throws PotentialException {
        return switch (this) {
            case NONE -> Optional.empty();
            case AUTOMATIC -> automatic(better, graph, geometry);
            default -> Optional.of(require(better, graph, geometry));
        };
    }

    private static Optional<PriorPotential> automatic(PotentialChoice better, MolecularGraph graph, double[] geometry) {
        try {
            return Optional.of(MMFF94.require(better, graph, geometry));
        } catch (PotentialException unknown) {
            // Without orders of bonds nobody knows the charge, either.
            if (!graph.bondOrdersKnown()) {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(GFNFF.require(better, graph, geometry));
        } catch (PotentialException neither) {
            return Optional.empty();
        }
    }

    /** @throws IllegalStateException if no potential has its name */
    PriorPotential require(PotentialChoice better, MolecularGraph graph, double[] geometry) throws PotentialException {
        Dielectric dielectric = better.solvent().isPresent() ? Dielectric.DISTANCE : Dielectric.VACUUM;
        return switch (this) {
            case MMFF94 -> Mmff94Potential.of(graph, Mmff94Potential.Variant.MMFF94, dielectric);
            case MMFF94S -> Mmff94Potential.of(graph, Mmff94Potential.Variant.MMFF94S, dielectric);
            case GFNFF, GFN1, GFN2 -> XtbPrior.of(
                    XtbPrior.setup(XtbPotential.Method.valueOf(name()), better, graph, geometry), graph);
            case NONE, AUTOMATIC -> throw new IllegalStateException(this + " names no potential");
        };
    }

    /**
     * Checks that a potential that was asked for by its name can be had for a molecule.
     *
     * @param geometry one sensible geometry, [atoms · 3] Å
     * @throws PotentialException if it cannot
     */
    public void requireKnown(MolecularGraph graph, double[] geometry) throws PotentialException {
        of(PotentialChoice.of("gfn2"), graph, geometry).ifPresent(Potential::close);
    }
}
