package io.github.cdkdrift.diffusion;

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

    /** Places the copies, [copies · batch · dimensions]; the first is in place. */
    void displace(NoisedBatch batch, RandomGenerator random, double[] points);

    /** Draws a probe for each point, [batch · dimensions]. */
    void probe(NoisedBatch batch, RandomGenerator random, int probe, double[] vectors);

    /**
     * Adds what the loss asks of the scores, paces and curvatures.
     *
     * @return the loss
     */
    double add(NoisedBatch batch, ScoredPoints scored);

    /**
     * R.
     *
     * @param divergence ∇·s
     * @param projected |s|² + x·s
     * @param pace ∂ ln q/∂t
     */
    static double value(double t, int dimensions, double divergence, double projected, double pace) {
        return NoiseSchedule.beta(t) / 2 * (divergence + projected + dimensions) - pace;
    }

    /** The residual of these settings. */
    static FokkerPlanckResidual of(ResidualSettings settings, EnergyInputs inputs, int batch) {
        return switch (settings.form()) {
            case EXACT -> new TaylorResidual(settings.weight(), inputs.dimensions(), 1);
            case TWO_PROBES -> new TaylorResidual(settings.weight(), 2, 2);
            case WEAK -> new WeakResidual(settings, batch, inputs.dimensions());
        };
    }
}
