package io.github.cdkdrift.viewer.report;

/**
 * One point of a training curve.
 *
 * @param step steps done
 * @param loss of that step
 * @param widthRatio mean over features of generated/positive standard deviation; 1 is right
 */
public record TrainingPoint(int step, double loss, double widthRatio) {}
