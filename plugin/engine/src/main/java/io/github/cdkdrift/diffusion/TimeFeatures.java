package io.github.cdkdrift.diffusion;

import java.util.Arrays;

/**
 * What a network is told of the time: with r = (t − from)/(to − from) these are 2r − 1, cos 2πr, sin 2πr, −cos 4πr (the features of
 * Plainer et al., arXiv:2506.17139, in their published program, relative to the range), and 1 + ln(σ² + 0.001)/3, which resolves the
 * times at which the noise is as wide as the narrowest valleys. Remembers those of the last time; not safe for use by several threads at
 * once.
 */
final class TimeFeatures {
    static final int COUNT = 5;
    private static final double FLOOR = 1e-3;

    private final double from;
    private final double to;
    private final float[] remembered = new float[COUNT];
    private double lastTime = Double.NaN;

    TimeFeatures(double from, double to) {
        this.from = from;
        this.to = to;
    }

    double from() {
        return from;
    }

    double to() {
        return to;
    }

    /** The same in memory of its own. */
    TimeFeatures copy() {
        return new TimeFeatures(from, to);
    }

    /** Writes the features into {@code inputs} from {@code at} on. */
    void values(double t, float[] inputs, int at) {
        if (t != lastTime) {
            compute(t, remembered, 0);
            lastTime = t;
        }
        System.arraycopy(remembered, 0, inputs, at, COUNT);
    }

    private void compute(double t, float[] inputs, int at) {
        double r = 2 * Math.PI * (t - from) / (to - from);
        inputs[at] = (float) (r / Math.PI - 1);
        inputs[at + 1] = (float) Math.cos(r);
        inputs[at + 2] = (float) Math.sin(r);
        inputs[at + 3] = (float) -Math.cos(2 * r);
        inputs[at + 4] = (float) (1 + Math.log(NoiseSchedule.variance(t) + FLOOR) / 3);
    }

    /** Writes their derivatives with respect to t, times {@code factor}. */
    void derivatives(double t, double factor, float[] inputs, int at) {
        if (factor == 0) {
            Arrays.fill(inputs, at, at + COUNT, 0);
            return;
        }
        double pace = 2 * Math.PI / (to - from);
        double r = pace * (t - from);
        double variance = NoiseSchedule.variance(t);
        inputs[at] = (float) (factor * pace / Math.PI);
        inputs[at + 1] = (float) (factor * -pace * Math.sin(r));
        inputs[at + 2] = (float) (factor * pace * Math.cos(r));
        inputs[at + 3] = (float) (factor * 2 * pace * Math.sin(2 * r));
        inputs[at + 4] = (float) (factor * NoiseSchedule.beta(t) * (1 - variance) / (3 * (variance + FLOOR)));
    }

    /** d/dt of a network's output from its gradient with respect to the features, from {@code at} on. */
    double derivative(double t, float[] gradients, int at) {
        double pace = 2 * Math.PI / (to - from);
        double r = pace * (t - from);
        double variance = NoiseSchedule.variance(t);
        return pace * (gradients[at] / Math.PI - Math.sin(r) * gradients[at + 1] + Math.cos(r) * gradients[at + 2])
                + pace * 2 * Math.sin(2 * r) * gradients[at + 3]
                + NoiseSchedule.beta(t) * (1 - variance) / (3 * (variance + FLOOR)) * gradients[at + 4];
    }
}
