package io.github.cdkdrift.samples.energy;

import io.github.cdkdrift.diffusion.LangevinSettings;
import io.github.cdkdrift.diffusion.LangevinWalkers;
import io.github.cdkdrift.drift.ReducedEnergy;
import java.util.Arrays;

/**
 * The surface of Müller and Brown (doi:10.1007/BF00547608), Σ A exp(a Δx² + b Δx Δy + c Δy²), over k_BT = 23, with the dynamics of
 * Plainer et al. (arXiv:2506.17139, from their published program): mass 0.5, friction 1, steps of 0.005, a sample every 50 steps.
 */
final class MullerBrownSurface implements ReducedEnergy {
    static final double TEMPERATURE = 23;
    static final LangevinSettings DYNAMICS = new LangevinSettings(TEMPERATURE, 0.5, 1, 5e-3);
    static final int STEPS_PER_SAMPLE = 50;

    /** The deepest minimum. */
    static final double[] MINIMUM = {-0.55828035, 1.44169};

    private static final int WALKERS = 100;
    private static final int EQUILIBRATION = 10_000;

    private static final double[][] TERMS = {
        {-200, -1, 0, -10, 1, 0},
        {-100, -1, 0, -10, 0, 0.5},
        {-170, -6.5, 11, -6.5, -0.5, 1.5},
        {15, 0.7, 0.6, 0.7, -1, 1}
    };

    @Override
    public int dimensions() {
        return 2;
    }

    @Override
    public void evaluate(double[] points, int count, double[] energies, double[] gradients) {
        for (int i = 0; i < count; i++) {
            double energy = 0;
            double gx = 0;
            double gy = 0;
            for (double[] term : TERMS) {
                double dx = points[2 * i] - term[4];
                double dy = points[2 * i + 1] - term[5];
                double e = term[0] * Math.exp(term[1] * dx * dx + term[2] * dx * dy + term[3] * dy * dy);
                energy += e;
                gx += e * (2 * term[1] * dx + term[2] * dy);
                gy += e * (term[2] * dx + 2 * term[3] * dy);
            }
            energies[i] = energy / TEMPERATURE;
            if (gradients != null) {
                gradients[2 * i] = gx / TEMPERATURE;
                gradients[2 * i + 1] = gy / TEMPERATURE;
            }
        }
    }

    /**
     * Samples of a simulation of an energy of the plane, begun at the deepest minimum.
     *
     * @param walkers that {@code energy} takes at once
     * @param samples of each
     * @return [samples · walkers · 2]
     */
    static double[] simulate(ReducedEnergy energy, int walkers, int samples, long seed) {
        double[] starts = new double[2 * walkers];
        Arrays.setAll(starts, i -> MINIMUM[i % 2]);
        LangevinWalkers moving = new LangevinWalkers(energy, DYNAMICS, starts, seed);
        moving.advance(EQUILIBRATION);
        double[] found = new double[samples * starts.length];
        for (int sample = 0; sample < samples; sample++) {
            moving.advance(STEPS_PER_SAMPLE);
            System.arraycopy(moving.positions(), 0, found, sample * starts.length, starts.length);
        }
        return found;
    }

    /** So many samples of the surface itself, [count · 2]. */
    static double[] samples(int count, long seed) {
        return simulate(new MullerBrownSurface(), WALKERS, count / WALKERS, seed);
    }
}
