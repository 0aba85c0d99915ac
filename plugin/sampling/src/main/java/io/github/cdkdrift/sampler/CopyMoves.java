package io.github.cdkdrift.sampler;

import io.github.cdkdrift.dynamics.Proposals;
import io.github.cdkdrift.molecule.SymmetryOperation;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Proposals of a symmetry-equivalent copy of a geometry, which has the same energy. */
final class CopyMoves implements Proposals {
    private final List<SymmetryOperation> operations;

    /** @param operations a group */
    CopyMoves(List<SymmetryOperation> operations) {
        this.operations = operations;
    }

    @Override
    public double propose(int walker, double[] positions, int at, RandomGenerator random) {
        SymmetryOperation chosen = operations.get(random.nextInt(operations.size()));
        int size = 3 * chosen.permutation().length;
        double[] copy = chosen.apply(Arrays.copyOfRange(positions, at, at + size));
        System.arraycopy(copy, 0, positions, at, size);
        return 0;
    }
}
