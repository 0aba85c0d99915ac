package io.github.cdkdrift.labelling;

import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.Stereocentre;
import java.util.List;
import java.util.function.Predicate;

/** Whether a geometry still has the bonds and configurations of the molecule. */
final class IntactMolecule implements Predicate<double[]> {
    private static final double SHORTEST_BOND = 0.5;
    private static final double LONGEST_BOND = 1.5;

    private final int[][] bonds;
    private final double[] lengths;
    private final List<Stereocentre> stereocentres;

    /** @param examples geometries whose mean bond lengths are typical, [examples][atoms · 3] Å */
    IntactMolecule(MolecularGraph graph, List<double[]> examples) {
        this(graph, graph.meanBondLengths(examples));
    }

    /** @param lengths typical ones of the bonds, [bonds] Å, not modified */
    IntactMolecule(MolecularGraph graph, double[] lengths) {
        bonds = graph.bonds().toArray(int[][]::new);
        stereocentres = graph.stereocentres();
        this.lengths = lengths;
    }

    @Override
    public boolean test(double[] positions) {
        for (int bond = 0; bond < bonds.length; bond++) {
            double ratio = length(positions, bonds[bond]) / lengths[bond];
            if (!(ratio > SHORTEST_BOND && ratio < LONGEST_BOND)) {
                return false;
            }
        }
        return stereocentres.stream().allMatch(centre -> centre.agrees(positions));
    }

    private static double length(double[] positions, int[] bond) {
        double squares = 0;
        for (int axis = 0; axis < 3; axis++) {
            double difference = positions[3 * bond[0] + axis] - positions[3 * bond[1] + axis];
            squares += difference * difference;
        }
        return Math.sqrt(squares);
    }
}
