package io.github.cdkdrift.labelling;

import io.github.cdkdrift.dynamics.LangevinRun.Sample;
import io.github.cdkdrift.dynamics.StageListener;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.potential.Potential;
import java.util.Arrays;
import java.util.List;

/** Samples with the energies and forces that a potential gives them, up to a number; those that it cannot do are left out. */
final class LabelledSamples {
    private final int stride;
    private final double[] positions;
    private final double[] forces;
    private final double[] energies;
    private int count;

    LabelledSamples(int atoms, int frames) {
        stride = 3 * atoms;
        positions = new double[stride * frames];
        forces = new double[stride * frames];
        energies = new double[frames];
    }

    /**
     * Adds samples until there are enough, some at a time: as many as there are processors, or twice as many as the potential works on at once.
     *
     * @param listener told how far it is
     */
    void add(Potential potential, List<Sample> samples, StageListener listener) {
        int most = Math.max(Runtime.getRuntime().availableProcessors(), 2 * potential.atOnce());
        for (int from = 0; from < samples.size() && !isComplete(); from += most) {
            int to = Math.min(samples.size(), from + most);
            add(potential, samples.subList(from, to));
            listener.onPart((double) to / samples.size(), "");
        }
    }

    private void add(Potential potential, List<Sample> samples) {
        double[] batch = new double[stride * samples.size()];
        for (int i = 0; i < samples.size(); i++) {
            System.arraycopy(samples.get(i).positions(), 0, batch, i * stride, stride);
        }
        double[] batchForces = new double[batch.length];
        double[] batchEnergies = new double[samples.size()];
        potential.evaluate(batch, samples.size(), batchEnergies, batchForces);
        for (int i = 0; i < samples.size() && !isComplete(); i++) {
            if (Double.isFinite(batchEnergies[i])) {
                System.arraycopy(batch, i * stride, positions, count * stride, stride);
                System.arraycopy(batchForces, i * stride, forces, count * stride, stride);
                energies[count++] = batchEnergies[i];
            }
        }
    }

    int count() {
        return count;
    }

    boolean isComplete() {
        return count == energies.length;
    }

    /** @param potential that labelled them, in words */
    ForceFrames frames(int[] atomicNumbers, String potential) {
        return ForceFrames.of(
                        atomicNumbers,
                        Arrays.copyOf(positions, stride * count),
                        Arrays.copyOf(forces, stride * count),
                        Arrays.copyOf(energies, count))
                .withPotential(potential);
    }
}
