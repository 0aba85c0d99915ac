package io.github.cdkdrift.dynamics;

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
}
