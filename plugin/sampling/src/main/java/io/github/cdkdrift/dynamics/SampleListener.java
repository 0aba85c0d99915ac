package io.github.cdkdrift.dynamics;

import java.util.function.IntConsumer;

/** Watches a run of {@link LangevinSampler} and may end it. Called on the thread of the run. */
@FunctionalInterface
public interface SampleListener {
    /** Watches nothing. */
    SampleListener NONE = (walker, sample, forces) -> {};

    /**
     * Called for each sample when it is taken: those of one time walker by walker.
     *
     * @param walker its number, from 0; on a ladder of temperatures the lowest rungs alone give samples
     * @param forces of the sample, [atoms · 3] kcal/mol/Å, for the listener to keep
     */
    void onSample(int walker, LangevinRun.Sample sample, double[] forces);

    /** Called after each step of all walkers, with its number from 1, those of the equilibration included. */
    default void onStep(int step) {}

    /** Watches steps alone. */
    static SampleListener ofSteps(IntConsumer steps) {
        return new SampleListener() {
            @Override
            public void onSample(int walker, LangevinRun.Sample sample, double[] forces) {}

            @Override
            public void onStep(int step) {
                steps.accept(step);
            }
        };
    }
}
