package io.github.cdkdrift.drift;

/**
 * Positives with their labels in feature space, sample after sample; refilled for each step.
 *
 * @param size how many positives
 * @param features [size][features]
 * @param forces feature-space forces over k_BT, [size][features], in 1 per unit of the feature
 * @param energies potential energies over k_BT, [size]; null where there are none
 */
public record PositiveBatch(int size, float[] features, float[] forces, float[] energies) {}
