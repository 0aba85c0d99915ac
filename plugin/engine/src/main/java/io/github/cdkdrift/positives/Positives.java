package io.github.cdkdrift.positives;

import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.potential.FittedPotential;
import io.github.cdkdrift.potential.Potential;

/**
 * The geometries that a generator learns to draw from.
 *
 * @param positions [size · atoms · 3] Å; not to be modified
 * @param energies of the sampled potential, [size] kcal/mol; null where there is none
 * @param potential that was fitted to the forces; null where they are the frames themselves
 * @param sampled the potential that they were drawn from: the fitted one, or that with corrected torsions; null where they are
 *     the frames themselves
 * @param report how they were made; null where they are the frames themselves
 */
public record Positives(
        double[] positions, double[] energies, FittedPotential potential, Potential sampled, EquilibriumReport report) {
    /** The frames themselves. */
    public static Positives of(ForceFrames frames) {
        int stride = 3 * frames.atoms();
        double[] positions = new double[frames.size() * stride];
        for (int i = 0; i < frames.size(); i++) {
            System.arraycopy(frames.positions(i), 0, positions, i * stride, stride);
        }
        return new Positives(positions, null, null, null, null);
    }

    /**
     * The positives with the forces that belong to them.
     *
     * @param frames that they were made from
     */
    public ForceFrames asFrames(ForceFrames frames) {
        if (sampled == null) {
            return frames;
        }
        double[] forces = new double[positions.length];
        sampled.evaluate(positions, energies.length, new double[energies.length], forces);
        return ForceFrames.of(frames.atomicNumbers(), positions, forces, energies);
    }

    Positives withReport(EquilibriumReport newReport) {
        return new Positives(positions, energies, potential, sampled, newReport);
    }
}
