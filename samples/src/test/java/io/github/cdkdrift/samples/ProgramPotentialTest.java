package io.github.cdkdrift.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.potential.EvaluationException;
import io.github.cdkdrift.potential.ExternalPotential;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.potential.PotentialChoice;
import io.github.cdkdrift.potential.PotentialException;
import io.github.cdkdrift.potential.XtbPotential;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The adapters of quantum chemistry's programs, where they are installed. */
@Timeout(240)
class ProgramPotentialTest {
    private static final Path PYTHON = Path.of("/usr/bin/python3");
    private static final double HARTREE = 627.5094740631;
    private static final int[] WATER = {8, 1, 1};
    private static final double[] POSITIONS = {0, 0, 0.12, 0, 0.76, -0.48, 0, -0.78, -0.48};

    private static void assumeInstalled(String program) {
        assumeTrue(Files.isExecutable(PYTHON), "there is no " + PYTHON);
        boolean there = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        assumeTrue(there, program + " is not installed (Debian: " + program + ")");
    }

    private static ExternalPotential potential(String script, String... words) throws PotentialException {
        List<String> command = new ArrayList<>(List.of(PYTHON.toString(), "external-potential/" + script));
        command.addAll(List.of(words));
        return ExternalPotential.start(command, WATER, Duration.ofSeconds(60));
    }

    /** Central differences; both programs print some eight digits. */
    private static void assertForcesAreTheNegativeGradient(ExternalPotential potential) {
        double step = 5e-3;
        double[] batch = new double[9 * 19];
        for (int frame = 0; frame < 19; frame++) {
            System.arraycopy(POSITIONS, 0, batch, 9 * frame, 9);
        }
        for (int i = 0; i < 9; i++) {
            batch[9 * (1 + 2 * i) + i] += step;
            batch[9 * (2 + 2 * i) + i] -= step;
        }
        double[] energies = new double[19];
        double[] forces = new double[batch.length];
        potential.evaluate(batch, 19, energies, forces);
        for (int i = 0; i < 9; i++) {
            assertThat(forces[i]).isCloseTo((energies[2 + 2 * i] - energies[1 + 2 * i]) / (2 * step), within(0.1));
        }
    }

    /** The heat of formation of water by PM7 is −57.8 kcal/mol in its minimum (MOPAC's manual), some more where it is stretched. */
    @Test
    void mopacAnswersWithHeatsOfFormationAndTheirGradient() throws Exception {
        assumeInstalled("mopac");
        try (ExternalPotential pm7 = potential("mopac_potential.py", "PM7");
                ExternalPotential corrected = potential("mopac_potential.py", "PM6-D3H4")) {
            double[] energy = new double[1];
            pm7.evaluate(POSITIONS, 1, energy, new double[9]);

            assertThat(energy[0]).isBetween(-58.5, -50.0);
            assertForcesAreTheNegativeGradient(pm7);
            assertForcesAreTheNegativeGradient(corrected);
        }
    }

    /** The energy of water by HF/STO-3G in its minimum is −74.9659 hartree (Szabo and Ostlund, table 3.13), some more where it is stretched. */
    @Test
    void psi4AnswersWithEnergiesAndTheirGradientTheSameFromSeveralWorkers() throws Exception {
        assumeInstalled("psi4");
        MolecularGraph water = MolecularGraph.perceive(WATER, POSITIONS);
        PotentialChoice choice =
                PotentialChoice.of("command:" + PYTHON + " external-potential/psi4_potential.py scf sto-3g");
        double[][] energies = new double[2][3];
        for (int i = 0; i < 2; i++) {
            // Its forces are compared with its energies at the first geometry.
            try (Potential psi4 = choice.withWorkers(1 + i).potential(water, POSITIONS)) {
                psi4.evaluate(batch(), 3, energies[i], new double[27]);
            }
        }
        assertThat(energies[0][0] / HARTREE).isBetween(-74.966, -74.95);
        // The density that a program iterates to hangs on the run by some 1e-8 hartree.
        assertThat(energies[1]).containsExactly(energies[0], within(1e-4));
    }

    /** Water, more and more stretched. */
    private static double[] batch() {
        double[] batch = new double[27];
        for (int i = 0; i < batch.length; i++) {
            batch[i] = POSITIONS[i % 9] * (1 + 0.03 * (i / 9));
        }
        return batch;
    }

    @Test
    void theProgramXtbIsTheLibrary() throws Exception {
        assumeInstalled("xtb");
        double[] expected = new double[1];
        double[] expectedForces = new double[9];
        try (XtbPotential library = XtbPotential.of(XtbPotential.Method.GFN2, "water", WATER, POSITIONS, 0, 0)) {
            library.evaluate(POSITIONS, 1, expected, expectedForces);
        }
        double[] energy = new double[1];
        double[] forces = new double[9];
        try (ExternalPotential program = potential("xtb_potential.py", "--gfn", "2", "--gbsa", "water")) {
            program.evaluate(POSITIONS, 1, energy, forces);
        }
        assertThat(energy).containsExactly(expected, within(1e-3));
        assertThat(forces).containsExactly(expectedForces, within(0.05));
    }

    @Test
    void aGeometryThatAProgramCannotDoIsAnErrorWithItsLastWords() throws Exception {
        assumeInstalled("xtb");
        double[] energy = new double[1];
        try (ExternalPotential program = potential("xtb_potential.py", "--gfn", "2")) {
            assertThatThrownBy(() -> program.evaluate(new double[9], 1, energy, new double[9]))
                    .isInstanceOf(EvaluationException.class)
                    .hasMessageContaining("xtb left no gradient for a geometry");
            program.evaluate(POSITIONS, 1, energy, new double[9]);
        }
        assertThat(energy[0]).isNegative();
    }
}
