package io.github.cdkdrift.potential;

import java.util.Locale;
import org.bytedeco.javacpp.Pointer;

/**
 * The equations (K + λI)α = f of a gradient-domain fit. Where K's factor fits into the memory given they are solved by Cholesky
 * decomposition, otherwise by conjugate gradients, as others do for large molecules (Chmiela et al. 2023,
 * doi:10.1126/sciadv.adf0873): K is never made, its product with a vector is the evaluation of the model with this vector for its
 * weights, 8n²PD operations for n frames, P permutations and D pairs of atoms; the preconditioner is {@link PartialCholesky}.
 */
final class NormalEquations {
    /** ‖f − (K + λI)α‖/‖f‖: of thermal forces of 20 kcal/mol/Å 2e-5 kcal/mol/Å, far below the error of any fit. */
    static final double RESIDUAL = 1e-6;

    private static final int MOST_ITERATIONS = 10_000;

    /** Rank of the preconditioner where memory allows: a quarter of the unknowns. More costs about what it saves. */
    private static final int UNKNOWNS_A_COLUMN = 4;

    private static final int LOWEST_RANK = 128;
    private static final long SEED = 0;

    private final InverseDistances descriptor;
    private final double[] positions;
    private final double[][] points;
    private final double[][] gradients;
    private final int[][] permutations;
    private final double width;
    private final double regularisation;

    /**
     * @param positions of the training frames, [frames · atoms · 3] Å
     * @param permutations of pairs, a group
     */
    NormalEquations(
            InverseDistances descriptor,
            double[] positions,
            int[][] permutations,
            double width,
            double regularisation) {
        this.descriptor = descriptor;
        this.positions = positions;
        this.permutations = permutations;
        this.width = width;
        this.regularisation = regularisation;
        int stride = 3 * descriptor.atoms();
        points = new double[positions.length / stride][descriptor.pairs()];
        gradients = new double[points.length][3 * descriptor.pairs()];
        for (int i = 0; i < points.length; i++) {
            descriptor.describe(positions, i * stride, points[i]);
            descriptor.gradients(positions, i * stride, points[i], gradients[i]);
        }
    }

    /** Weights of a model, and how they were found. */
    record Solved(double[][] points, double[][] weights, FitSolution solution) {}

    /** Half of the memory outside the heap that ND4J may still have, bytes. */
    static long defaultMemory() {
        long limit = Pointer.maxBytes() > 0
                ? Pointer.maxBytes()
                : Runtime.getRuntime().maxMemory();
        return (limit - Pointer.totalBytes()) / 2;
    }

    /**
     * Solves the equations.
     *
     * @param forces f, kcal/mol/Å
     * @param memory bytes that matrices may take
     * @param residual the largest ‖f − (K + λI)α‖/‖f‖ that iteration may leave
     * @throws UnsolvedFitException if the residual is not reached
     * @throws IllegalArgumentException if the regularisation is too small for double precision, or the memory for either solution
     */
    Solved solve(double[] forces, long memory, double residual) {
        ForceCovariance covariance =
                new ForceCovariance(descriptor, width, points, gradients, permutations, regularisation);
        int size = covariance.size();
        KernelProduct product = new KernelProduct(covariance.diagonalShift());
        long direct = BlockCholesky.bytes(size, covariance.block());
        if (direct <= memory) {
            double[] alpha = new BlockCholesky(size, covariance.block(), covariance).solve(forces);
            return solved(alpha, new FitSolution(size, 0, 0, product.residual(alpha, forces), direct));
        }
        int block = covariance.block();
        int rank = rank(size, block, memory - product.bytes(), direct);
        PartialCholesky preconditioner = new PartialCholesky(covariance, rank, SEED);
        ConjugateGradients.Result result =
                ConjugateGradients.solve(product, preconditioner, forces, residual, MOST_ITERATIONS);
        if (!(result.residual() <= residual)) {
            throw new UnsolvedFitException(String.format(
                    Locale.ROOT,
                    "the fit to %,d force components reached a relative residual of %.1e in %,d iterations with a preconditioner"
                            + " of rank %,d; expected %.0e: give more memory (Java's -Xmx), fewer frames, or more regularisation",
                    size,
                    result.residual(),
                    result.iterations(),
                    preconditioner.rank(),
                    residual));
        }
        return solved(
                result.solution(),
                new FitSolution(
                        size,
                        preconditioner.rank(),
                        result.iterations(),
                        result.residual(),
                        product.bytes() + PartialCholesky.bytes(size, rank, block)));
    }

    private static int rank(int size, int block, long memory, long direct) {
        int rank = Math.max(LOWEST_RANK, size / UNKNOWNS_A_COLUMN);
        while (rank >= LOWEST_RANK && PartialCholesky.bytes(size, rank, block) > memory) {
            rank = rank * 7 / 8;
        }
        if (rank < LOWEST_RANK) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "the fit to %,d force components has %,d MiB; expected at least %,d MiB, best %,d: give more memory (Java's"
                            + " -Xmx) or fewer frames",
                    size,
                    Math.max(0, memory) >> 20,
                    (PartialCholesky.bytes(size, LOWEST_RANK, block) >> 20) + 1,
                    (direct >> 20) + 1));
        }
        return rank;
    }

    private Solved solved(double[] alpha, FitSolution solution) {
        return new Solved(points, weights(alpha, new double[points.length][descriptor.pairs()]), solution);
    }

    private double[][] weights(double[] alpha, double[][] weights) {
        for (int i = 0; i < points.length; i++) {
            descriptor.toPairs(gradients[i], alpha, i * 3 * descriptor.atoms(), weights[i]);
        }
        return weights;
    }

    /** (K + λI) times a vector. */
    private final class KernelProduct implements ConjugateGradients.Operator {
        private final double shift;
        private final double[][] weights = new double[points.length][descriptor.pairs()];
        private final double[] energies = new double[points.length];
        private final KernelExpansion expansion;

        KernelProduct(double shift) {
            this.shift = shift;
            expansion = new KernelExpansion(descriptor, width, points, weights, permutations);
        }

        @Override
        public void apply(double[] in, double[] out) {
            expansion.setWeights(weights(in, weights));
            expansion.evaluate(positions, points.length, energies, out);
            for (int i = 0; i < in.length; i++) {
                out[i] += shift * in[i];
            }
        }

        double residual(double[] alpha, double[] side) {
            double[] product = new double[side.length];
            apply(alpha, product);
            double squares = 0;
            double norm = 0;
            for (int i = 0; i < side.length; i++) {
                squares += (side[i] - product[i]) * (side[i] - product[i]);
                norm += side[i] * side[i];
            }
            return norm > 0 ? Math.sqrt(squares / norm) : 0;
        }

        long bytes() {
            return expansion.bytes();
        }
    }
}
