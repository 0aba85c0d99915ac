package io.github.cdkdrift.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.molecule.Torsion;
import io.github.cdkdrift.potential.CoreRestraint;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.potential.RestrainedPotential;
import io.github.cdkdrift.potential.Restraint;
import io.github.cdkdrift.potential.TorsionRestraint;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class RestraintTest {
    private static final double TEMPERATURE = 300;
    private static final double THERMAL = 0.0019872043 * TEMPERATURE;
    private static final int[] CHAIN = {0, 1, 2, 3};

    /** Springs between some pairs of atoms, ½ k (r − r₀)²; energies in kcal/mol. */
    private record Springs(int atoms, int[][] pairs, double[] lengths, double constant) implements Potential {
        @Override
        public String name() {
            return "springs";
        }

        @Override
        public void evaluate(double[] positions, int frames, double[] energies, double[] forces) {
            for (int frame = 0; frame < frames; frame++) {
                int at = 3 * atoms * frame;
                energies[frame] = 0;
                Arrays.fill(forces, at, at + 3 * atoms, 0);
                for (int p = 0; p < pairs.length; p++) {
                    int a = at + 3 * pairs[p][0];
                    int b = at + 3 * pairs[p][1];
                    double squares = 0;
                    for (int k = 0; k < 3; k++) {
                        squares += Math.pow(positions[a + k] - positions[b + k], 2);
                    }
                    double length = Math.sqrt(squares);
                    double stretch = length - lengths[p];
                    energies[frame] += 0.5 * constant * stretch * stretch;
                    for (int k = 0; k < 3; k++) {
                        double force = -constant * stretch * (positions[a + k] - positions[b + k]) / length;
                        forces[a + k] += force;
                        forces[b + k] -= force;
                    }
                }
            }
        }
    }

    /** Bonds of 1.5 Å and angles of some 112°, nothing about the torsion. */
    private static Springs chain() {
        return new Springs(
                4, new int[][] {{0, 1}, {1, 2}, {2, 3}, {0, 2}, {1, 3}}, new double[] {1.5, 1.5, 1.5, 2.5, 2.5}, 300);
    }

    private static final double[] BENT = {0.6, 1.4, 0, 0, 0, 0, 1.5, 0, 0, 2.1, 0.7, 1.2};

    private static LangevinRun run(Potential potential, double[] start, int steps) {
        return LangevinSampler.of(
                        potential,
                        new int[] {6, 6, 6, 6},
                        LangevinSettings.at(TEMPERATURE)
                                .withTimeStep(2)
                                .withFriction(10)
                                .withWalkers(64)
                                .withSteps(steps, 2_000, 20))
                .run(start, geometry -> true);
    }

    /**
     * Exact: nothing but the restraint depends on the torsion, and the volume element of lengths, angles and torsion does not either, so
     * that its distribution is normal with the variance k_BT/k.
     */
    @Test
    void aTorsionHasTheMeanAndTheVarianceOfItsRestraint() {
        double constant = 25;
        Potential held = new RestrainedPotential(chain(), List.of(new TorsionRestraint(CHAIN, 60, constant)));

        LangevinRun run = run(held, BENT, 40_000);

        Convergence mean = run.convergence(sample -> Torsion.radians(sample.positions(), CHAIN));
        Convergence square =
                run.convergence(sample -> Math.pow(Torsion.radians(sample.positions(), CHAIN) - Math.toRadians(60), 2));
        assertThat(mean.mean()).isCloseTo(Math.toRadians(60), within(4 * mean.standardError()));
        assertThat(square.standardError()).isLessThan(0.01 * THERMAL / constant);
        assertThat(square.mean()).isCloseTo(THERMAL / constant, within(4 * square.standardError()));
    }

    /** Near 180° the short way round crosses the seam. */
    @Test
    void theSeamOfTheCircleIsNoBarrier() {
        double constant = 25;
        Potential held = new RestrainedPotential(chain(), List.of(new TorsionRestraint(CHAIN, 180, constant)));

        LangevinRun run = run(held, BENT, 20_000);

        Convergence square = run.convergence(sample -> {
            double difference = Math.PI - Math.abs(Torsion.radians(sample.positions(), CHAIN));
            return difference * difference;
        });
        assertThat(square.mean()).isCloseTo(THERMAL / constant, within(4 * square.standardError()));
    }

    /** Exact for small deviations: 3n − 6 harmonic coordinates of k_BT/k each, n atoms; the rest is of the order of their square. */
    @Test
    void aCoreHasTheMeanSquareDeviationOfItsRestraint() {
        double constant = 50;
        int[] atoms = {0, 1, 2, 3};
        Springs none = new Springs(4, new int[0][], new double[0], 0);
        CoreRestraint core = new CoreRestraint(atoms, BENT, constant);
        Potential held = new RestrainedPotential(none, List.of(core));

        LangevinRun run = run(held, BENT, 40_000);

        double expected = 6 * THERMAL / constant / 4;
        Convergence square = run.convergence(sample -> Math.pow(core.deviation(sample.positions()), 2));
        assertThat(square.standardError()).isLessThan(0.01 * expected);
        assertThat(square.mean()).isCloseTo(expected, within(0.03 * expected + 4 * square.standardError()));
    }

    @Test
    void forcesAreTheDerivativesOfTheEnergies() {
        Random random = new Random(2);
        double[] reference = random.doubles(9, -2, 2).toArray();
        List<Restraint> restraints = List.of(
                new TorsionRestraint(new int[] {3, 1, 0, 2}, -170, 12),
                new CoreRestraint(new int[] {2, 0, 3}, reference, 7));
        RestrainedPotential held = new RestrainedPotential(chain(), restraints);
        double[] positions = random.doubles(24, -2, 2).toArray();
        double[] energies = new double[2];
        double[] forces = new double[24];
        held.evaluate(positions, 2, energies, forces);
        for (int i = 0; i < positions.length; i++) {
            double[] moved = positions.clone();
            double[] shifted = new double[2];
            moved[i] += 1e-5;
            held.evaluate(moved, 2, shifted, new double[24]);
            double above = shifted[i / 12];
            moved[i] -= 2e-5;
            held.evaluate(moved, 2, shifted, new double[24]);
            assertThat(forces[i])
                    .isCloseTo(-(above - shifted[i / 12]) / 2e-5, within(1e-4 * (1 + Math.abs(forces[i]))));
        }
        assertThat(held.name()).isEqualTo("springs, restrained");
    }

    @Test
    void restraintsThatHoldNothingAreRefused() {
        assertThatThrownBy(() -> new TorsionRestraint(new int[] {0, 1, 1, 2}, 0, 1))
                .hasMessageContaining("four different");
        assertThatThrownBy(() -> new TorsionRestraint(CHAIN, 0, 0)).hasMessageContaining("above 0");
        assertThatThrownBy(() -> new CoreRestraint(new int[] {0, 1}, new double[6], 1))
                .hasMessageContaining("at least three");
        assertThatThrownBy(() ->
                        new RestrainedPotential(chain(), List.of(new TorsionRestraint(new int[] {1, 2, 3, 4}, 0, 1))))
                .hasMessageContaining("atom 4 of a molecule of 4");
    }
}
