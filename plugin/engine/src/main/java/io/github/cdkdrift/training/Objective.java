package io.github.cdkdrift.training;

import io.github.cdkdrift.backend.Kernels;
import io.github.cdkdrift.feature.FeatureMap;
import io.github.cdkdrift.frames.ForceFrames;
import java.util.random.RandomGenerator;

/**
 * What a network is trained towards: it says what a batch is drawn from, and where its samples should move. One of a user's own goes to
 * {@link Trainer#of(Objective, ForceFrames, io.github.cdkdrift.molecule.MolecularGraph, TrainingSettings)}. Each step calls {@link
 * #draw}, then {@link #gradient}. Not safe for use by several threads at once.
 */
public interface Objective {
    /** Numbers that a sample is drawn from. */
    int inputs();

    /** Where every sample starts, [atoms · 3] Å. */
    float[] start();

    /**
     * Draws what the next batch is made from, and what it is compared with.
     *
     * @param random of this step alone, so that a run can be repeated
     * @param inputs [batch][inputs], overwritten
     */
    void draw(RandomGenerator random, float[] inputs);

    /**
     * The loss of a batch and its gradient.
     *
     * @param step from 1
     * @param positions [batch][atoms · 3] Å, not modified
     * @param gradients dL/d(positions), overwritten
     */
    double gradient(int step, float[] positions, float[] gradients);

    /** Generated over true width in the last batch. */
    double widthRatio();

    /** Everything that changes from step to step; of length 0 where nothing does. */
    double[] state();

    /** Goes back to what {@link #state} gave. */
    void restore(double[] state);

    /**
     * A kernel drift in features of one's own instead of those of the plan's space.
     *
     * @param frames that the batches are pulled towards
     * @param features of their molecule; scaled as the plan says
     * @param settings with a {@link KernelPlan} without a correction of the metric
     * @throws IllegalArgumentException if the plan is another, or energies are asked for that the frames do not carry
     */
    static Objective kernel(ForceFrames frames, FeatureMap features, TrainingSettings settings) {
        if (!(settings.plan() instanceof KernelPlan plan)) {
            throw new IllegalArgumentException("found a plan without features; expected a kernel drift");
        }
        return new KernelObjective(
                frames,
                TrainingSet.of(frames, features, plan, settings.temperature()),
                plan,
                settings,
                Kernels.ofBackend());
    }
}
