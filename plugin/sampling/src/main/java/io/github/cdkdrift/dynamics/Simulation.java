package io.github.cdkdrift.dynamics;

import io.github.cdkdrift.molecule.Torsion;
import io.github.cdkdrift.potential.Potential;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/**
 * Langevin dynamics in time of many walkers in one batch (BAOAB; Leimkuhler and Matthews 2013, doi:10.1063/1.4802990, equation 7), nothing
 * constrained, nothing jumped: what {@link LangevinSampler} leaves out in order to sample quickly. Overall translation and rotation are left free.
 *
 * <p>Random numbers from one frame to the next depend on the seed, the walker and the number of the frame alone, and a block holds all else, so that a run
 * that goes on from its blocks ends with the same bytes. A walker that is found broken stays out from then on; the others are as if
 * it had not been there. Costs one batch of forces a step.
 */
public final class Simulation {
    /** An odd number with bits all over: blocks have unlike seeds. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final Potential potential;
    private final double[] masses;
    private final List<int[]> torsions;
    private final SimulationSettings settings;

    /**
     * Prepares.
     *
     * @param atomicNumbers [atoms]; elements have their average masses
     * @param torsions that are observed, four atoms each
     * @throws IllegalArgumentException if the potential is of another number of atoms
     */
    public static Simulation of(
            Potential potential, int[] atomicNumbers, List<int[]> torsions, SimulationSettings settings) {
        return withMasses(potential, LangevinSampler.masses(atomicNumbers), torsions, settings);
    }

    /**
     * The same with these masses.
     *
     * @param masses [atoms] g/mol, each above 0
     */
    public static Simulation withMasses(
            Potential potential, double[] masses, List<int[]> torsions, SimulationSettings settings) {
        if (masses.length != potential.atoms() || Arrays.stream(masses).anyMatch(mass -> !(mass > 0))) {
            throw new IllegalArgumentException(
                    "expected " + potential.atoms() + " masses above 0, found " + Arrays.toString(masses));
        }
        return new Simulation(potential, masses, torsions, settings);
    }

    private Simulation(Potential potential, double[] masses, List<int[]> torsions, SimulationSettings settings) {
        this.potential = potential;
        this.masses = LangevinSampler.ofCoordinates(masses);
        this.torsions = List.copyOf(torsions);
        this.settings = settings;
    }

    /**
     * How well a run without heat bath conserves the energy with this time step.
     *
     * @param starts as for {@link #run}
     */
    public EnergyConservation conservation(double[] starts) {
        return EnergyConservation.of(potential, masses, settings, first(starts));
    }

    /**
     * Runs to the end, from the last block of the log on where it has any.
     *
     * @param starts [geometries · atoms · 3] Å, taken in turn; not modified
     * @param intact whether a geometry, [atoms · 3] Å, which it may modify, is still the molecule
     * @param log takes the blocks
     * @param progress told after every step how many of {@link SimulationSettings#steps()} each walker has made; may throw to end the
     *     run
     * @throws IllegalArgumentException if {@code starts} holds no whole geometry
     */
    public void run(double[] starts, Predicate<double[]> intact, TrajectoryLog log, LongConsumer progress) {
        double[] first = first(starts);
        LangevinSettings bath = new LangevinSettings(
                settings.temperature(),
                settings.timeStep(),
                settings.friction(),
                settings.walkers(),
                1,
                0,
                1,
                settings.seed());
        new Run(new Baoab(potential, masses, bath, Tempering.NONE, first), first, intact, progress).to(log);
    }

    private double[] first(double[] starts) {
        if (starts.length == 0 || starts.length % masses.length != 0) {
            throw new IllegalArgumentException(
                    "starts hold " + starts.length + " numbers, not a multiple of " + masses.length);
        }
        double[] first = new double[settings.walkers() * masses.length];
        for (int i = 0; i < first.length; i++) {
            first[i] = starts[i % starts.length];
        }
        return first;
    }

