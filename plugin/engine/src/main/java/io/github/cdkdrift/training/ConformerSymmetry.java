package io.github.cdkdrift.training;

import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.SymmetryGroup;
import io.github.cdkdrift.molecule.SymmetryOperation;
import java.util.List;

/** The symmetry that training folds and sampling unfolds: both must use the same operations. */
public final class ConformerSymmetry {
    /** Each makes the fitted potential as much dearer as another copy of its training frames. */
    private static final int MOST_OPERATIONS = 48;

    private ConformerSymmetry() {}

    /**
     * The symmetry of a molecule.
     *
     * @param positions a geometry with its stereochemistry, [atoms · 3] Å
     */
    public static SymmetryGroup of(MolecularGraph graph, double[] positions) {
        return graph.symmetry(positions, MOST_OPERATIONS);
    }

    /** The operations that a potential is made symmetric under, not all of them where they are too many. */
    public static List<SymmetryOperation> ofPotential(MolecularGraph graph, double[] positions) {
        return graph.symmetryOperations(positions, MOST_OPERATIONS);
    }
}
