package io.github.cdkdrift.potential;

import static io.github.cdkdrift.potential.TestPotentials.energies;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@Tag("slow")
class ExternalPotentialTest {
    private static final int[] WATER = {8, 1, 1};
    private static final double[] POSITIONS = {0, 0, 0.12, 0, 0.76, -0.48, 1e-7, -0.76, -0.48};
    private static final double ENERGY =
            Arrays.stream(POSITIONS).map(x -> x * x).sum();

    static List<String> command(String behaviour) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = Path.of("target", "test-classes").toAbsolutePath().toString();
        return List.of(java, "-Xshare:auto", "-cp", classes, SpringProgram.class.getName(), behaviour);
    }

    private static ExternalPotential program(String behaviour) throws PotentialException {
        return ExternalPotential.start(command(behaviour), WATER, Duration.ofSeconds(30));
    }

    @Test
    void theProgramsEnergiesAndForcesComeBack() throws Exception {
        try (ExternalPotential potential = program("answer")) {
            PotentialChecks.assertForcesAreTheNegativeGradient(potential, POSITIONS, 1e-3, 1e-6);
            assertThat(energies(potential, POSITIONS)[0]).isCloseTo(ENERGY, within(1e-12));
            assertThat(potential.atoms()).isEqualTo(3);
            assertThat(potential.name()).endsWith("SpringProgram answer");
        }
    }

    /** More than fits into the buffers of both pipes: nobody may wait for the other. */
    @Test
    void largeBatchesPassThrough() throws Exception {
        int frames = 3000;
        double[] batch = IntStream.range(0, frames)
                .boxed()
                .flatMapToDouble(frame -> Arrays.stream(POSITIONS).map(x -> x * (1 + 0.001 * frame)))
                .toArray();
        try (ExternalPotential potential = program("answer")) {
            double[] energies = energies(potential, batch);

            for (int i = 0; i < frames; i++) {
                assertThat(energies[i]).isCloseTo(ENERGY * Math.pow(1 + 0.001 * i, 2), within(1e-9));
            }
        }
    }

    @Test
    void unitsAreThoseThatTheAnswerStates() throws Exception {
        try (ExternalPotential potential = program("hartree")) {
            assertThat(energies(potential, POSITIONS)[0]).isCloseTo(ENERGY, within(1e-9));
            assertThat(TestPotentials.forces(potential, POSITIONS))
                    .containsExactly(Arrays.stream(POSITIONS).map(x -> -2 * x).toArray(), within(1e-9));
        }
    }

    @Test
    void aProgramThatHangsIsEndedInTime() throws Exception {
        try (ExternalPotential potential = ExternalPotential.start(command("hang"), WATER, Duration.ofSeconds(2))) {
            assertThatThrownBy(() -> energies(potential, POSITIONS))
                    .isInstanceOf(EvaluationException.class)
                    .hasMessageContaining("did not answer frame 1 of 1 within 2 s");
            assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive))
                    .noneMatch(child ->
                            child.info().commandLine().orElse("").contains(SpringProgram.class.getName() + " hang"));
        }
    }

    @Test
    void aProgramThatDiesIsQuotedAndStartedAgain() throws Exception {
        try (ExternalPotential potential = program("die")) {
            for (int attempt = 0; attempt < 2; attempt++) {
                assertThatThrownBy(() -> energies(potential, POSITIONS))
                        .isInstanceOf(EvaluationException.class)
                        .hasMessageContaining("ended with exit code 7 before it answered frame 1 of 1")
                        .hasMessageContaining("the licence has run out");
            }
        }
    }

    @Test
    void aProgramThatEndsWithoutAnswerIsAnError() throws Exception {
        try (ExternalPotential potential = program("silent")) {
            assertThatThrownBy(() -> energies(potential, POSITIONS))
                    .isInstanceOf(EvaluationException.class)
                    .hasMessageContaining("exit code 0 before it answered");
        }
    }

    @Test
    void nonsenseIsAnError() throws Exception {
        assertNonsense("chatter", "found 'Hello, this is SpringProgram 1.0'; expected the number of atoms");
        assertNonsense("not finite", "finite number");
        assertNonsense("energy only", "without forces");
        assertNonsense("carbon", "atomic numbers [6, 6, 6]; expected [8, 1, 1]");
        assertNonsense("relaxed", "other positions");
    }

    /** Twice: the program is ended, and another one answers the second time. */
    private static void assertNonsense(String behaviour, String message) throws Exception {
        try (ExternalPotential potential = program(behaviour)) {
            for (int attempt = 0; attempt < 2; attempt++) {
                assertThatThrownBy(() -> energies(potential, POSITIONS))
                        .isInstanceOf(EvaluationException.class)
                        .hasMessageContaining(message);
            }
        }
    }

    @Test
    void aProgramThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> ExternalPotential.start(List.of("no-such-program"), WATER, Duration.ofSeconds(1)))
                .isInstanceOf(PotentialException.class)
                .hasMessageContaining("no-such-program");
        assertThatThrownBy(() -> ExternalPotential.start(List.of(), WATER, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aClosedPotentialSaysSo() throws Exception {
        ExternalPotential potential = program("answer");
        potential.close();
        potential.close();

        assertThatThrownBy(() -> energies(potential, POSITIONS))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }
}
