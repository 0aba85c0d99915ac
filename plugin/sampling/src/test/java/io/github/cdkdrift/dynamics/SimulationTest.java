package io.github.cdkdrift.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.potential.Potential;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class SimulationTest {
    private static final double TEMPERATURE = 300;
    private static final double THERMAL_ENERGY = 0.0019872042586 * TEMPERATURE;
    private static final double[] ORIGIN = {0, 0, 0};
    private static final double MASS = 12;
    private static final double[] MASSES = {MASS};

    private static SimulationSettings settings(double timeStep, double friction, int frames, int frameSteps) {
        return SimulationSettings.at(TEMPERATURE)
                .withTimeStep(timeStep)
                .withFriction(friction)
                .withWalkers(64)
                .withLength(200, frames, frameSteps, frameSteps);
    }

    private static TrajectoryLog run(Potential potential, SimulationSettings settings, double[] starts) {
        TrajectoryLog log = TrajectoryLog.inMemory();
        Simulation.withMasses(potential, MASSES, List.of(), settings).run(starts, geometry -> true, log, step -> {});
        return log;
    }

    /**
     * Exact of BAOAB on a spring, k = 100 kcal/mol/Å², ω = √(k/m), h the step: ⟨x²⟩ = k_BT/k at any step and friction, while
     * ⟨v²⟩ = k_BT/m · (1 − h²ω²/4) (Leimkuhler and Matthews 2013, section II); at hω = 1.2 velocities have 64 % of their share.
     */
    @Test
    void aSpringHasBaoabsExactVariances() {
        double omega = Math.sqrt(100 * 4.184e-4 / MASS);
        double h = 1.2 / omega;
        TrajectoryLog log = run(ToyPotential.harmonic(100), settings(h, 5, 2000, 12), ORIGIN);

        List<double[]> positions = new ArrayList<>();
        List<double[]> velocities = new ArrayList<>();
        for (int walker = 0; walker < 64; walker++) {
            double[] x = new double[2000];
            double[] v = new double[2000];
            for (int i = 0; i < x.length; i++) {
                x[i] = Math.pow(log.get(i + 1).positions()[3 * walker], 2);
                v[i] = Math.pow(log.get(i + 1).velocities()[3 * walker], 2);
            }
            positions.add(x);
            velocities.add(v);
        }
        Convergence position = Convergence.of(positions.toArray(double[][]::new));
        Convergence velocity = Convergence.of(velocities.toArray(double[][]::new));
        assertThat(position.standardError()).isLessThan(0.02 * THERMAL_ENERGY / 100);
        assertThat(position.mean()).isCloseTo(THERMAL_ENERGY / 100, within(4 * position.standardError()));
        double expected = THERMAL_ENERGY * 4.184e-4 / MASS * (1 - 1.2 * 1.2 / 4);
        assertThat(velocity.standardError()).isLessThan(0.02 * expected);
        assertThat(velocity.mean()).isCloseTo(expected, within(4 * velocity.standardError()));
    }

    /** The share of the left well is ∫₋∞⁰ exp(−E/k_BT) / ∫ exp(−E/k_BT), here by the trapezium rule; all begin on the left. */
    @Test
    void aTiltedDoubleWellHasThePopulationsOfQuadrature() {
        ToyPotential well = ToyPotential.doubleWell(1.5 * THERMAL_ENERGY, 0.3 * THERMAL_ENERGY);
        SimulationSettings settings = settings(4, 5, 1000, 50).withLength(4000, 1000, 50, 50);
        TrajectoryLog log = run(well, settings, new double[] {-1, 0, 0});

        double[][] left = new double[64][1000];
        for (int walker = 0; walker < 64; walker++) {
            for (int i = 0; i < 1000; i++) {
                left[walker][i] = log.get(i + 1).positions()[3 * walker] < 0 ? 1 : 0;
            }
        }
        Convergence share = Convergence.of(left);
        assertThat(share.standardError()).isLessThan(0.01);
        assertThat(share.mean()).isCloseTo(shareBelowZero(well.energy()), within(4 * share.standardError()));
    }

    private static double shareBelowZero(DoubleUnaryOperator energy) {
        double below = 0;
        double all = 0;
        for (int i = -3000; i < 3000; i++) {
            double x = (i + 0.5) / 1000;
            double weight = Math.exp(-energy.applyAsDouble(x) / THERMAL_ENERGY);
            all += weight;
            below += x < 0 ? weight : 0;
        }
        return below / all;
    }

    /** Broken off in the middle of a frame, twice, and gone on with. */
    @Test
    void aRunThatGoesOnIsTheRunThatWasNeverBrokenOff() {
        ToyPotential well = ToyPotential.doubleWell(2, 0.1);
        SimulationSettings settings = settings(4, 5, 6, 20).withLength(30, 6, 20, 5);
        Simulation simulation = Simulation.withMasses(well, MASSES, List.of(), settings);
        TrajectoryLog whole = run(well, settings, ORIGIN);
        TrajectoryLog pieces = TrajectoryLog.inMemory();
        for (long end : new long[] {57, 113}) {
            assertThatThrownBy(() -> simulation.run(ORIGIN, geometry -> true, pieces, step -> {
                        if (step == end) {
                            throw new CancellationException();
                        }
                    }))
                    .isInstanceOf(CancellationException.class);
        }
        assertThat(pieces.size()).isEqualTo(5);
        simulation.run(ORIGIN, geometry -> true, pieces, step -> {});

        assertThat(pieces.size()).isEqualTo(7);
        for (int i = 0; i < 7; i++) {
            assertThat(pieces.get(i).positions()).isEqualTo(whole.get(i).positions());
            assertThat(pieces.get(i).velocities()).isEqualTo(whole.get(i).velocities());
            assertThat(pieces.get(i).forces()).isEqualTo(whole.get(i).forces());
            assertThat(pieces.get(i).energies()).isEqualTo(whole.get(i).energies());
        }
        assertThat(run(well, settings.withSeed(1), ORIGIN).get(6).positions())
                .isNotEqualTo(whole.get(6).positions());
    }

    /** Of two walkers one begins beside a wall behind which nothing is finite; the other does what it does without it. */
    @Test
    void aWalkerThatBreaksStaysOutAndDisturbsNobody() {
        ToyPotential cliff =
                new ToyPotential(x -> x > 1 ? Double.NaN : 50 * x * x * (x < 0 ? 1 : 0), x -> x < 0 ? 100 * x : -5, 20);
        SimulationSettings settings =
                settings(1, 5, 4, 20).withWalkers(2).withLength(0, 4, 20, 5).withTimeStep(4);
        double[] starts = {0.99, 0, 0, -0.6, 0, 0};
        TrajectoryLog log = run(cliff, settings, starts);
        TrajectoryLog again = run(cliff, settings, new double[] {0.5, 0, 0, -0.6, 0, 0});

        int broke = 0;
        while (!log.get(broke).isBroken(0)) {
            broke++;
        }
        assertThat(broke).isBetween(1, 3);
        assertThat(log.get(broke).positions()[0]).isGreaterThan(1);
        assertThat(log.get(broke + 1).isBroken(0)).isTrue();
        assertThat(log.get(broke + 1).positions()[0]).isZero();
        assertThat(log.get(0).positions()[3]).isEqualTo(-0.6);
        for (int i = 0; i < log.size(); i++) {
            for (int axis = 3; axis < 6; axis++) {
                assertThat(log.get(i).positions()[axis]).isEqualTo(again.get(i).positions()[axis]);
            }
        }
    }

    /**
     * Velocity Verlet on a spring is stable up to hω = 2. There the energy grows without bound; at hω = 0.1 it swings by h²ω²/8 of
     * itself at most.
     */
    @Test
    void aTimeStepThatIsTooLongShowsInTheEnergy() {
        double omega = Math.sqrt(100 * 4.184e-4 / MASS);
        ToyPotential spring = ToyPotential.harmonic(100);

        assertThat(conservation(spring, 0.1 / omega).deviation()).isLessThan(0.005);
        assertThat(conservation(spring, 0.1 / omega).suits()).isTrue();
        assertThat(conservation(spring, 2.1 / omega).suits()).isFalse();
        assertThat(conservation(spring, 300 / omega).deviation()).isInfinite();
    }

    private static EnergyConservation conservation(Potential potential, double timeStep) {
        return Simulation.withMasses(potential, MASSES, List.of(), settings(timeStep, 5, 1, 1))
                .conservation(ORIGIN);
    }

    /** Four atoms held at a torsion of 90° by springs much stiffer than k_BT: what is observed is the torsion. */
    @Test
    void torsionsAreObservedBetweenFrames() {
        double[] start = {1, 0, 0, 0, 0, 0, 0, 0, 1.5, 0, 1, 1.5};
        SimulationSettings settings =
                SimulationSettings.at(TEMPERATURE).withWalkers(3).withLength(10, 2, 8, 2);
        TrajectoryLog log = TrajectoryLog.inMemory();
        Simulation.of(new Held(start), new int[] {6, 6, 6, 6}, List.of(new int[] {0, 1, 2, 3}), settings)
                .run(start, geometry -> true, log, step -> {});

        assertThat(log.get(0).torsions()).isEmpty();
        assertThat(log.get(2).torsions()).hasSize(4 * 3);
        for (float degrees : log.get(2).torsions()) {
            assertThat(Math.abs(degrees)).isCloseTo(90, within(12f));
        }
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> SimulationSettings.at(0)).hasMessageContaining("above 0");
        assertThatThrownBy(() -> SimulationSettings.at(300).withFriction(0)).hasMessageContaining("friction");
        assertThatThrownBy(() -> SimulationSettings.at(300).withLength(0, 1, 10, 3))
                .hasMessageContaining("multiple of 3");
        assertThatThrownBy(() -> SimulationSettings.at(300).withWalkers(0)).hasMessageContaining("at least 1");
        assertThatThrownBy(() -> Simulation.withMasses(
                        ToyPotential.harmonic(1), new double[2], List.of(), SimulationSettings.at(300)))
                .hasMessageContaining("expected 1 masses");
        assertThat(SimulationSettings.at(300).time()).isEqualTo(100);
        assertThat(SimulationSettings.at(300).observationInterval()).isEqualTo(0.1);
    }

    /** Every coordinate on a spring about where it began. */
    private record Held(double[] start) implements Potential {
        @Override
        public int atoms() {
            return start.length / 3;
        }

        @Override
        public String name() {
            return "held";
        }

        @Override
        public void evaluate(double[] positions, int frames, double[] energies, double[] forces) {
            for (int frame = 0; frame < frames; frame++) {
                energies[frame] = 0;
                for (int i = 0; i < start.length; i++) {
                    int at = frame * start.length + i;
                    double off = positions[at] - start[i];
                    energies[frame] += 100 * off * off;
                    forces[at] = -200 * off;
                }
            }
        }
    }
}
