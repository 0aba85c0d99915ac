package io.github.cdkdrift.positives;

import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.potential.Potential;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The geometries that a generator learns to draw from.
 *
 * @param positions [size · atoms · 3] Å; not to be modified
 * @param energies of the sampled potential, [size] kcal/mol; null where there is none
 * @param potential that gives conformers their energies: fitted to the forces, or given; null where they are the frames
 *     themselves
 * @param sampled the potential that they were drawn from: that potential, or it with corrected torsions; null where they are
 *     the frames themselves
 * @param report how they were made; null where they are the frames themselves
 * @param chains independent chains that they come from, equally long, one after another; 0 where that is not known
 */
public record Positives(
        double[] positions,
        double[] energies,
        Potential potential,
        Potential sampled,
        EquilibriumReport report,
        int chains) {
    /** Of no known chains. */
    public Positives(
            double[] positions, double[] energies, Potential potential, Potential sampled, EquilibriumReport report) {
        this(positions, energies, potential, sampled, report, 0);
    }

    /** The frames themselves. */
    public static Positives of(ForceFrames frames) {
        int stride = 3 * frames.atoms();
        double[] positions = new double[frames.size() * stride];
        for (int i = 0; i < frames.size(); i++) {
            System.arraycopy(frames.positions(i), 0, positions, i * stride, stride);
        }
        return new Positives(positions, null, null, null, null);
    }

    /** Copies of the geometries, [size][atoms · 3] Å. */
    public List<double[]> geometries() {
        int stride = positions.length / energies.length;
        return IntStream.range(0, energies.length)
                .mapToObj(i -> Arrays.copyOfRange(positions, i * stride, (i + 1) * stride))
                .toList();
    }

    /**
     * The positives with the forces of the potential that they were drawn from.
     *
     * @throws IllegalStateException if they are frames
     */
    public ForceFrames withForces(int[] atomicNumbers) {
        if (sampled == null) {
            throw new IllegalStateException("frames have forces of their own");
        }
        double[] forces = new double[positions.length];
        sampled.evaluate(positions, energies.length, new double[energies.length], forces);
        return ForceFrames.of(atomicNumbers, positions, forces, energies);
    }

    /** The same with another report. */
    public Positives withReport(EquilibriumReport newReport) {
        return new Positives(positions, energies, potential, sampled, newReport, chains);
    }
}
