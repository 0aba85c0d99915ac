package io.github.cdkdrift.diffusion;

import java.util.Arrays;

/**
 * Points of the data with unbiased estimates of ∇ ln q there, as forces over k_BT are: those on the beads of a coarse-grained molecule are on average, at given
 * beads, those of the potential of mean force (Krämer et al., arXiv:2302.07071).
 *
 * @param points [count · d], not copied
 * @param gradients of ln q, as many, not copied
 * @param weight of their mean squared error, relative to that of gradients of 0, in the loss; above 0
 */
public record ForceLabels(double[] points, double[] gradients, double weight) {
    /** Checks the sizes. */
    public ForceLabels {
        if (points.length == 0 || gradients.length != points.length) {
            throw new IllegalArgumentException(
                    gradients.length + " numbers of forces for " + points.length + " of points");
        }
        if (!Arrays.stream(points).allMatch(Double::isFinite)
                || !Arrays.stream(gradients).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("points or forces that are not finite");
        }
        if (Arrays.stream(gradients).allMatch(gradient -> gradient == 0)) {
            throw new IllegalArgumentException("all forces are 0");
        }
        if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the weight of forces must be above 0, is " + weight);
        }
    }

    /** The same in the units of networks. */
    ForceLabels entered(Spread spread) {
        double[] entered = points.clone();
        spread.enter(entered, points.length / spread.dimensions());
        double[] scaled = new double[gradients.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = spread.scale() * gradients[i];
        }
        return new ForceLabels(entered, scaled, weight);
    }
}
