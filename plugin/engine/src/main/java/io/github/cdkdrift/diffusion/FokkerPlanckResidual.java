package io.github.cdkdrift.diffusion;

import io.github.cdkdrift.network.TaylorPass;
import java.util.random.RandomGenerator;

/**
 * How far ln q is from what the diffusion makes of it: with s = ∇ ln q the residual of the Fokker–Planck equation of {@link NoiseSchedule}
 * is R = β/2 (∇·s + |s|² + x·s + d) − ∂ ln q/∂t (Plainer et al., arXiv:2506.17139; their program has 1 in place of d, which shifts ln q by
 * a function of the time alone). The loss is α/d² times the mean of R².
 */
sealed interface FokkerPlanckResidual permits TaylorResidual, WeakResidual {
    /** Points at which scores are needed for each of the batch, the first of which is the batch's own. */
    int copies();

    /** Probes of each point. */
    int probes();

    /** Groups of these. */
    int groups();

    /**
     * Completes the inputs of a pass.
     *
     * @param stack as in {@link TaylorPass#forward}, the batch's own points are in place
     */
    void place(NoisedBatch batch, RandomGenerator random, float[] stack);

    /**
     * Adds what the loss asks of the pass, whose gradients have the prior's added ({@link Expert#addPrior}).
     *
     * @param directions dLoss/d(gradient), [inputs, copies · batch], modified
     * @param curvatures dLoss/d(second derivatives), [groups · batch], overwritten
     * @return the loss
     */
    double add(NoisedBatch batch, TaylorPass pass, float[] directions, float[] curvatures);

    /**
     * R.
     *
     * @param divergence ∇·s
     * @param projected |s|² + x·s
     * @param timeDerivative ∂ ln q/∂t
     */
    static double value(double t, int dimensions, double divergence, double projected, double timeDerivative) {
        return NoiseSchedule.beta(t) / 2 * (divergence + projected + dimensions) - timeDerivative;
    }

    /** The residual of these settings. */
    static FokkerPlanckResidual of(ResidualSettings settings, TimeFeatures time, int batch, int dimensions) {
        return switch (settings.form()) {
            case EXACT -> new TaylorResidual(settings.weight(), time, dimensions, dimensions, 1);
            case TWO_PROBES -> new TaylorResidual(settings.weight(), time, dimensions, 2, 2);
            case WEAK -> new WeakResidual(settings, time, batch, dimensions);
        };
    }
}
