package io.github.cdkdrift.diffusion;

/**
 * A network for a range of times, and its training.
 *
 * @param from where the range begins, at least 0
 * @param to where it ends, above {@code from}, at most 1
 * @param middle half of the training points lie below this time, half above; within the range
 * @param width units in each hidden layer
 * @param hiddenLayers hidden layers
 * @param steps training steps
 * @param consistent whether the residual is part of its loss
 */
public record ExpertSettings(
        double from, double to, double middle, int width, int hiddenLayers, int steps, boolean consistent) {
    /** Checks the ranges. */
    public ExpertSettings {
        if (!(from >= 0 && from < middle && middle < to && to <= 1)) {
            throw new IllegalArgumentException(
                    "times must be 0 ≤ from < middle < to ≤ 1, are " + from + ", " + middle + ", " + to);
        }
        if (width < 1 || hiddenLayers < 1 || steps < 1) {
            throw new IllegalArgumentException("width, hidden layers and steps must be at least 1, are " + width + ", "
                    + hiddenLayers + ", " + steps);
        }
    }

    /** The same with another number of steps. */
    public ExpertSettings withSteps(int newSteps) {
        return new ExpertSettings(from, to, middle, width, hiddenLayers, newSteps, consistent);
    }
}
