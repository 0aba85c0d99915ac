package io.github.cdkdrift.rotamer;

import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.SymmetryGroup;
import io.github.cdkdrift.molecule.SymmetryOperation;
import java.util.List;

/** The symmetry that training folds and sampling unfolds: both must use the same operations. */
public final class ConformerSymmetry {
    /** Each makes the fitted potential as much more expensive as another copy of its training frames. */
    private static final int MOST_OPERATIONS = 48;

    private ConformerSymmetry() {}

    /**
     * The symmetry of a molecule. Turns of amino groups always stand apart from the other operations: an amine's orientations about
     * its bond are told apart by which of its hydrogen atoms comes first.
     *
     * @param positions a geometry with its stereochemistry, [atoms · 3] Å
     */
    public static SymmetryGroup of(MolecularGraph graph, double[] positions) {
        SymmetryGroup apart = graph.symmetry(positions, 0);
        boolean amino = apart.terminalRotors().stream()
                .anyMatch(terminal -> terminal.turns().size() == 2);
        return amino ? apart : listed(graph, positions);
    }

    /** The same with all operations listed where there are not too many, as models were trained before bonds were turned. */
    public static SymmetryGroup listed(MolecularGraph graph, double[] positions) {
        return graph.symmetry(positions, MOST_OPERATIONS);
    }

    /** The operations that a potential is made symmetric under, not all of them where they are too many. */
    public static List<SymmetryOperation> ofPotential(MolecularGraph graph, double[] positions) {
        return graph.symmetryOperations(positions, MOST_OPERATIONS);
    }
}
