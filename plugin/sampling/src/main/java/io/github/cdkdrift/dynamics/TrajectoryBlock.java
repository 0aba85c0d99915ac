package io.github.cdkdrift.dynamics;

/**
 * All walkers at the time of one frame, and their torsions since the frame before. The first block of a run, number 0, is the end of the
 * equilibration and holds no torsions. From a block alone a run goes on as if it had never been broken off. Its arrays are not to be modified.
 *
 * @param number from 0; the time is so many frame intervals
 * @param positions [walkers · atoms · 3] Å
 * @param velocities [walkers · atoms · 3] Å/fs
 * @param forces [walkers · atoms · 3] kcal/mol/Å
 * @param energies potential energies, [walkers] kcal/mol; NaN for a walker that has broken. In the block in which it broke it stands where
 *     that was found, in later ones all its numbers are 0
 * @param torsions [observations · walkers · torsions] degrees; NaN for a walker that has broken
 */
public record TrajectoryBlock(
        int number, double[] positions, double[] velocities, double[] forces, double[] energies, float[] torsions) {
    /** Whether a walker has broken by now. */
    public boolean isBroken(int walker) {
        return Double.isNaN(energies[walker]);
    }
}
