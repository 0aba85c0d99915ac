package io.github.cdkdrift.labelling;

import io.github.cdkdrift.dynamics.StageListener;
import io.github.cdkdrift.potential.Curvature;
import io.github.cdkdrift.potential.Potential;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.RealMatrix;

/**
 * Leads geometries without forces away from saddle points, where minimisation may end, since no force points away from them: down along
 * the direction of the most negative curvature, on the lower side. Curvatures are differences of forces, 6N energies with forces of N atoms.
 */
final class Saddles {
    /** kcal/mol/Å². Turns of the whole molecule have 0; a methyl group with a barrier of 0.01 kcal/mol has −0.02 on its top. */
    private static final double LEAST = -0.01;
    /** Å along the direction. */
    private static final double STEP = 0.25;

    private static final int ROUNDS = 3;

    private Saddles() {}

    /**
     * @param curvature of the molecule; null where nothing is known
     * @param relaxed not modified
     */
    static RelaxedGeometries left(
            ModelCurvature curvature, Potential potential, RelaxedGeometries relaxed, StageListener listener) {
        List<double[]> positions = new ArrayList<>(relaxed.positions());
        double[] energies = relaxed.energies().clone();
        boolean[] reached = relaxed.reached().clone();
        List<Integer> doubtful = IntStream.range(0, energies.length).boxed().toList();
        for (int round = 0; round < ROUNDS && !doubtful.isEmpty(); round++) {
            List<Integer> moved = new ArrayList<>();
            List<double[]> starts = new ArrayList<>();
            for (int i : doubtful) {
                double[] direction = reached[i] ? unstable(potential, positions.get(i)) : null;
                if (direction != null) {
                    moved.add(i);
                    starts.add(along(positions.get(i), direction, STEP));
                    starts.add(along(positions.get(i), direction, -STEP));
                }
                listener.onPart(0, "");
            }
            RelaxedGeometries lower = starts.isEmpty()
                    ? null
                    : RelaxedGeometries.of(curvature, potential, starts, RelaxedGeometries.Aim.MINIMUM, listener);
            for (int k = 0; k < moved.size(); k++) {
                int side = lower.energies()[2 * k + 1] < lower.energies()[2 * k] ? 2 * k + 1 : 2 * k;
                int i = moved.get(k);
                if (lower.energies()[side] < energies[i]) {
                    positions.set(i, lower.positions().get(side));
                    energies[i] = lower.energies()[side];
                    reached[i] = lower.reached()[side];
                }
            }
            doubtful = moved;
        }
        return new RelaxedGeometries(List.copyOf(positions), energies, reached);
    }

    private static double[] along(double[] position, double[] direction, double step) {
        double[] moved = position.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += step * direction[i];
        }
        return moved;
    }

    /** The normalised direction of the most negative curvature; null where there is none. */
    private static double[] unstable(Potential potential, double[] position) {
        double[][] curvatures = Curvature.hessian(potential, position);
        if (!Arrays.stream(curvatures).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite)) {
            return null;
        }
        RealMatrix matrix = new Array2DRowRealMatrix(curvatures, false);
        EigenDecompositionSymmetric decomposed = new EigenDecompositionSymmetric(matrix);
        int lowest = position.length - 1;
        return decomposed.getEigenvalue(lowest) < LEAST
                ? decomposed.getEigenvector(lowest).toArray()
                : null;
    }
}
