package io.github.cdkdrift.drift;

import io.github.cdkdrift.backend.HostTransfer;
import java.util.Arrays;
import org.hipparchus.exception.MathIllegalStateException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Solves for the matrix A of a map between two Gaussian distributions, A = R M^(−1/2) R⁻¹ with the root R of the target's covariance
 * and the covariance in the target's units, M = R⁻¹ C R⁻¹. In these units it is the map that displaces least (Givens and Shortt 1984,
 * doi:10.1307/mmj/1029003026). M is shrunk towards the identity, (1 − δ) M + δ, so that a collapsed batch is drawn apart by
 * bounded steps; where the moments agree that changes nothing but in directions narrower than {@link #SMALLEST_VARIANCE}.
 *
 * <p>The inverse root comes from the coupled Newton–Schulz iteration (Higham 2008, doi:10.1137/1.9780898717778, equation 6.35): some
 * sixteen matrix products in all, a fraction of what eigenvectors cost. Every array is allocated beforehand. One thread at a time.
 */
final class GaussianMap {
    /** Nothing is drawn apart to more than 1/√δ = 3 times its width at once. */
    private static final double SHRINKAGE = 1 / 9.0;

    /** Directions in which the target's variance is smaller count as if they had this one; 1 is the mean over all states. */
    private static final double SMALLEST_VARIANCE = 0.01;

    /** The iteration converges for eigenvalues between 0 and 3, and fast about 1; none may be larger than this. */
    private static final double LARGEST_EIGENVALUE = 1.5;

    /** Each more than doubles the smallest eigenvalues. */
    private static final int MOST_ITERATIONS = 15;

    /** Frobenius norm of half the error at which the next iteration, which squares it, is the last. */
    private static final double TOLERANCE = 1e-3;

    /** The same norm beyond which a root that comes no nearer is none. */
    private static final double ACCEPTABLE = 0.1;

    private final int size;
    private final INDArray step;
    private final float[] numbers;
    private INDArray root;
    private INDArray inverseRoot;
    private INDArray spare;

    /**
     * The covariance that a map leads to.
     *
     * @param root R, [size, size]
     * @param inverseRoot R⁻¹, [size, size]
     */
    record Target(INDArray root, INDArray inverseRoot) {}

    /** @param size of the matrices, at least 1 */
    GaussianMap(int size) {
        this.size = size;
        step = matrix();
        root = matrix();
        inverseRoot = matrix();
        spare = matrix();
        numbers = new float[size * size];
    }

    private INDArray matrix() {
        return Nd4j.create(new long[] {size, size}, 'f');
    }

    /**
     * In Java, whose sums do not depend on the number of threads as those of LAPACK do.
     *
     * @param covariance of the target, [size · size]
     */
    Target target(float[] covariance) {
        RealMatrix matrix = new Array2DRowRealMatrix(size, size);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                matrix.setEntry(i, j, 0.5 * (covariance[i * size + j] + covariance[j * size + i]));
            }
        }
        RealMatrix vectors;
        double[] variances;
        try {
            EigenDecompositionSymmetric eigen = new EigenDecompositionSymmetric(matrix);
            vectors = eigen.getV();
            variances = eigen.getEigenvalues();
        } catch (MathIllegalStateException e) {
            // Its iteration may not end where the rank is low.
            SingularValueDecomposition singular = new SingularValueDecomposition(matrix);
            vectors = singular.getU();
            variances = singular.getSingularValues();
        }
        return new Target(power(vectors, variances, 0.5), power(vectors, variances, -0.5));
    }

    private INDArray power(RealMatrix vectors, double[] variances, double exponent) {
        RealMatrix scaled = vectors.copy();
        for (int k = 0; k < size; k++) {
            double factor = Math.pow(Math.max(SMALLEST_VARIANCE, variances[k]), exponent);
            for (int i = 0; i < size; i++) {
                scaled.multiplyEntry(i, k, factor);
            }
        }
        RealMatrix product = scaled.multiplyTransposed(vectors);
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) product.getEntry(i % size, i / size);
        }
        INDArray power = matrix();
        HostTransfer.upload(numbers, power);
        return power;
    }

    /**
     * A − I; zero where the covariance is not finite, or so wide that rounding spoils its root.
     *
     * @param covariance C, [size, size]; not modified
     * @param stretch [size, size], overwritten
     */
    void solve(Target target, INDArray covariance, INDArray stretch) {
        Nd4j.gemm(target.inverseRoot(), covariance, spare, false, false, 1, 0);
        Nd4j.gemm(spare, target.inverseRoot(), root, false, false, 1 - SHRINKAGE, 0);
        HostTransfer.download(root, numbers);
        addToDiagonal(SHRINKAGE);
        double scale = scale();
        if (!Double.isFinite(scale) || !iterate()) {
            Arrays.fill(numbers, 0);
            HostTransfer.upload(numbers, stretch);
            return;
        }
        Nd4j.gemm(target.root(), inverseRoot, spare, false, false, 1, 0);
        Nd4j.gemm(spare, target.inverseRoot(), stretch, false, false, 1 / Math.sqrt(scale), 0);
        HostTransfer.download(stretch, numbers);
        addToDiagonal(-1);
        HostTransfer.upload(numbers, stretch);
    }

    private void addToDiagonal(double addend) {
        for (int i = 0; i < size; i++) {
            numbers[i * size + i] += (float) addend;
        }
    }

    /** Divides the matrix in {@link #numbers} so that no eigenvalue is too large, into {@link #root} as well; returns by how much. */
    private double scale() {
        double norm = Math.sqrt(squares());
        divide(norm);
        Nd4j.gemm(root, root, step, false, false, 1, 0);
        Nd4j.gemm(step, step, spare, false, false, 1, 0);
        HostTransfer.download(spare, numbers);
        // The squares of the fourth power's elements sum to Σ λ⁸.
        double bound = Math.pow(squares(), 1 / 8.0) / LARGEST_EIGENVALUE;
        HostTransfer.download(root, numbers);
        divide(bound);
        return norm * bound;
    }

    private double squares() {
        double squares = 0;
        for (float value : numbers) {
            squares += (double) value * value;
        }
        return squares;
    }

    private void divide(double divisor) {
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) (numbers[i] / divisor);
        }
        HostTransfer.upload(numbers, root);
    }

    /**
     * Leaves the inverse root of the matrix in {@link #numbers} and {@link #root} in {@link #inverseRoot}; returns whether the rounds
     * came near, as they do but for rounding.
     */
    private boolean iterate() {
        double error = step();
        HostTransfer.upload(numbers, inverseRoot);
        multiplyRoot();
        for (int iteration = 1; iteration < MOST_ITERATIONS && error > TOLERANCE; iteration++) {
            Nd4j.gemm(inverseRoot, root, step, false, false, 1, 0);
            HostTransfer.download(step, numbers);
            double previous = error;
            error = step();
            if (!(error < previous)) {
                return previous < ACCEPTABLE;
            }
            multiplyRoot();
            Nd4j.gemm(step, inverseRoot, spare, false, false, 1, 0);
            INDArray old = inverseRoot;
            inverseRoot = spare;
            spare = old;
        }
        return true;
    }

    /** Turns the product P of both roots in {@link #numbers} into the step (3 − P)/2; returns the norm of (1 − P)/2. */
    private double step() {
        double squares = 0;
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] *= -0.5f;
            double error = i % (size + 1) == 0 ? numbers[i] + 0.5 : numbers[i];
            squares += error * error;
        }
        addToDiagonal(1.5);
        HostTransfer.upload(numbers, step);
        return Math.sqrt(squares);
    }

    private void multiplyRoot() {
        Nd4j.gemm(root, step, spare, false, false, 1, 0);
        INDArray previous = root;
        root = spare;
        spare = previous;
    }
}
