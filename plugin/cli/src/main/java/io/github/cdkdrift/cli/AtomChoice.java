package io.github.cdkdrift.cli;

import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.Smarts;
import io.github.cdkdrift.superposition.SymmetricSuperposition;
import org.openscience.cdk.exception.CDKException;

/**
 * Which atoms a deviation is measured over.
 *
 * @param text {@code all}, {@code heavy} or a SMARTS pattern
 */
record AtomChoice(String text) {
    static final AtomChoice ALL = new AtomChoice("all");
    static final AtomChoice HEAVY = new AtomChoice("heavy");

    static AtomChoice of(String option, String text) throws UsageException {
        for (AtomChoice known : new AtomChoice[] {ALL, HEAVY}) {
            if (known.text.equalsIgnoreCase(text)) {
                return known;
            }
        }
        try {
            return new AtomChoice(Smarts.of(text).toString());
        } catch (CDKException e) {
            throw new UsageException(
                    UsageException.value(option, text, "all, heavy, or a SMARTS pattern")
                            .getMessage(),
                    e);
        }
    }

    SymmetricSuperposition superposition(MolecularGraph graph) throws CDKException {
        if (equals(ALL)) {
            return SymmetricSuperposition.ofAllAtoms(graph);
        }
        return equals(HEAVY)
                ? SymmetricSuperposition.ofHeavyAtoms(graph)
                : SymmetricSuperposition.of(graph, Smarts.of(text).atoms(graph));
    }
}
