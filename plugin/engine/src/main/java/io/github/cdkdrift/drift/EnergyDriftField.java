package io.github.cdkdrift.drift;

import io.github.cdkdrift.backend.HostThreads;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The energy-only drift (Cao et al., "One-Step Sampler for Boltzmann Distributions via Drifting", 2026): no positives, the
 * target is known by its energy alone. With the target exp(−u) and the samples' distribution q both smoothed by a Gaussian of width
 * σ,
 *
 * <pre>
 *   V(x) = V⁺(x) − V⁻(x) = σ² ∇log p_σ(x) − σ² ∇log q_σ(x)
 * </pre>
 *
 * <p>Both sides are smoothed alike, so that q = p is the fixed point at every σ. V⁺ is {@link EnergyEstimator estimated from
 * energies}, V⁻ from {@link EnergyRepulsion the samples}. A ripple of q of wave number k fades at the rate σ²k² exp(−σ²k²/2), whose maximum
 * 2/e is the same for every σ: wide smoothings level the populations of distant modes, narrow ones their shapes. Both are needed
 * to the end, so the displacements of several widths are averaged; each weighs 1/σ, because the noise of its two estimates is as
 * long as σ.
 *
 * <p>Built for one batch size; every array is allocated beforehand. One thread at a time.
 */
public final class EnergyDriftField {
    private final EnergyDriftSettings settings;
    private final int samples;
    private final int dimensions;
    private final Attraction attraction;
    private final Repulsion repulsion;
    private final double[] points;
    private final double[] towards;
    private final double[] away;
    private double widthRatio;

    /** @param samples generated samples a step, at least 2 */
    public EnergyDriftField(ReducedEnergy energy, EnergyDriftSettings settings, int samples) {
        if (samples < 2) {
            throw new IllegalArgumentException("samples must be at least 2, are " + samples);
        }
        this.settings = settings;
        this.samples = samples;
        dimensions = energy.dimensions();
        attraction = settings.estimator() == EnergyEstimator.IMPORTANCE
                ? new ImportanceAttraction(energy, settings.probes(), settings.harmonic())
                : new CurvatureAttraction(energy, settings.probes());
        repulsion = settings.repulsion() == EnergyRepulsion.MEAN_SHIFT
                ? new MeanShift(dimensions, samples, settings.bank(), settings.ownWeight(), HostThreads.ofBackend())
                : new MarginalRepulsion(dimensions, samples);
        points = new double[samples * dimensions];
        towards = new double[points.length];
        away = new double[points.length];
    }

    /**
     * Computes V for a batch, which is kept as earlier samples of the next ones.
     *
     * @param generated [samples · d], not modified
     * @param progress part of the training done, 0 to 1
     * @param random for the neighbours
     * @param drift [samples · d], overwritten
     */
    public void drift(float[] generated, double progress, RandomGenerator random, float[] drift) {
        for (int i = 0; i < points.length; i++) {
            points[i] = generated[i];
        }
        repulsion.take(generated);
        Arrays.fill(drift, 0, points.length, 0);
        double whole = 0;
        for (int level = 0; level < settings.levels(); level++) {
            whole += 1 / settings.width(level, progress);
        }
        for (int level = 0; level < settings.levels(); level++) {
            double width = settings.width(level, progress);
            Arrays.fill(towards, 0);
            Arrays.fill(away, 0);
            attraction.add(points, samples, width, random, towards);
            repulsion.add(width, away);
            double part = 1 / (width * whole);
            for (int i = 0; i < points.length; i++) {
                drift[i] += (float) (part * (towards[i] - away[i]));
            }
        }
        widthRatio = Math.sqrt(Math.max(0, radius(towards) / radius(away)));
    }

    /** −Σ (x − mean) · displacement over the batch. */
    private double radius(double[] displacements) {
        double sum = 0;
        for (int f = 0; f < dimensions; f++) {
            double mean = 0;
            for (int i = f; i < points.length; i += dimensions) {
                mean += points[i] / samples;
            }
            for (int i = f; i < points.length; i += dimensions) {
                sum -= (points[i] - mean) * displacements[i];
            }
        }
        return sum;
    }

    /**
     * Generated over true width in the last batch at the narrowest smoothing: the root of the attraction's virial over the
     * repulsion's, for Gaussian distributions of variances v and s in truth √((v + σ²)/(s + σ²)).
     */
    public double widthRatio() {
        return widthRatio;
    }

    /** Everything that changes from step to step. */
    public double[] state() {
        double[] state = new double[repulsion.stateSize()];
        repulsion.save(state, 0);
        return state;
    }

    /** Goes back to what {@link #state} gave. */
    public void restore(double[] state) {
        repulsion.restore(state, 0);
    }
}
