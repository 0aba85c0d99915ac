package io.github.cdkdrift.dynamics;

import io.github.cdkdrift.molecule.PhysicalConstants;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.random.Noise;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Langevin dynamics of many walkers by the BAOAB splitting (Leimkuhler and Matthews 2013, doi:10.1063/1.4802990, equation 7):
 * half a kick, half a drift, the exact Ornstein–Uhlenbeck step, half a drift, half a kick; one force evaluation a step. Its
 * configurations are exact for a harmonic potential. Without friction it is velocity Verlet.
 *
 * <p>Every walker has a stream of random numbers of its own: without exchanges what it does depends on neither the other walkers
 * nor their number.
 */
final class Baoab {
    /** Å/fs² for 1 kcal/mol/Å on 1 g/mol. */
    static final double ACCELERATION = 4.184e-4;

    private static final double FEMTOSECONDS_A_PICOSECOND = 1000;

    private final Potential potential;
    private final double[] masses;
    private final double timeStep;
    private final double kept;
    private final double[] thermalSpeeds;
    private final double[] thermalEnergies;
    private final double[] hotter;
    private final int levels;
    private final RandomGenerator[] random;
    private final double[] positions;
    private final double[] velocities;
    private final double[] energies;
    private final double[] forces;
    private final double[] trialPositions;
    private final double[] trialEnergies;
    private final double[] trialForces;
    private final double[] ratios;

    /**
     * @param masses [atoms · 3] g/mol, each atom's three times
     * @param starts [walkers · atoms · 3] Å, not modified
     * @param tempering walker w stands on rung w modulo the number of rungs
     */
    Baoab(Potential potential, double[] masses, LangevinSettings settings, Tempering tempering, double[] starts) {
        this.potential = potential;
        this.masses = masses;
        timeStep = settings.timeStep();
        kept = Math.exp(-settings.friction() * timeStep / FEMTOSECONDS_A_PICOSECOND);
        thermalSpeeds = new double[masses.length];
        for (int i = 0; i < masses.length; i++) {
            thermalSpeeds[i] =
                    Math.sqrt(PhysicalConstants.BOLTZMANN * settings.temperature() * ACCELERATION / masses[i]);
        }
        random = new RandomGenerator[starts.length / masses.length];
        positions = starts.clone();
        velocities = new double[positions.length];
        energies = new double[random.length];
        forces = new double[positions.length];
        levels = tempering.levels();
        thermalEnergies = new double[random.length];
        hotter = new double[random.length];
        trialPositions = new double[positions.length];
        trialEnergies = new double[random.length];
        trialForces = new double[positions.length];
        ratios = new double[random.length];
        for (int walker = 0; walker < random.length; walker++) {
            double ratio = tempering.ratio(walker % levels);
            thermalEnergies[walker] = PhysicalConstants.BOLTZMANN * settings.temperature() * ratio;
            hotter[walker] = Math.sqrt(ratio);
            random[walker] = Noise.stream(settings.seed(), walker);
            drawVelocities(walker);
        }
        evaluate();
    }

    private void drawVelocities(int walker) {
        for (int i = 0; i < masses.length; i++) {
            velocities[walker * masses.length + i] = hotter[walker] * thermalSpeeds[i] * random[walker].nextGaussian();
        }
    }

    /** Puts one walker somewhere else, with new velocities; its forces are known after {@link #evaluate}. */
    void restart(int walker, double[] start) {
        System.arraycopy(start, 0, positions, walker * masses.length, masses.length);
        drawVelocities(walker);
    }

    /** Lets every walker go on with a stream of random numbers of its own that depends on this seed alone. */
    void reseed(long seed) {
        for (int walker = 0; walker < random.length; walker++) {
            random[walker] = Noise.stream(seed, walker);
        }
    }

    /** Puts one walker where another run left it, with the forces that it had there; nothing is evaluated. */
    void restore(int walker, double[] position, double[] velocity, double[] force, double energy) {
        int at = walker * masses.length;
        System.arraycopy(position, at, positions, at, masses.length);
        System.arraycopy(velocity, at, velocities, at, masses.length);
        System.arraycopy(force, at, forces, at, masses.length);
        energies[walker] = energy;
    }

    /** Copies one walker's geometry, [atoms · 3] Å. */
    void copyPositions(int walker, double[] into) {
        System.arraycopy(positions, walker * masses.length, into, 0, masses.length);
    }

    void evaluate() {
        potential.evaluate(positions, random.length, energies, forces);
    }

