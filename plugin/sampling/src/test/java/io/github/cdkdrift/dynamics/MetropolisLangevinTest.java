package io.github.cdkdrift.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.potential.Potential;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MetropolisLangevinTest {
    private static final double KELVIN = 400;
    private static final double THERMAL_ENERGY = 0.0019872043 * KELVIN;
    private static final double STIFFNESS = 300;

    /** E = ½ k Σx² + q Σx⁴ of one atom. */
    private record Well(double quartic) implements Potential {
        @Override
        public int atoms() {
            return 1;
        }

        @Override
        public String name() {
            return "well";
        }

        @Override
        public void evaluate(double[] positions, int frames, double[] energies, double[] forces) {
            for (int frame = 0; frame < frames; frame++) {
                energies[frame] = 0;
                for (int i = 3 * frame; i < 3 * frame + 3; i++) {
                    double x = positions[i];
                    energies[frame] += 0.5 * STIFFNESS * x * x + quartic * x * x * x * x;
                    forces[i] = -STIFFNESS * x - 4 * quartic * x * x * x;
                }
            }
        }
    }

    private static double meanSquare(double[] positions) {
        double sum = 0;
        for (double x : positions) {
            sum += x * x;
        }
        return sum / positions.length;
    }

    private static double[] moved(Potential potential, double width, int steps) {
        int geometries = 20_000;
        SplittableRandom random = new SplittableRandom(3);
        double[] positions = new double[3 * geometries];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = width * random.nextGaussian();
        }
        MetropolisLangevin chain = new MetropolisLangevin(potential, KELVIN);
        chain.tune(positions, 500, 1);
        chain.move(positions, new double[geometries], geometries, steps, 2);
        assertThat(chain.acceptance()).isBetween(0.4, 0.8);
        return positions;
    }

    @Test
    void leavesTheBoltzmannDistributionAsItIs() {
        double exact = THERMAL_ENERGY / STIFFNESS;
        double[] positions = moved(new Well(0), Math.sqrt(exact), 10);
        assertThat(meanSquare(positions)).isCloseTo(exact, within(0.02 * exact));
    }

    @Test
    void bringsOtherDistributionsThere() {
        double quartic = 40_000;
        double above = 0;
        double below = 0;
        for (double x = -0.5; x < 0.5; x += 1e-4) {
            double weight = Math.exp(-(0.5 * STIFFNESS * x * x + quartic * x * x * x * x) / THERMAL_ENERGY);
            above += x * x * weight;
            below += weight;
        }
        double exact = above / below;
        double[] positions = moved(new Well(quartic), 0.02, 60);
        assertThat(exact).isLessThan(0.9 * THERMAL_ENERGY / STIFFNESS);
        assertThat(meanSquare(positions)).isCloseTo(exact, within(0.02 * exact));
    }

    @Test
    void energiesAreThoseOfTheGeometries() {
        Well well = new Well(0);
        double[] positions = {0.1, -0.05, 0.02, 0.03, 0.04, -0.1};
        double[] energies = new double[2];
        MetropolisLangevin chain = new MetropolisLangevin(well, KELVIN);
        chain.tune(positions, 2, 1);
        chain.move(positions, energies, 2, 7, 5);
        double[] expected = new double[2];
        well.evaluate(positions, 2, expected, new double[6]);
        assertThat(energies).containsExactly(expected, within(1e-12));
    }

    @Test
    void wantsAStepLengthAndATemperature() {
        assertThatThrownBy(() -> new MetropolisLangevin(new Well(0), 0)).hasMessageContaining("above 0, is 0");
        assertThatThrownBy(() -> new MetropolisLangevin(new Well(0), 300).move(new double[3], new double[1], 1, 1, 0))
                .hasMessageContaining("not tuned");
    }
}
