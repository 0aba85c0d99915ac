package io.github.cdkdrift.drift;

/**
 * A field V that tells each generated sample where to move so that the batch comes closer to the target distribution; zero
 * on average where it has arrived. Built for one batch size; not safe for use by several threads at once.
 */
public interface DriftField {
    /**
     * Computes V for a batch of generated samples, which are their own negatives.
     *
     * @param generated features [samples][features], sample after sample; not modified
     * @param positives the positives of this step, as many as the field was built for
     * @param drift [samples][features], overwritten
     */
    void drift(float[] generated, PositiveBatch positives, float[] drift);
}
