package io.github.cdkdrift.potential;

/**
 * How the equations (K + λI)α = f of a fit were solved.
 *
 * @param unknowns force components of the training frames
 * @param rank columns of the preconditioner; 0 for the direct solution, which needs none
 * @param iterations of conjugate gradients; 0 for the direct solution
 * @param residual ‖f − (K + λI)α‖/‖f‖, computed from the solution, not believed from the recursion
 * @param bytes memory of the largest arrays
 */
public record FitSolution(int unknowns, int rank, int iterations, double residual, long bytes) {
    /** Whether the matrix was factored. */
    public boolean isDirect() {
        return rank == 0;
    }
}
