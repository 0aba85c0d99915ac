package io.github.cdkdrift.molecule;

import java.util.Arrays;

/**
 * A renumbering of equivalent atoms that motion of the molecule can bring about, if need be together with a reflection: both leave
 * the potential energy as it is.
 *
 * @param permutation atom i takes the place of atom permutation[i], [atoms]; not to be modified
 * @param reflects whether the geometry is reflected, too
 */
public record SymmetryOperation(int[] permutation, boolean reflects) {
    /**
     * Applies the operation to a geometry, or to the forces on its atoms.
     *
     * @param vectors [atoms · 3], not modified
     * @return [atoms · 3]
     */
    public double[] apply(double[] vectors) {
        double[] image = new double[vectors.length];
        double sign = reflects ? -1 : 1;
        for (int atom = 0; atom < permutation.length; atom++) {
            for (int axis = 0; axis < 3; axis++) {
                image[3 * permutation[atom] + axis] = sign * vectors[3 * atom + axis];
            }
        }
        return image;
    }

    /** This operation and then the other as one. */
    public SymmetryOperation then(SymmetryOperation next) {
        int[] both = new int[permutation.length];
        Arrays.setAll(both, atom -> next.permutation[permutation[atom]]);
        return new SymmetryOperation(both, reflects ^ next.reflects);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SymmetryOperation that
                && reflects == that.reflects
                && Arrays.equals(permutation, that.permutation);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(permutation) + Boolean.hashCode(reflects);
    }

    @Override
    public String toString() {
        return (reflects ? "reflection, " : "") + Arrays.toString(permutation);
    }
}