    private final class Run {
        private final Baoab dynamics;
        private final double[] first;
        private final Predicate<double[]> intact;
        private final LongConsumer progress;
        private final boolean[] broken = new boolean[settings.walkers()];
        private final boolean[] breaks = new boolean[settings.walkers()];
        private final double[] brokenAt;
        private final double[] geometry = new double[masses.length];

        Run(Baoab dynamics, double[] first, Predicate<double[]> intact, LongConsumer progress) {
            this.dynamics = dynamics;
            this.first = first;
            this.intact = intact;
            this.progress = progress;
            brokenAt = new double[first.length];
        }

        void to(TrajectoryLog log) {
            if (log.size() > 0) {
                restore(log.get(log.size() - 1));
            }
            for (int number = log.size(); number <= settings.frames(); number++) {
                log.add(block(number));
            }
        }

        private void restore(TrajectoryBlock last) {
            for (int walker = 0; walker < broken.length; walker++) {
                broken[walker] = last.isBroken(walker);
                if (!broken[walker]) {
                    dynamics.restore(
                            walker, last.positions(), last.velocities(), last.forces(), last.energies()[walker]);
                }
            }
        }

        private TrajectoryBlock block(int number) {
            dynamics.reseed(settings.seed() + (number + 1) * SPREAD);
            Arrays.fill(breaks, false);
            long before = number == 0 ? 0 : settings.equilibration() + (number - 1L) * settings.frameSteps();
            int steps = number == 0 ? settings.equilibration() : settings.frameSteps();
            int observations = number == 0 ? 0 : settings.observations();
            float[] observed = new float[observations * broken.length * torsions.size()];
            for (int step = 1; step <= steps; step++) {
                dynamics.step();
                progress.accept(before + step);
                if (step % settings.observationSteps() == 0 || step == steps) {
                    look();
                    if (number > 0) {
                        observe(observed, step / settings.observationSteps() - 1);
                    }
                }
            }
            return block(number, observed);
        }

        /** Takes out who is no longer the molecule. */
        private void look() {
            boolean found = false;
            for (int walker = 0; walker < broken.length; walker++) {
                dynamics.copyPositions(walker, geometry);
                if (!Double.isFinite(dynamics.potentialEnergy(walker)) || !intact.test(geometry)) {
                    found = true;
                    if (!broken[walker]) {
                        broken[walker] = true;
                        breaks[walker] = true;
                        dynamics.copyPositions(walker, geometry);
                        System.arraycopy(geometry, 0, brokenAt, walker * geometry.length, geometry.length);
                    }
                    System.arraycopy(first, walker * geometry.length, geometry, 0, geometry.length);
                    dynamics.restart(walker, geometry);
                }
            }
            if (found) {
                dynamics.evaluate();
            }
        }

        private void observe(float[] observed, int observation) {
            int at = observation * broken.length * torsions.size();
            for (int walker = 0; walker < broken.length; walker++) {
                dynamics.copyPositions(walker, geometry);
                for (int[] torsion : torsions) {
                    observed[at++] = broken[walker] ? Float.NaN : (float) Torsion.degrees(geometry, torsion);
                }
            }
        }

        private TrajectoryBlock block(int number, float[] observed) {
            double[] positions = dynamics.positions();
            double[] velocities = dynamics.velocities();
            double[] forces = dynamics.forces();
            double[] energies = new double[broken.length];
            for (int walker = 0; walker < broken.length; walker++) {
                energies[walker] = broken[walker] ? Double.NaN : dynamics.potentialEnergy(walker);
                if (broken[walker]) {
                    int from = walker * geometry.length;
                    int to = from + geometry.length;
                    Arrays.fill(positions, from, to, 0);
                    Arrays.fill(velocities, from, to, 0);
                    Arrays.fill(forces, from, to, 0);
                    if (breaks[walker]) {
                        System.arraycopy(brokenAt, from, positions, from, geometry.length);
                    }
                }
            }
            return new TrajectoryBlock(number, positions, velocities, forces, energies, observed);
        }
    }
}