    void step() {
        double noise = Math.sqrt(1 - kept * kept);
        for (int walker = 0; walker < random.length; walker++) {
            double kick = noise * hotter[walker];
            for (int i = 0; i < masses.length; i++) {
                int at = walker * masses.length + i;
                double velocity = velocities[at] + halfKick(i, at);
                positions[at] += 0.5 * timeStep * velocity;
                if (noise > 0) {
                    velocity = kept * velocity + kick * thermalSpeeds[i] * random[walker].nextGaussian();
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
     * Lets every walker try one proposal, and accepts it by Metropolis' rule: the Boltzmann distribution stays as it is, for positions
     * and for velocities, which are kept. One evaluation.
     *
     * @return how many walkers moved
     */
    int propose(ProposalMix mix) {
        System.arraycopy(positions, 0, trialPositions, 0, positions.length);
        IntStream.range(0, random.length)
                .parallel()
                .forEach(walker ->
                        ratios[walker] = mix.propose(walker, trialPositions, walker * masses.length, random[walker]));
        for (int walker = 0; walker < random.length; walker++) {
            if (!Double.isFinite(ratios[walker])) {
                int at = walker * masses.length;
                System.arraycopy(positions, at, trialPositions, at, masses.length);
            }
        }
        potential.evaluate(trialPositions, random.length, trialEnergies, trialForces);
        int accepted = 0;
        for (int walker = 0; walker < random.length; walker++) {
            double chance =
                    Math.exp((energies[walker] - trialEnergies[walker]) / thermalEnergies[walker] + ratios[walker]);
            boolean moves = random[walker].nextDouble() < chance && Double.isFinite(ratios[walker]);
            if (moves) {
                int at = walker * masses.length;
                System.arraycopy(trialPositions, at, positions, at, masses.length);
                System.arraycopy(trialForces, at, forces, at, masses.length);
                energies[walker] = trialEnergies[walker];
                accepted++;
            }
            mix.count(walker, moves);
        }
        return accepted;
    }

    /**
     * Lets neighbours on the ladder exchange their geometries by Metropolis' rule, velocities scaled to the new temperature.
     *
     * @param odd whether rungs 1 and 2, 3 and 4, … are neighbours this time, or 0 and 1, 2 and 3, …
     * @return how many pairs exchanged
     */
    int exchange(boolean odd) {
        int exchanged = 0;
        for (int ladder = 0; ladder < random.length; ladder += levels) {
            for (int cold = ladder + (odd ? 1 : 0); cold + 1 < ladder + levels; cold += 2) {
                int hot = cold + 1;
                double chance = Math.exp(
                        (1 / thermalEnergies[cold] - 1 / thermalEnergies[hot]) * (energies[cold] - energies[hot]));
                if (random[cold].nextDouble() < chance) {
                    exchange(cold, hot);
                    exchanged++;
                }
            }
        }
        return exchanged;
    }

    private void exchange(int cold, int hot) {
        double energy = energies[cold];
        energies[cold] = energies[hot];
        energies[hot] = energy;
        double warmer = hotter[hot] / hotter[cold];
        for (int i = 0; i < masses.length; i++) {
            int a = cold * masses.length + i;
            int b = hot * masses.length + i;
            double position = positions[a];
            double velocity = velocities[a];
            double force = forces[a];
            positions[a] = positions[b];
            velocities[a] = velocities[b] / warmer;
            forces[a] = forces[b];
            positions[b] = position;
            velocities[b] = velocity * warmer;
            forces[b] = force;
        }
    }

    private double halfKick(int coordinate, int at) {
        return 0.5 * timeStep * ACCELERATION * forces[at] / masses[coordinate];
    }

    /** A copy of all geometries, [walkers · atoms · 3] Å. */
    double[] positions() {
        return positions.clone();
    }

    /** A copy of all velocities, [walkers · atoms · 3] Å/fs. */
    double[] velocities() {
        return velocities.clone();
    }

    /** A copy of all forces, [walkers · atoms · 3] kcal/mol/Å. */
    double[] forces() {
        return forces.clone();
    }

    /** A copy of one walker's geometry, [atoms · 3] Å. */
    double[] positions(int walker) {
        return Arrays.copyOfRange(positions, walker * masses.length, (walker + 1) * masses.length);
    }

    /** A copy of the forces on one walker, [atoms · 3] kcal/mol/Å. */
    double[] forces(int walker) {
        return Arrays.copyOfRange(forces, walker * masses.length, (walker + 1) * masses.length);
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
