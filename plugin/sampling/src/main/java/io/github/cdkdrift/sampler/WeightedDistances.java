package io.github.cdkdrift.sampler;

import io.github.cdkdrift.molecule.MolecularGraph;
import java.util.ArrayList;
import java.util.List;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.RealMatrix;

/** Distances over one, two and three bonds, the stiffer the heavier: what distortions of a molecule are compared by. */
final class WeightedDistances {
    private static final double[] WEIGHTS = {0, 20, 7, 1.5};

    /** {atom, atom, bonds} */
    private final List<int[]> pairs = new ArrayList<>();

    WeightedDistances(MolecularGraph graph) {
        int[][] neighbours = graph.neighbours();
        for (int atom = 0; atom < neighbours.length; atom++) {
            int[] bonds = new int[neighbours.length];
            List<Integer> shell = List.of(atom);
            for (int distance = 1; distance < WEIGHTS.length; distance++) {
                List<Integer> next = new ArrayList<>();
                for (int from : shell) {
                    for (int to : neighbours[from]) {
                        if (bonds[to] == 0 && to != atom) {
                            bonds[to] = distance;
                            next.add(to);
                        }
                    }
                }
                shell = next;
            }
            for (int other = atom + 1; other < bonds.length; other++) {
                if (bonds[other] > 0) {
                    pairs.add(new int[] {atom, other, bonds[other]});
                }
            }
        }
    }

    /** The derivatives of all distances of a geometry, [distances, coordinates]. */
    RealMatrix slopes(double[] positions) {
        RealMatrix slopes = new Array2DRowRealMatrix(pairs.size(), positions.length);
        for (int row = 0; row < pairs.size(); row++) {
            int a = 3 * pairs.get(row)[0];
            int b = 3 * pairs.get(row)[1];
            double x = positions[b] - positions[a];
            double y = positions[b + 1] - positions[a + 1];
            double z = positions[b + 2] - positions[a + 2];
            double scale = WEIGHTS[pairs.get(row)[2]] / Math.sqrt(x * x + y * y + z * z);
            double[] slope = {scale * x, scale * y, scale * z};
            for (int axis = 0; axis < 3; axis++) {
                slopes.setEntry(row, a + axis, -slope[axis]);
                slopes.setEntry(row, b + axis, slope[axis]);
            }
        }
        return slopes;
    }
}
