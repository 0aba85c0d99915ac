package io.github.cdkdrift.feature;

import java.util.Arrays;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

/**
 * Forces in feature space: the minimum-norm F with JᵀF = f (Hu 2026, equation 31), F = (JJᵀ)⁺ J f = J (JᵀJ)⁺ f. The second
 * form needs the pseudoinverse of a 3N × 3N matrix only, O(N³) a frame instead of O(N⁶).
 */
public final class FeatureForces {
    /** Eigenvalues of JᵀJ below this part of the largest belong to rigid motions. */
    private static final double RANK_TOLERANCE = 1e-9;

    private FeatureForces() {}

    /**
     * The feature force of one frame.
     *
     * @param positions [atoms · 3] Å
     * @param forces [atoms · 3] kcal/mol/Å; the part that moves or turns the molecule as a whole does not count
     * @return [features.size()] kcal/mol per unit of the feature
     */
    public static double[] of(FeatureMap features, double[] positions, double[] forces) {
        RealMatrix jacobian = MatrixUtils.createRealMatrix(features.jacobian(positions));
        EigenDecompositionSymmetric eigen = new EigenDecompositionSymmetric(jacobian.transposeMultiply(jacobian));
        double smallest =
                RANK_TOLERANCE * Arrays.stream(eigen.getEigenvalues()).max().orElseThrow();
        RealVector force = MatrixUtils.createRealVector(forces);
        RealVector solution = MatrixUtils.createRealVector(new double[forces.length]);
        for (int i = 0; i < forces.length; i++) {
            if (eigen.getEigenvalue(i) > smallest) {
                RealVector vector = eigen.getEigenvector(i);
                solution = solution.add(vector.mapMultiply(force.dotProduct(vector) / eigen.getEigenvalue(i)));
            }
        }
        return jacobian.operate(solution).toArray();
    }
}
