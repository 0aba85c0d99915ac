package io.github.cdkdrift.diffusion;

import io.github.cdkdrift.drift.ReducedEnergy;
import io.github.cdkdrift.random.Noise;
import java.util.random.RandomGenerator;

/**
 * Walkers that a reduced energy u drives, by one of the schemes of {@link LangevinScheme}. All walkers take one evaluation a step. Not safe
 * for use by several threads at once.
 */
public final class LangevinWalkers {
    private final ReducedEnergy energy;
    private final RandomGenerator random;
    private final double[] positions;
    private final double[] velocities;
    private final double[] gradients;
    private final double[] energies;
    private final double kept;
    private final double push;
    private final double thermal;
    private final double spread;
    private final double step;
    private final LangevinScheme scheme;

    /**
     * Walkers with velocities of their temperature.
     *
     * @param starts [walkers · d], copied
     */
    public LangevinWalkers(ReducedEnergy energy, LangevinSettings settings, double[] starts, long seed) {
        this.energy = energy;
        random = Noise.stream(seed, 0);
        positions = starts.clone();
        velocities = new double[starts.length];
        gradients = new double[starts.length];
        energies = new double[starts.length / energy.dimensions()];
        kept = Math.exp(-settings.friction() * settings.step());
        scheme = settings.scheme();
        double kicked = scheme == LangevinScheme.BAOAB ? settings.step() : (1 - kept) / settings.friction();
        push = kicked * settings.temperature() / settings.mass();
        spread = Math.sqrt(settings.temperature() / settings.mass());
        thermal = spread * Math.sqrt(1 - kept * kept);
        step = settings.step();
        for (int i = 0; i < velocities.length; i++) {
            velocities[i] = spread * random.nextGaussian();
        }
    }

    /** Takes so many steps. */
    public void advance(int steps) {
        for (int k = 0; k < steps; k++) {
            energy.evaluate(positions, energies.length, energies, gradients);
            if (scheme == LangevinScheme.BAOAB) {
                splitStep();
            } else {
                leapfrogStep();
            }
        }
    }

    private void leapfrogStep() {
        for (int i = 0; i < positions.length; i++) {
            velocities[i] = kept * velocities[i] - push * gradients[i] + thermal * random.nextGaussian();
            positions[i] += step * velocities[i];
        }
    }

    /** Two half kicks in a row are one. */
    private void splitStep() {
        for (int i = 0; i < positions.length; i++) {
            double kicked = velocities[i] - push * gradients[i];
            velocities[i] = kept * kicked + thermal * random.nextGaussian();
            positions[i] += step / 2 * (kicked + velocities[i]);
        }
    }

    /** Where the walkers are, [walkers · d]; the live array, not to be modified. */
    public double[] positions() {
        return positions;
    }

    /** How many there are. */
    public int size() {
        return energies.length;
    }

    /** Puts a walker elsewhere, with a new velocity. */
    public void place(int walker, double[] points, int from) {
        int dimensions = energy.dimensions();
        for (int d = 0; d < dimensions; d++) {
            positions[walker * dimensions + d] = points[from * dimensions + d];
            velocities[walker * dimensions + d] = spread * random.nextGaussian();
        }
    }
}
