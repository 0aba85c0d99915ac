package io.github.cdkdrift.positives;

import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.potential.FittedPotential;

/**
 * The geometries that a generator learns to draw from.
 *
 * @param positions [size · atoms · 3] Å; not to be modified
 * @param energies potential energies, [size] kcal/mol; null where there is no potential
 * @param potential that they were drawn from; null where they are the frames themselves
 * @param report how they were made; null where they are the frames themselves
 */
public record Positives(double[] positions, double[] energies, FittedPotential potential, EquilibriumReport report) {
    /** The frames themselves. */
    public static Positives of(ForceFrames frames) {
        int stride = 3 * frames.atoms();
        double[] positions = new double[frames.size() * stride];
        for (int i = 0; i < frames.size(); i++) {
            System.arraycopy(frames.positions(i), 0, positions, i * stride, stride);
        }
        return new Positives(positions, null, null, null);
    }

    /**
     * The positives with the forces that belong to them.
     *
     * @param frames that they were made from
     */
    public ForceFrames asFrames(ForceFrames frames) {
        if (potential == null) {
            return frames;
        }
        double[] forces = new double[positions.length];
        potential.evaluate(positions, energies.length, new double[energies.length], forces);
        return ForceFrames.of(frames.atomicNumbers(), positions, forces, energies);
    }
}
