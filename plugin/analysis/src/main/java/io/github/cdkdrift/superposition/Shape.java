package io.github.cdkdrift.superposition;

/**
 * A geometry made ready to be compared by {@link SymmetricSuperposition}. Immutable.
 *
 * @param points [points · 3] Å from the centroid: atoms, then centroids of groups of equal atoms at one neighbour
 * @param deviations [atoms in groups · 3] Å from the centroid of their group
 * @param signature numbers that stay the same when the molecule is moved or renumbered, of which those of two geometries
 *     differ by at most √n times the deviation of the geometries
 * @param spread Σ |x|² of all atoms, Å²
 * @param pointSpread the same of the points, each as often as it has atoms
 */
record Shape(double[] points, double[] deviations, double[] signature, double spread, double pointSpread) {
    /** Σ |x|² of the deviations within groups, Å². */
    double deviationSpread() {
        return Math.max(0, spread - pointSpread);
    }
}
