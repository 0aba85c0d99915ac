package io.github.cdkdrift.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.TestFrames;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.potential.FitSettings;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.potential.PotentialFit;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openscience.cdk.exception.CDKException;

@Tag("slow")
class ConfigurationalTemperatureTest {
    private static final double BOLTZMANN = 0.0019872043;
    private static final double KELVIN = 300;
    private static final int[] CARBON = {6};

    private static ForceFrames labelled(Potential potential, double[] positions) {
        int frames = positions.length / 3;
        double[] energies = new double[frames];
        double[] forces = new double[positions.length];
        potential.evaluate(positions, frames, energies, forces);
        return ForceFrames.of(CARBON, positions, forces, energies);
    }

    /** An autoregression of the time φ, whose distribution is that of a spring of 100 kcal/mol/Å² at 300 K. */
    private static double[] spring(int frames, double memory, long seed) {
        Random random = new Random(seed);
        double deviation = Math.sqrt(BOLTZMANN * KELVIN / 100);
        double[] positions = new double[3 * frames];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = i < 3
                    ? deviation * random.nextGaussian()
                    : memory * positions[i - 3] + Math.sqrt(1 - memory * memory) * deviation * random.nextGaussian();
        }
        return positions;
    }

    /**
     * Exact: a spring's Laplacian is constant and |f|² is k·k_BT times a χ² of three degrees of freedom, so the temperature's
     * relative error is √(2/3F): 3.16 K for F = 6,000.
     */
    @Test
    void springDrawnInClosedFormHasItsTemperatureAndItsError() throws CDKException {
        ToyPotential spring = ToyPotential.harmonic(100);

        ConfigurationalTemperature temperature =
                ConfigurationalTemperature.of(labelled(spring, spring(6000, 0, 1)), spring);

        assertThat(temperature.frames()).isEqualTo(6000);
        assertThat(temperature.standardError()).isCloseTo(KELVIN * Math.sqrt(2 / 18000.0), within(0.5));
        assertThat(temperature.kelvin()).isCloseTo(KELVIN, within(4 * temperature.standardError()));
    }

    /** Over many correlated series the estimate must miss by about one standard error: the root mean square of the ratio is 1. */
    @Test
    void standardErrorIsTheSpreadOfTheEstimateWhereFramesAreCorrelated() throws CDKException {
        ToyPotential spring = ToyPotential.harmonic(100);
        double squares = 0;
        double mean = 0;
        int repeats = 200;
        for (int seed = 0; seed < repeats; seed++) {
            ConfigurationalTemperature temperature =
                    ConfigurationalTemperature.of(labelled(spring, spring(1000, 0.95, seed)), spring);
            squares += Math.pow((temperature.kelvin() - KELVIN) / temperature.standardError(), 2) / repeats;
            mean += temperature.kelvin() / repeats;
        }

        assertThat(Math.sqrt(squares)).isCloseTo(1, within(0.3));
        assertThat(mean).isCloseTo(KELVIN, within(12.0));
    }

    /** Langevin dynamics at 300 K in a double well, where |f|² and the Laplacian both vary. */
    @Test
    void langevinRunHasTheTemperatureOfItsHeatBath() throws CDKException {
        ToyPotential well = ToyPotential.doubleWell(2, 0.2);
        LangevinSettings settings =
                LangevinSettings.at(KELVIN).withTimeStep(2).withWalkers(16).withSteps(20_000, 1_000, 20);
        double[] positions = LangevinSampler.withMasses(well, new double[] {12}, settings)
                .run(new double[] {-1, 0, 0}, geometry -> true)
                .samples()
                .stream()
                .flatMap(sample -> Stream.of(sample.positions()))
                .flatMapToDouble(Arrays::stream)
                .toArray();
        ForceFrames frames = labelled(well, positions);

        ConfigurationalTemperature temperature = ConfigurationalTemperature.of(frames, well);
        assertThat(temperature.standardError()).isLessThan(8);
        assertThat(temperature.kelvin()).isCloseTo(KELVIN, within(4 * temperature.standardError()));

        ConfigurationalTemperature byAnother =
                ConfigurationalTemperature.of(frames, new Shifted(ToyPotential.doubleWell(3, -0.5)));
        assertThat(byAnother.standardError()).isLessThan(20);
        assertThat(byAnother.kelvin()).isCloseTo(KELVIN, within(4 * byAnother.standardError()));
    }

    /** A wrong potential: moved by 0.02 Å along each axis. */
    private record Shifted(Potential of) implements Potential {
        @Override
        public int atoms() {
            return 1;
        }

        @Override
        public String name() {
            return "shifted";
        }

        @Override
        public void evaluate(double[] positions, int frames, double[] energies, double[] forces) {
            double[] moved = new double[3 * frames];
            Arrays.setAll(moved, i -> positions[i] + 0.02);
            of.evaluate(moved, frames, energies, forces);
        }
    }

    /**
     * MD17 says 500 K. An independent numpy evaluation of ⟨|f|²⟩/⟨∇²E⟩ with another fit found about 436 K in frames 0–1999, and
     * 645 K in the whole trajectory, whose temperature wanders: twelfths of it differ by tens of kelvin.
     */
    @Test
    void ethanolOfMd17HasTwoTemperaturesAndNeitherIsTheStatedOne() throws CDKException {
        ForceFrames start = TestFrames.ethanol();
        ForceFrames whole = TestFrames.ethanolReference();

        ConfigurationalTemperature early = ConfigurationalTemperature.of(start);
        assertThat(early.kelvin()).isCloseTo(436, within(30.0));
        assertThat(early.standardError()).isBetween(5.0, 40.0);

        int[][] automorphisms = TestFrames.graph(whole).automorphisms();
        Potential fitted = PotentialFit.of(
                        start,
                        automorphisms,
                        FitSettings.defaults().withFrames(60).withWidths(List.of(10.0)))
                .potential();
        ConfigurationalTemperature late = ConfigurationalTemperature.of(whole, fitted);
        assertThat(late.kelvin()).isCloseTo(645, within(30.0));
        assertThat(late.standardError()).isBetween(1.0, 16.0);
        ConfigurationalTemperature byFewFrames = ConfigurationalTemperature.of(whole.every(20));
        assertThat(byFewFrames.kelvin()).isCloseTo(late.kelvin(), within(4 * byFewFrames.standardError()));
    }

    @Test
    void saysWhyThereIsNoTemperature() {
        ForceFrames ethanol = TestFrames.ethanol();
        ToyPotential spring = ToyPotential.harmonic(100);
        double[] positions = spring(100, 0, 0);

        assertThatThrownBy(() -> ConfigurationalTemperature.of(labelled(spring, positions)))
                .isInstanceOf(CDKException.class)
                .hasMessageContaining("one atom");
        assertThatThrownBy(() -> ConfigurationalTemperature.of(ethanol.first(19)))
                .isInstanceOf(CDKException.class)
                .hasMessageContaining("at least 20 frames")
                .hasMessageContaining("found 19");
        assertThatThrownBy(() -> ConfigurationalTemperature.of(
                        labelled(spring, positions).first(9), spring))
                .isInstanceOf(CDKException.class)
                .hasMessageContaining("found 9");
        assertThatThrownBy(() -> ConfigurationalTemperature.of(ethanol, spring))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("9 atoms");
    }

    @Test
    void forcesThatVanishOrAreGradientsHaveNoTemperature() {
        ForceFrames ethanol = TestFrames.ethanol().every(40);
        for (double factor : new double[] {0, -1}) {
            double[] positions = new double[27 * ethanol.size()];
            double[] forces = new double[positions.length];
            for (int i = 0; i < ethanol.size(); i++) {
                System.arraycopy(ethanol.positions(i), 0, positions, 27 * i, 27);
                for (int k = 0; k < 27; k++) {
                    forces[27 * i + k] = factor * ethanol.force(i, k / 3, k % 3);
                }
            }
            ForceFrames wrong = ForceFrames.of(ethanol.atomicNumbers(), positions, forces, null);

            assertThatThrownBy(() -> ConfigurationalTemperature.of(wrong))
                    .isInstanceOf(CDKException.class)
                    .hasMessageContaining("not gradients");
        }
    }
}
