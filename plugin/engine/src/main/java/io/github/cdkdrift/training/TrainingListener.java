package io.github.cdkdrift.training;

import io.github.cdkdrift.dynamics.StageListener;

/** Watches a training run and may end it. Called on the training thread. */
public interface TrainingListener extends StageListener {
    /** Watches nothing. */
    TrainingListener NONE = progress -> {};

    /** Called after the first, every {@link TrainingProgress#EVERY}-th and the last step. */
    void onProgress(TrainingProgress progress);

    /** Called when a stage of the preparation begins. */
    @Override
    default void onStage(String stage) {}

    /** Asked before every step; once true the run ends with a {@link java.util.concurrent.CancellationException}. */
    default boolean cancelled() {
        return false;
    }
}
