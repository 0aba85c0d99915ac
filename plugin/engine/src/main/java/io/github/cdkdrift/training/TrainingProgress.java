package io.github.cdkdrift.training;

/**
 * How far a training run is.
 *
 * @param step steps done, from 1
 * @param steps steps in all
 * @param loss mean squared drift of the last step; where each bandwidth's field is divided by its root mean square it levels off
 *     near the number of bandwidths and says little: watch the width ratio
 * @param widthRatio mean over features of generated/positive standard deviation in the last batch; 1 is right, near 0 is collapse
 */
public record TrainingProgress(int step, int steps, double loss, double widthRatio) {
    /** Steps between two reports. */
    public static final int EVERY = 50;
}
