package io.github.cdkdrift.dynamics;

import io.github.cdkdrift.molecule.PhysicalConstants;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.random.Noise;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The Metropolis-adjusted Langevin algorithm (Roberts and Tweedie 1996, doi:10.2307/3318418): steps along the force with noise,
 * each accepted or rejected so that the Boltzmann distribution stays exactly as it is. It repairs geometries that are drawn
 * from nearly that distribution. One evaluation of the potential a step and geometry. One thread at a time.
 */
public final class MetropolisLangevin {
    /** Where the algorithm moves fastest (Roberts and Rosenthal 1998, doi:10.1111/1467-9868.00123). */
    private static final double BEST_ACCEPTANCE = 0.574;

    private static final int TUNING_STEPS = 60;
    private static final double FIRST_LENGTH = 0.01;

    private final Potential potential;
    private final double thermalEnergy;
    private final int stride;
    private double length;
    private long tried;
    private long accepted;

    /** @param temperature K, above 0 */
    public MetropolisLangevin(Potential potential, double temperature) {
        if (!(temperature > 0)) {
            throw new IllegalArgumentException("temperature must be above 0, is " + temperature);
        }
        this.potential = potential;
        thermalEnergy = PhysicalConstants.BOLTZMANN * temperature;
        stride = 3 * potential.atoms();
    }

    /**
     * Finds the length of a step with which about 57 % of them are accepted, on copies of these geometries.
     *
     * @param positions [geometries · atoms · 3] Å, not modified
     */
    public void tune(double[] positions, int geometries, long seed) {
        length = FIRST_LENGTH;
        double[] copies = Arrays.copyOf(positions, geometries * stride);
        Chains chains = new Chains(copies, new double[geometries], geometries, seed);
        for (int step = 0; step < TUNING_STEPS; step++) {
            length *= Math.exp(0.5 * (chains.step() / (double) geometries - BEST_ACCEPTANCE));
        }
    }

    /** The length of a step: standard deviation of its noise in Å; 0 before {@link #tune}. */
    public double stepLength() {
        return length;
    }

    /** Share of steps accepted so far; NaN before the first. */
    public double acceptance() {
        return accepted / (double) tried;
    }

    /**
     * Moves geometries.
     *
     * @param positions [geometries · atoms · 3] Å, modified
     * @param energies [geometries] kcal/mol, overwritten with those of the geometries in the end
     * @param steps at least 0
     * @throws IllegalStateException if {@link #tune} was not called
     */
    public void move(double[] positions, double[] energies, int geometries, int steps, long seed) {
        if (length == 0) {
            throw new IllegalStateException("the step length is not tuned");
        }
        Chains chains = new Chains(positions, energies, geometries, seed);
        for (int step = 0; step < steps; step++) {
            accepted += chains.step();
            tried += geometries;
        }
    }

    private final class Chains {
        private final double[] positions;
        private final double[] energies;
        private final int count;
        private final double[] forces;
        private final double[] trialPositions;
        private final double[] trialEnergies;
        private final double[] trialForces;
        private final RandomGenerator random;

        Chains(double[] positions, double[] energies, int count, long seed) {
            this.positions = positions;
            this.energies = energies;
            this.count = count;
            forces = new double[count * stride];
            trialPositions = new double[count * stride];
            trialEnergies = new double[count];
            trialForces = new double[count * stride];
            random = Noise.stream(seed, 0);
            potential.evaluate(positions, count, energies, forces);
        }

        /** How many geometries moved. */
        int step() {
            double drift = length * length / (2 * thermalEnergy);
            for (int i = 0; i < count * stride; i++) {
                trialPositions[i] = positions[i] + drift * forces[i] + length * random.nextGaussian();
            }
            potential.evaluate(trialPositions, count, trialEnergies, trialForces);
            int moved = 0;
            for (int chain = 0; chain < count; chain++) {
                if (random.nextDouble() < Math.exp(logChance(chain, drift))) {
                    System.arraycopy(trialPositions, chain * stride, positions, chain * stride, stride);
                    System.arraycopy(trialForces, chain * stride, forces, chain * stride, stride);
                    energies[chain] = trialEnergies[chain];
                    moved++;
                }
            }
            return moved;
        }

        private double logChance(int chain, double drift) {
            double forth = 0;
            double back = 0;
            for (int i = chain * stride; i < (chain + 1) * stride; i++) {
                double step = trialPositions[i] - positions[i];
                forth += (step - drift * forces[i]) * (step - drift * forces[i]);
                back += (step + drift * trialForces[i]) * (step + drift * trialForces[i]);
            }
            return (energies[chain] - trialEnergies[chain]) / thermalEnergy + (forth - back) / (2 * length * length);
        }
    }
}
