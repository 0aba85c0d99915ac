package io.github.cdkdrift.diffusion;

/**
 * A batch, its copies a little beside, and what a pass makes of them; and back, what a loss asks of the pass.
 *
 * @param points [copies · batch · dimensions]
 * @param scores ∇ ln q of each, [copies · batch · dimensions]
 * @param paces ∂ ln q/∂t of each, [copies · batch]
 * @param curvatures vᵀ∇² ln q v of the probes of each group, summed, [groups · batch]
 * @param scorePulls dLoss/d(scores), to be added to
 * @param pacePulls dLoss/d(paces), to be added to
 * @param curvaturePulls dLoss/d(curvatures), to be overwritten
 */
record ScoredPoints(
        double[] points,
        double[] scores,
        double[] paces,
        double[] curvatures,
        double[] scorePulls,
        double[] pacePulls,
        float[] curvaturePulls) {
    static ScoredPoints of(int batch, int copies, int groups, int dimensions) {
        return new ScoredPoints(
                new double[copies * batch * dimensions],
                new double[copies * batch * dimensions],
                new double[copies * batch],
                new double[groups * batch],
                new double[copies * batch * dimensions],
                new double[copies * batch],
                new float[groups * batch]);
    }

    /** |s|² + x·s of one of the points. */
    double projected(int point, int dimensions) {
        double sum = 0;
        for (int i = point * dimensions; i < (point + 1) * dimensions; i++) {
            sum += scores[i] * (scores[i] + points[i]);
        }
        return sum;
    }

    /** Adds factor times the gradient of |s|² + x·s with respect to s. */
    void pullProjected(int point, int dimensions, double factor) {
        for (int i = point * dimensions; i < (point + 1) * dimensions; i++) {
            scorePulls[i] += factor * (2 * scores[i] + points[i]);
        }
    }
}
