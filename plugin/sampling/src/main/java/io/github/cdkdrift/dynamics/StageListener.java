package io.github.cdkdrift.dynamics;

/** Watches long work that has stages. Called on the thread that works; may throw to end it. */
@FunctionalInterface
public interface StageListener {
    /** Watches nothing. */
    StageListener NONE = stage -> {};

    /** Called when a stage begins, with words for people. */
    void onStage(String stage);

    /**
     * Called often on the way through a stage.
     *
     * @param part of the stage that is done, 0 to 1; an estimate where the end depends on what is found, so that it may fall again
     * @param note what else there is to say, in words; may be empty
     */
    default void onPart(double part, String note) {}
}
