package io.github.cdkdrift.dynamics;

import io.github.cdkdrift.network.Noise;
import io.github.cdkdrift.potential.Potential;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Langevin dynamics of many walkers by the BAOAB splitting (Leimkuhler and Matthews 2013, doi:10.1063/1.4802990, equation 7):
 * half a kick, half a drift, the exact Ornstein–Uhlenbeck step, half a drift, half a kick; one force evaluation a step. Its
 * configurations are exact for a harmonic potential. Without friction it is velocity Verlet.
 *
 * <p>Every walker has a stream of random numbers of its own: what it does depends on neither the other walkers nor their number.
 */
final class Baoab {
    /** k_B in kcal/mol/K. */
    static final double BOLTZMANN = 0.0019872043;

    /** Å/fs² for 1 kcal/mol/Å on 1 g/mol. */
    static final double ACCELERATION = 4.184e-4;

    private static final double FEMTOSECONDS_A_PICOSECOND = 1000;

    private final Potential potential;
    private final double[] masses;
    private final double timeStep;
    private final double kept;
    private final double[] thermalSpeeds;
    private final RandomGenerator[] random;
    private final double[] positions;
    private final double[] velocities;
    private final double[] energies;
    private final double[] forces;
    private final double thermalEnergy;
    private final double[] trialPositions;
    private final double[] trialEnergies;
    private final double[] trialForces;

    /**
     * @param masses [atoms · 3] g/mol, each atom's three times
     * @param starts [walkers · atoms · 3] Å, not modified
     */
    Baoab(Potential potential, double[] masses, LangevinSettings settings, double[] starts) {
        this.potential = potential;
        this.masses = masses;
        timeStep = settings.timeStep();
        kept = Math.exp(-settings.friction() * timeStep / FEMTOSECONDS_A_PICOSECOND);
        thermalSpeeds = new double[masses.length];
        for (int i = 0; i < masses.length; i++) {
            thermalSpeeds[i] = Math.sqrt(BOLTZMANN * settings.temperature() * ACCELERATION / masses[i]);
        }
        random = new RandomGenerator[starts.length / masses.length];
        positions = starts.clone();
        velocities = new double[positions.length];
        energies = new double[random.length];
        forces = new double[positions.length];
        thermalEnergy = BOLTZMANN * settings.temperature();
        trialPositions = new double[positions.length];
        trialEnergies = new double[random.length];
        trialForces = new double[positions.length];
        for (int walker = 0; walker < random.length; walker++) {
            random[walker] = Noise.stream(settings.seed(), walker);
            drawVelocities(walker);
        }
        evaluate();
    }

    private void drawVelocities(int walker) {
        for (int i = 0; i < masses.length; i++) {
            velocities[walker * masses.length + i] = thermalSpeeds[i] * random[walker].nextGaussian();
        }
    }

    /** Puts one walker somewhere else, with new velocities; its forces are known after {@link #evaluate}. */
    void restart(int walker, double[] start) {
        System.arraycopy(start, 0, positions, walker * masses.length, masses.length);
        drawVelocities(walker);
    }

    void evaluate() {
        potential.evaluate(positions, random.length, energies, forces);
    }

    void step() {
        double noise = Math.sqrt(1 - kept * kept);
        for (int walker = 0; walker < random.length; walker++) {
            for (int i = 0; i < masses.length; i++) {
                int at = walker * masses.length + i;
                double velocity = velocities[at] + halfKick(i, at);
                positions[at] += 0.5 * timeStep * velocity;
                if (noise > 0) {
                    velocity = kept * velocity + noise * thermalSpeeds[i] * random[walker].nextGaussian();
                }
                positions[at] += 0.5 * timeStep * velocity;
                velocities[at] = velocity;
            }
        }
        evaluate();
        for (int at = 0; at < positions.length; at++) {
            velocities[at] += halfKick(at % masses.length, at);
        }
    }

    /**
     * Lets every walker try one torsion jump, by an angle drawn evenly from the circle, and accepts it by Metropolis' rule: the
     * Boltzmann distribution stays as it is, for positions and for velocities, which are kept. One evaluation.
     *
     * @return how many walkers jumped
     */
    int jump(List<TorsionJump> jumps) {
        System.arraycopy(positions, 0, trialPositions, 0, positions.length);
        for (int walker = 0; walker < random.length; walker++) {
            TorsionJump chosen = jumps.get(random[walker].nextInt(jumps.size()));
            chosen.apply(trialPositions, walker * masses.length, 2 * Math.PI * random[walker].nextDouble());
        }
        potential.evaluate(trialPositions, random.length, trialEnergies, trialForces);
        int accepted = 0;
        for (int walker = 0; walker < random.length; walker++) {
            double chance = Math.exp((energies[walker] - trialEnergies[walker]) / thermalEnergy);
            if (random[walker].nextDouble() < chance) {
                int at = walker * masses.length;
                System.arraycopy(trialPositions, at, positions, at, masses.length);
                System.arraycopy(trialForces, at, forces, at, masses.length);
                energies[walker] = trialEnergies[walker];
                accepted++;
            }
        }
        return accepted;
    }

    private double halfKick(int coordinate, int at) {
        return 0.5 * timeStep * ACCELERATION * forces[at] / masses[coordinate];
    }

    /** A copy of one walker's geometry, [atoms · 3] Å. */
    double[] positions(int walker) {
        return Arrays.copyOfRange(positions, walker * masses.length, (walker + 1) * masses.length);
    }

    /** Potential energy of one walker in kcal/mol. */
    double potentialEnergy(int walker) {
        return energies[walker];
    }

    /** Kinetic energy of one walker in kcal/mol. */
    double kineticEnergy(int walker) {
        double sum = 0;
        for (int i = 0; i < masses.length; i++) {
            double velocity = velocities[walker * masses.length + i];
            sum += 0.5 * masses[i] * velocity * velocity;
        }
        return sum / ACCELERATION;
    }
}
