package io.github.cdkdrift.drift;

import io.github.cdkdrift.potential.Potential;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The potential energy as one more direction of the transport drift: the sorted energies of the generated samples are carried to
 * the quantiles of the positives', and the displacement is pulled back to positions through the force.
 *
 * <p>Costs an evaluation of the potential for each sample. One thread at a time.
 */
public final class EnergyTransport {
    /** Displacements beyond so many standard deviations of the positives' energies are cut. */
    private static final double LARGEST_DISPLACEMENT = 3;

    /** So are gradients steeper than this, 1/Å: colliding atoms must not outweigh all other samples. */
    private static final double STEEPEST = 20;

    private final Potential potential;
    private final float[][] quantiles;
    private final double origin;
    private final double deviation;
    private final int groups;
    private final int samples;
    private final int coordinates;
    private final double[] positions;
    private final double[] energies;
    private final double[] forces;
    private final long[] order;

    /**
     * @param positiveEnergies of the positives, [points] kcal/mol
     * @param state of each positive, [points]
     * @param states how many states there are
     * @param groups of a batch
     * @param samples of a group that are compared
     */
    public EnergyTransport(
            Potential potential, double[] positiveEnergies, int[] state, int states, int groups, int samples) {
        this.potential = potential;
        this.groups = groups;
        this.samples = samples;
        coordinates = 3 * potential.atoms();
        quantiles = new float[states][samples];
        origin = Arrays.stream(positiveEnergies).average().orElseThrow();
        double variance = 0;
        for (int s = 0; s < states; s++) {
            int chosen = s;
            float[] sorted = sorted(IntStream.range(0, state.length)
                    .filter(i -> state[i] == chosen)
                    .mapToDouble(i -> positiveEnergies[i] - origin)
                    .toArray());
            Quantiles.of(sorted, samples, quantiles[s], 0);
            double mean = IntStream.range(0, sorted.length)
                    .mapToDouble(i -> sorted[i])
                    .average()
                    .orElseThrow();
            variance += IntStream.range(0, sorted.length)
                            .mapToDouble(i -> (sorted[i] - mean) * (sorted[i] - mean))
                            .sum()
                    / state.length;
        }
        deviation = Math.max(1e-6, Math.sqrt(variance));
        positions = new double[groups * samples * coordinates];
        energies = new double[groups * samples];
        forces = new double[groups * samples * coordinates];
        order = new long[samples];
    }

    private static float[] sorted(double[] values) {
        float[] sorted = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            sorted[i] = (float) values[i];
        }
        Arrays.sort(sorted);
        return sorted;
    }

    /**
     * Adds the gradient of weight · mean ((T(E) − E)/σ_E)² to a gradient with respect to positions.
     *
     * @param batch positions, [batch · atoms · 3] Å, group by group; of each group the first samples count
     * @param states the state of each group, [groups]
     * @param gradients [batch · atoms · 3], modified
     */
    public void addGradient(float[] batch, int[] states, double weight, float[] gradients) {
        int groupLength = batch.length / groups;
        for (int group = 0; group < groups; group++) {
            for (int i = 0; i < samples * coordinates; i++) {
                positions[group * samples * coordinates + i] = batch[group * groupLength + i];
            }
        }
        potential.evaluate(positions, groups * samples, energies, forces);
        for (int group = 0; group < groups; group++) {
            for (int k = 0; k < samples; k++) {
                float energy = (float) (energies[group * samples + k] - origin);
                order[k] = ((long) ColumnMatch.sortable(energy) << 32) | k;
            }
            Arrays.sort(order);
            for (int rank = 0; rank < samples; rank++) {
                int k = (int) order[rank];
                double excess = energies[group * samples + k] - origin - quantiles[states[group]][rank];
                addGradient(group * samples + k, group * groupLength + k * coordinates, excess, weight, gradients);
            }
        }
    }

    private void addGradient(int sample, int at, double excess, double weight, float[] gradients) {
        double size = Math.max(-LARGEST_DISPLACEMENT, Math.min(LARGEST_DISPLACEMENT, excess / deviation)) / deviation;
        double squares = 0;
        for (int i = 0; i < coordinates; i++) {
            double force = forces[sample * coordinates + i];
            squares += force * force;
        }
        double norm = Math.abs(size) * Math.sqrt(squares);
        if (!Double.isFinite(norm)) {
            return;
        }
        double factor = -2 * weight * size / (groups * samples) * Math.min(1, STEEPEST / Math.max(norm, 1e-30));
        for (int i = 0; i < coordinates; i++) {
            gradients[at + i] += (float) (factor * forces[sample * coordinates + i]);
        }
    }
}
