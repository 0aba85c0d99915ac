package io.github.cdkdrift.sampler;

import io.github.cdkdrift.dynamics.Proposals;
import io.github.cdkdrift.molecule.SymmetryGroup;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Proposals of a symmetry-equivalent copy of a geometry, which has the same energy. */
final class CopyMoves implements Proposals {
    private final SymmetryGroup symmetry;
    private final int coordinates;

    /** @param atoms of the molecule */
    CopyMoves(SymmetryGroup symmetry, int atoms) {
        this.symmetry = symmetry;
        coordinates = 3 * atoms;
    }

    @Override
    public double propose(int walker, double[] positions, int at, RandomGenerator random) {
        double[] copy = symmetry.image(Arrays.copyOfRange(positions, at, at + coordinates), random);
        System.arraycopy(copy, 0, positions, at, coordinates);
        return 0;
    }
}
