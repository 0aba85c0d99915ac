package io.github.cdkdrift.training;

import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.SymmetryOperation;
import java.util.List;

/** The symmetry that training folds and sampling unfolds: both must use the same operations. */
public final class ConformerSymmetry {
    /** Each makes the fitted potential as much dearer as another copy of its training frames. */
    private static final int MOST_OPERATIONS = 48;

    private ConformerSymmetry() {}

    /**
     * The operations of a molecule.
     *
     * @param positions a geometry with its stereochemistry, [atoms · 3] Å
     */
    public static List<SymmetryOperation> of(MolecularGraph graph, double[] positions) {
        return graph.symmetryOperations(positions, MOST_OPERATIONS);
    }
}
