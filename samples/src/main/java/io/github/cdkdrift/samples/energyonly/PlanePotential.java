package io.github.cdkdrift.samples.energyonly;

import io.github.cdkdrift.dynamics.MetropolisLangevin;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.random.Noise;
import java.util.random.RandomGenerator;

/** A target of the plane as the potential of one particle, whose third coordinate z has the energy z²/2. */
record PlanePotential(ToyTarget target) implements Potential {
    /** k_BT = 1 kcal/mol. */
    private static final double TEMPERATURE = 1 / 0.0019872042586;

    private static final int TUNING = 1000;

    @Override
    public int atoms() {
        return 1;
    }

    @Override
    public String name() {
        return target.title();
    }

    @Override
    public void evaluate(double[] positions, int frames, double[] energies, double[] forces) {
        double[] gradient = new double[2];
        for (int i = 0; i < 3 * frames; i += 3) {
            double z = positions[i + 2];
            energies[i / 3] = target.energy(positions[i], positions[i + 1], gradient) + z * z / 2;
            forces[i] = -gradient[0];
            forces[i + 1] = -gradient[1];
            forces[i + 2] = -z;
        }
    }

    /** Samples after so many Metropolis-adjusted Langevin steps, [count · 2]. */
    static double[] polished(ToyTarget target, double[] points, int steps, long seed) {
        int count = points.length / 2;
        RandomGenerator random = Noise.stream(seed, 1);
        double[] positions = new double[3 * count];
        for (int i = 0; i < count; i++) {
            positions[3 * i] = points[2 * i];
            positions[3 * i + 1] = points[2 * i + 1];
            positions[3 * i + 2] = random.nextGaussian();
        }
        try (PlanePotential potential = new PlanePotential(target)) {
            MetropolisLangevin langevin = new MetropolisLangevin(potential, TEMPERATURE);
            langevin.tune(positions, Math.min(TUNING, count), seed);
            langevin.move(positions, new double[count], count, steps, seed);
        }
        double[] polished = new double[points.length];
        for (int i = 0; i < polished.length; i++) {
            polished[i] = positions[i / 2 * 3 + i % 2];
        }
        return polished;
    }
}
