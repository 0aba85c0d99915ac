package io.github.cdkdrift.dynamics;

import io.github.cdkdrift.molecule.PhysicalConstants;
import io.github.cdkdrift.potential.Potential;
import java.util.Arrays;
import java.util.Locale;

/**
 * How well velocity Verlet conserves the energy: a short run without heat bath from velocities of the temperature. A time step too long for the
 * fastest vibration makes the energy grow without bound; one that is near to it makes it swing by as much as the vibrations hold.
 *
 * @param deviation root mean square difference of the total energy from what it was in the beginning, over the second half of the run
 *     and all walkers, in units of k_BT √(3 atoms), what the energy of that many degrees of freedom varies by in a heat bath, but for a factor near 1; infinite where a walker's energy is no longer finite
 * @param femtoseconds length of the run
 */
public record EnergyConservation(double deviation, double femtoseconds) {
    /** Beyond this the step is too long. */
    public static final double LARGEST = 0.5;

    private static final double LENGTH = 200;
    private static final int FEWEST_STEPS = 50;

    /** @param starts [walkers · atoms · 3] Å */
    static EnergyConservation of(Potential potential, double[] masses, SimulationSettings settings, double[] starts) {
        LangevinSettings isolated = new LangevinSettings(
                settings.temperature(), settings.timeStep(), 0, settings.walkers(), 1, 0, 1, settings.seed());
        Baoab dynamics = new Baoab(potential, masses, isolated, Tempering.NONE, starts);
        int steps = (int) Math.max(FEWEST_STEPS, Math.ceil(LENGTH / settings.timeStep()));
        double[] before = energies(dynamics, settings.walkers());
        double squares = 0;
        int count = 0;
        for (int step = 1; step <= steps; step++) {
            dynamics.step();
            if (2 * step > steps) {
                double[] now = energies(dynamics, settings.walkers());
                for (int walker = 0; walker < now.length; walker++) {
                    squares += (now[walker] - before[walker]) * (now[walker] - before[walker]);
                    count++;
                }
            }
        }
        double unit = PhysicalConstants.BOLTZMANN * settings.temperature() * Math.sqrt(masses.length);
        double deviation = Math.sqrt(squares / count) / unit;
        return new EnergyConservation(
                Double.isFinite(deviation) ? deviation : Double.POSITIVE_INFINITY, steps * settings.timeStep());
    }

    private static double[] energies(Baoab dynamics, int walkers) {
        double[] energies = new double[walkers];
        Arrays.setAll(energies, walker -> dynamics.potentialEnergy(walker) + dynamics.kineticEnergy(walker));
        return energies;
    }

    /**
     * Fails where the time step does not suit the potential.
     *
     * @param timeStep fs
     * @throws IllegalArgumentException which says by how much the energy is off
     */
    public void requireSuiting(double timeStep) {
        if (!suits()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "found a time step of %s fs, with which dynamics is not stable: without heat bath the energy is off by %.2g k_BT √(3 atoms)"
                            + " within %.0f fs; expected at most %s: take a shorter step",
                    timeStep,
                    deviation,
                    femtoseconds,
                    LARGEST));
        }
    }

    /** Whether the time step suits the potential. */
    public boolean suits() {
        return deviation <= LARGEST;
    }
}
