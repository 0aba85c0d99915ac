package io.github.cdkdrift.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.potential.Potential;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class LangevinSamplerTest {
    private static final double TEMPERATURE = 300;
    private static final double THERMAL_ENERGY = 0.0019872043 * TEMPERATURE;
    private static final double[] ORIGIN = {0, 0, 0};
    private static final double[] LEFT = {-1, 0, 0};
    private static final double[] CARBON = {12.011};

    /**
     * Exact: ⟨x²⟩ = k_BT/k, which BAOAB keeps at any stable step (Leimkuhler and Matthews 2013, section II); the step here is a
     * tenth of the period, where velocity Verlet with the same heat bath would already be off by a few per cent.
     */
    @Test
    void harmonicOscillatorHasTheExactVarianceEvenWithACoarseStep() {
        LangevinSettings settings = LangevinSettings.at(TEMPERATURE)
                .withTimeStep(10.6)
                .withFriction(20)
                .withWalkers(64)
                .withSteps(20_000, 200, 10);
        LangevinRun run = run(ToyPotential.harmonic(100), settings, ORIGIN);

        for (int axis = 0; axis < 3; axis++) {
            int i = axis;
            Convergence variance = run.convergence(sample -> Math.pow(sample.positions()[i], 2));
            assertThat(variance.standardError()).isLessThan(0.01 * THERMAL_ENERGY / 100);
            assertThat(variance.mean()).isCloseTo(THERMAL_ENERGY / 100, within(4 * variance.standardError()));
            assertThat(variance.splitRhat()).isLessThan(1.01);
        }
    }

    /** Exact: the share of the left well is ∫₋∞⁰ exp(−E/k_BT) / ∫ exp(−E/k_BT), here by the trapezium rule. */
    @Test
    void tiltedDoubleWellHasTheExactPopulations() {
        ToyPotential well = ToyPotential.doubleWell(2 * THERMAL_ENERGY, 0.3 * THERMAL_ENERGY);
        LangevinSettings settings = LangevinSettings.at(TEMPERATURE)
                .withTimeStep(4)
                .withFriction(5)
                .withWalkers(64)
                .withSteps(40_000, 2_000, 20);
        LangevinRun run = run(well, settings, LEFT);

        Convergence left = run.convergence(sample -> sample.positions()[0] < 0 ? 1 : 0);
        assertThat(left.standardError()).isLessThan(0.01);
        assertThat(left.mean()).isCloseTo(shareBelowZero(well.energy()), within(4 * left.standardError()));
        assertThat(left.autocorrelationTime()).isGreaterThan(1.5);
    }

    /**
     * A barrier of 14 k_BT that the dynamics alone does not cross: begun on the left, replica exchange finds the population of
     * the right, and the variances at the lowest temperature stay those of that temperature.
     */
    @Test
    void replicaExchangeCrossesABarrierAndKeepsTheLowestTemperature() {
        ToyPotential well = ToyPotential.doubleWell(14 * THERMAL_ENERGY, 0.3 * THERMAL_ENERGY);
        LangevinSettings settings = LangevinSettings.at(TEMPERATURE)
                .withTimeStep(4)
                .withFriction(5)
                .withWalkers(128)
                .withSteps(40_000, 4_000, 20);
        LangevinSampler alone = LangevinSampler.withMasses(well, CARBON, settings);
        LangevinRun run = alone.withTempering(new Tempering(8, 8, 10)).run(LEFT, geometry -> true);

        assertThat(alone.run(LEFT, geometry -> true).samples())
                .filteredOn(sample -> sample.positions()[0] > 0)
                .hasSizeLessThan(200);
        Convergence left = run.convergence(sample -> sample.positions()[0] < 0 ? 1 : 0);
        assertThat(run.samples()).hasSize(16 * 2_000);
        assertThat(run.exchangeAcceptance()).isBetween(0.3, 0.95);
        assertThat(left.standardError()).isLessThan(0.04);
        assertThat(left.mean()).isCloseTo(shareBelowZero(well.energy()), within(4 * left.standardError()));
        Convergence energy = run.convergence(LangevinRun.Sample::energy);
        assertThat(energy.mean()).isCloseTo(meanEnergy(well.energy()), within(4 * energy.standardError()));
    }

    /** Of the double well along x and two harmonic coordinates of ½k_BT each. */
    private static double meanEnergy(DoubleUnaryOperator energy) {
        double sum = 0;
        double total = 0;
        for (double x = -3; x < 3; x += 1e-4) {
            double weight = Math.exp(-energy.applyAsDouble(x) / THERMAL_ENERGY);
            total += weight;
            sum += weight * energy.applyAsDouble(x);
        }
        return sum / total + THERMAL_ENERGY;
    }

    private static double shareBelowZero(DoubleUnaryOperator energy) {
        double below = 0;
        double total = 0;
        for (double x = -3; x < 3; x += 1e-4) {
            double weight = Math.exp(-energy.applyAsDouble(x + 5e-5) / THERMAL_ENERGY);
            total += weight;
            below += x < -5e-5 ? weight : 0;
        }
        return below / total;
    }

    /** Velocity Verlet is of second order: half the step leaves a quarter of the energy's error. */
    @Test
    void withoutFrictionTheEnergyErrorFallsWithTheSquareOfTheStep() {
        double coarse = energyError(4, 500);
        double fine = energyError(2, 1000);

        assertThat(coarse).isLessThan(0.05 * THERMAL_ENERGY);
        assertThat(coarse / fine).isCloseTo(4, within(0.3));
    }

    private static double energyError(double timeStep, int steps) {
        LangevinSettings settings = LangevinSettings.at(TEMPERATURE)
                .withTimeStep(timeStep)
                .withFriction(0)
                .withWalkers(1);
        Baoab dynamics =
                new Baoab(ToyPotential.doubleWell(3, 0.1), new double[] {12, 12, 12}, settings, Tempering.NONE, LEFT);
        double start = dynamics.potentialEnergy(0) + dynamics.kineticEnergy(0);
        double error = 0;
        for (int i = 0; i < steps; i++) {
            dynamics.step();
            error = Math.max(error, Math.abs(dynamics.potentialEnergy(0) + dynamics.kineticEnergy(0) - start));
        }
        return error;
    }

    /** Equipartition: ½k_BT for each of the three coordinates; BAOAB's velocities have an error of second order. */
    @Test
    void kineticEnergyIsThatOfTheTemperature() {
        LangevinSettings settings = LangevinSettings.at(TEMPERATURE)
                .withTimeStep(1)
                .withFriction(50)
                .withWalkers(500);
        Baoab dynamics = new Baoab(
                ToyPotential.harmonic(100), new double[] {12, 12, 12}, settings, Tempering.NONE, new double[1500]);
        double mean = 0;
        for (int step = 0; step < 1000; step++) {
            dynamics.step();
        }
        for (int step = 0; step < 500; step++) {
            dynamics.step();
            for (int walker = 0; walker < 500; walker++) {
                mean += dynamics.kineticEnergy(walker) / (500 * 500);
            }
        }

        assertThat(mean).isCloseTo(1.5 * THERMAL_ENERGY, within(0.02 * 1.5 * THERMAL_ENERGY));
    }

    @Test
    void theSeedDecidesAndAWalkerDoesNotDependOnTheOthers() {
        ToyPotential well = ToyPotential.doubleWell(3, 0);
        LangevinSettings settings =
                LangevinSettings.at(TEMPERATURE).withWalkers(3).withSteps(50, 10, 5);
        double[] last = last(run(well, settings, LEFT));

        assertThat(last(run(well, settings, LEFT))).isEqualTo(last);
        assertThat(last(run(well, settings.withSeed(1), LEFT))).isNotEqualTo(last);
        assertThat(run(well, settings.withWalkers(1), LEFT).samples(0).get(9).positions())
                .isEqualTo(run(well, settings, LEFT).samples(0).get(9).positions());
    }

    private static double[] last(LangevinRun run) {
        assertThat(run.samples()).hasSize(30);
        return run.samples().get(29).positions();
    }

    @Test
    void brokenWalkersBeginAgainAreCountedAndGiveNoSample() {
        LangevinSettings settings =
                LangevinSettings.at(TEMPERATURE).withTimeStep(4).withWalkers(16).withSteps(4_000, 100, 20);
        LangevinRun run = LangevinSampler.withMasses(ToyPotential.doubleWell(THERMAL_ENERGY, 0), CARBON, settings)
                .run(LEFT, geometry -> geometry[0] < 0);

        assertThat(run.broken()).isPositive();
        assertThat(run.samples()).isNotEmpty().allMatch(sample -> sample.positions()[0] < 0);
        assertThat(run.samples().size()).isLessThan(16 * 200);
    }

    /** Average mass of oxygen: 15.999 g/mol (IUPAC 2013). */
    @Test
    void elementsHaveTheirAverageMasses() {
        LangevinSettings settings =
                LangevinSettings.at(TEMPERATURE).withWalkers(1).withFriction(0).withSteps(20, 0, 20);
        Potential spring = ToyPotential.harmonic(50);
        double[] expected = LangevinSampler.withMasses(spring, new double[] {15.999}, settings)
                .run(LEFT, g -> true)
                .samples()
                .get(0)
                .positions();

        assertThat(LangevinSampler.of(spring, new int[] {8}, settings)
                        .run(LEFT, g -> true)
                        .samples()
                        .get(0)
                        .positions())
                .containsExactly(expected, within(1e-4));
    }

    @Test
    void refusesWhatMakesNoSense() {
        LangevinSettings settings = LangevinSettings.at(TEMPERATURE);
        ToyPotential spring = ToyPotential.harmonic(1);
        LangevinSampler sampler = LangevinSampler.withMasses(spring, CARBON, settings);

        assertThatThrownBy(() -> LangevinSettings.at(0)).hasMessageContaining("temperature");
        assertThatThrownBy(() -> settings.withFriction(-1)).hasMessageContaining("friction");
        assertThatThrownBy(() -> settings.withWalkers(0)).hasMessageContaining("walkers");
        assertThatThrownBy(() -> LangevinSampler.withMasses(spring, new double[] {0}, settings))
                .hasMessageContaining("masses");
        assertThatThrownBy(() -> sampler.run(new double[2], geometry -> true)).hasMessageContaining("starts");
        assertThatThrownBy(() -> sampler.run(LEFT, geometry -> false)).hasMessageContaining("not intact");
    }

    private static LangevinRun run(Potential potential, LangevinSettings settings, double[] start) {
        return LangevinSampler.withMasses(potential, CARBON, settings).run(start, geometry -> true);
    }
}
