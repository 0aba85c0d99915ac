package io.github.cdkdrift.potential;

import java.util.Arrays;

/**
 * Preconditioned conjugate gradients for a symmetric positive definite system (Hestenes and Stiefel 1952,
 * doi:10.6028/jres.049.044; Golub and Van Loan, Matrix Computations, 4th edition, algorithm 11.5.1). The residual that the
 * recursion believes in drifts from the true one, which is therefore computed at the end; where it is too large the recursion begins
 * again from there.
 */
final class ConjugateGradients {
    /** A linear map of vectors onto vectors as long. */
    interface Operator {
        /** out = A · in. */
        void apply(double[] in, double[] out);
    }

    /**
     * What was found.
     *
     * @param solution [size]
     * @param iterations products with the matrix in the recursion
     * @param residual true ‖b − Ax‖/‖b‖
     */
    record Result(double[] solution, int iterations, double residual) {}

    private ConjugateGradients() {}

    /**
     * Solves Ax = b.
     *
     * @param side b, not modified
     * @param tolerance of the relative residual
     * @param most iterations; a larger residual than the tolerance is returned where they do not suffice
     */
    static Result solve(Operator matrix, Operator preconditioner, double[] side, double tolerance, int most) {
        int size = side.length;
        double norm = Math.sqrt(dot(side, side));
        double[] solution = new double[size];
        double[] residual = side.clone();
        double[] direction = new double[size];
        double[] conditioned = new double[size];
        double[] product = new double[size];
        int iterations = 0;
        double reached = norm == 0 ? 0 : 1;
        double before = Double.POSITIVE_INFINITY;
        while (reached > tolerance && iterations < most && reached < before) {
            before = reached;
            Arrays.fill(direction, 0);
            double old = 1;
            double length = Math.sqrt(dot(residual, residual));
            while (length > tolerance * norm && iterations < most) {
                preconditioner.apply(residual, conditioned);
                double now = dot(residual, conditioned);
                double kept = now / old;
                for (int i = 0; i < size; i++) {
                    direction[i] = conditioned[i] + kept * direction[i];
                }
                old = now;
                matrix.apply(direction, product);
                double step = now / dot(direction, product);
                for (int i = 0; i < size; i++) {
                    solution[i] += step * direction[i];
                    residual[i] -= step * product[i];
                }
                length = Math.sqrt(dot(residual, residual));
                iterations++;
            }
            matrix.apply(solution, product);
            for (int i = 0; i < size; i++) {
                residual[i] = side[i] - product[i];
            }
            reached = Math.sqrt(dot(residual, residual)) / norm;
        }
        return new Result(solution, iterations, reached);
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
