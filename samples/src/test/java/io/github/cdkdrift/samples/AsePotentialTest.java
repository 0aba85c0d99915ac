package io.github.cdkdrift.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.cdkdrift.potential.ExternalPotential;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class AsePotentialTest {
    private static final Path PYTHON = Path.of("/usr/bin/python3");
    private static final double EV = 23.060547830619;

    @BeforeAll
    static void requireAse() throws Exception {
        assumeTrue(Files.isExecutable(PYTHON), "there is no " + PYTHON);
        int code = new ProcessBuilder(PYTHON.toString(), "-c", "import ase")
                .start()
                .waitFor();
        assumeTrue(code == 0, "ASE is not installed (Debian: python3-ase)");
    }

    private static ExternalPotential potential(String calculator, int... atomicNumbers) throws Exception {
        List<String> command = List.of(PYTHON.toString(), "external-potential/ase_potential.py", calculator);
        return ExternalPotential.start(command, atomicNumbers, Duration.ofSeconds(60));
    }

    /**
     * Two atoms at r = 1.3 Å: 4ε((σ/r)¹² − (σ/r)⁶) with ε = 0.1 eV and σ = 1.2 Å, which ASE shifts to be 0 at 20 Å (by less
     * than 1e-8 eV).
     */
    @Test
    void lennardJonesIsThatOfTheFormula() throws Exception {
        double sixth = Math.pow(1.2 / 1.3, 6);
        double energy = 0.4 * (sixth * sixth - sixth);
        double slope = 0.4 * (-12 * sixth * sixth + 6 * sixth) / 1.3;
        double[] energies = new double[2];
        double[] forces = new double[12];
        try (ExternalPotential potential = potential("lj", 18, 18)) {
            potential.evaluate(new double[] {0, 0, 0, 0, 0, 1.3, 1, 1, 1, 1, 2.3, 1}, 2, energies, forces);
        }

        assertThat(energies).containsExactly(new double[] {EV * energy, EV * energy}, within(1e-6));
        double[] expected = {0, 0, EV * slope, 0, 0, -EV * slope, 0, EV * slope, 0, 0, -EV * slope, 0};
        assertThat(forces).containsExactly(expected, within(1e-6));
    }

    @Test
    void forcesOfWaterAreTheNegativeGradient() throws Exception {
        double[] water = {0, 0, 0.12, 0, 0.76, -0.48, 0, -0.76, -0.48};
        double step = 1e-3;
        try (ExternalPotential potential = potential("emt", 8, 1, 1)) {
            double[] forces = new double[9];
            potential.evaluate(water, 1, new double[1], forces);
            for (int i = 0; i < 9; i++) {
                double[] moved = new double[18];
                System.arraycopy(water, 0, moved, 0, 9);
                System.arraycopy(water, 0, moved, 9, 9);
                moved[i] += step;
                moved[9 + i] -= step;
                double[] energies = new double[2];
                potential.evaluate(moved, 2, energies, new double[18]);
                assertThat(forces[i]).isCloseTo((energies[1] - energies[0]) / (2 * step), within(1e-2));
            }
        }
    }
}
