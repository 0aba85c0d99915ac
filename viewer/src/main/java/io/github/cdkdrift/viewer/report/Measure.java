package io.github.cdkdrift.viewer.report;

/**
 * One figure of a comparison, with its floors.
 *
 * @param group what it belongs to, a heading of the table; empty for the figures at the top
 * @param name with its unit
 * @param generated of the ensemble
 * @param training of the training frames, null where there are none
 * @param floor of a perfect sampler, null where it is not known
 */
public record Measure(String group, String name, double generated, Double training, Double floor) {}
