package io.github.cdkdrift.training;

import java.util.random.RandomGenerator;

/** What a network is trained towards: it says what a batch is drawn from, and where its samples should move. */
interface Objective {
    /** Numbers that a sample is drawn from. */
    int inputs();

    /** Where every sample starts, [atoms · 3] Å. */
    float[] start();

    /**
     * Draws what the next batch is made from, and what it is compared with.
     *
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

    /** Everything that changes from step to step. */
    double[] memory();

    /** Goes back to what {@link #memory} gave. */
    void restore(double[] memory);
}
