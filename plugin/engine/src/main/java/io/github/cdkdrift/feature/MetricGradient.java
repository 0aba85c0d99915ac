package io.github.cdkdrift.feature;

import java.util.Arrays;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

/**
 * How the volume of features changes with a geometry. A Boltzmann distribution of positions, exp(−E/k_BT) dx, is one of features φ of the density
 *
 * <p>exp(−E/k_BT) · √det⁺ I / √det⁺ JᵀJ,
 *
 * <p>with J = ∂φ/∂x, det⁺ the product of the eigenvalues that are not 0 and, for features that are the same in all orientations, I the tensor of
 * inertia about the centroid with unit masses, whose root is the volume of all orientations but for a constant. The first factor is that of the
 * potential, the last is Fixman's (1974, doi:10.1073/pnas.71.8.3050) and that of Hu 2026, equation 37. Eigendecompositions of 3N × 3N matrices: O(N³) a geometry.
 */
public final class MetricGradient {
    /** Eigenvalues below this part of the largest belong to rigid motions, of inertia to a line. */
    private static final double RANK_TOLERANCE = 1e-9;

    private MetricGradient() {}

    /**
     * ½ log det⁺ JᵀJ.
     *
     * @param positions [atoms · 3] Å
     */
    public static double logVolume(FeatureMap features, double[] positions) {
        return halfLogDeterminant(gram(features.jacobian(positions)));
    }

    /**
     * The gradient of {@link #logVolume}, [atoms · 3] 1/Å: d log det⁺ M = tr(M⁺ dM) where the rank stays, so that it is the Jacobian's change
     * along J M⁺.
     */
    public static double[] ofVolume(FeatureMap features, double[] positions) {
        RealMatrix jacobian = MatrixUtils.createRealMatrix(features.jacobian(positions));
        return features.curvature(
                positions,
                jacobian.multiply(pseudoInverse(gram(jacobian.getData()))).getData());
    }

    /** ½ log det⁺ of the tensor of inertia about the centroid, unit masses. */
    public static double logOrientations(double[] positions) {
        return halfLogDeterminant(inertia(centred(positions)));
    }

    /** The gradient of {@link #logOrientations}, [atoms · 3] 1/Å: tr(I⁺) y − I⁺ y for an atom at y from the centroid. */
    public static double[] ofOrientations(double[] positions) {
        double[] y = centred(positions);
        RealMatrix inverse = pseudoInverse(inertia(y));
        double trace = inverse.getTrace();
        double[] gradient = new double[y.length];
        for (int atom = 0; atom < y.length; atom += 3) {
            double[] turned = inverse.operate(Arrays.copyOfRange(y, atom, atom + 3));
            for (int axis = 0; axis < 3; axis++) {
                gradient[atom + axis] = trace * y[atom + axis] - turned[axis];
            }
        }
        return gradient;
    }

    private static RealMatrix gram(double[][] jacobian) {
        RealMatrix matrix = MatrixUtils.createRealMatrix(jacobian);
        return matrix.transposeMultiply(matrix);
    }

    private static double[] centred(double[] positions) {
        double[] centre = new double[3];
        for (int i = 0; i < positions.length; i++) {
            centre[i % 3] += 3 * positions[i] / positions.length;
        }
        double[] centred = new double[positions.length];
        Arrays.setAll(centred, i -> positions[i] - centre[i % 3]);
        return centred;
    }

    private static RealMatrix inertia(double[] y) {
        double[][] tensor = new double[3][3];
        for (int atom = 0; atom < y.length; atom += 3) {
            double square = y[atom] * y[atom] + y[atom + 1] * y[atom + 1] + y[atom + 2] * y[atom + 2];
            for (int i = 0; i < 3; i++) {
                tensor[i][i] += square;
                for (int j = 0; j < 3; j++) {
                    tensor[i][j] -= y[atom + i] * y[atom + j];
                }
            }
        }
        return MatrixUtils.createRealMatrix(tensor);
    }

    private static double halfLogDeterminant(RealMatrix matrix) {
        double[] eigenvalues = new EigenDecompositionSymmetric(matrix).getEigenvalues();
        double smallest = RANK_TOLERANCE * Arrays.stream(eigenvalues).max().orElseThrow();
        return 0.5
                * Arrays.stream(eigenvalues)
                        .filter(value -> value > smallest)
                        .map(Math::log)
                        .sum();
    }

    private static RealMatrix pseudoInverse(RealMatrix matrix) {
        EigenDecompositionSymmetric eigen = new EigenDecompositionSymmetric(matrix);
        double smallest =
                RANK_TOLERANCE * Arrays.stream(eigen.getEigenvalues()).max().orElseThrow();
        RealMatrix inverse = MatrixUtils.createRealMatrix(matrix.getRowDimension(), matrix.getRowDimension());
        for (int i = 0; i < matrix.getRowDimension(); i++) {
            if (eigen.getEigenvalue(i) > smallest) {
                RealVector vector = eigen.getEigenvector(i);
                inverse = inverse.add(vector.outerProduct(vector).scalarMultiply(1 / eigen.getEigenvalue(i)));
            }
        }
        return inverse;
    }
}
