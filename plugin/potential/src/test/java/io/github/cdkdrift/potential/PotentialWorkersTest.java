package io.github.cdkdrift.potential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cdkdrift.TestStructures;
import io.github.cdkdrift.molecule.MolecularGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PotentialWorkersTest {
    /** E = x² of one atom; the workers wait for each other, so that they must work at a time. */
    private static final class Spring implements Potential {
        private final CyclicBarrier others;
        private final double worst;
        private boolean closed;

        /** @param worst coordinate that it fails at, and beyond */
        Spring(CyclicBarrier others, double worst) {
            this.others = others;
            this.worst = worst;
        }

        @Override
        public int atoms() {
            return 1;
        }

        @Override
        public String name() {
            return "spring";
        }

        @Override
        public void evaluate(double[] positions, int frames, double[] energies, double[] forces) {
            try {
                others.await(10, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            for (int i = 0; i < frames; i++) {
                if (positions[3 * i] >= worst) {
                    throw new EvaluationException("no energy at " + positions[3 * i]);
                }
                energies[i] = positions[3 * i] * positions[3 * i];
                forces[3 * i] = -2 * positions[3 * i];
            }
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private final List<Spring> springs = new ArrayList<>();

    private Potential workers(int count, double worst) throws PotentialException {
        CyclicBarrier barrier = new CyclicBarrier(count);
        return PotentialWorkers.start(count, () -> {
            springs.add(new Spring(barrier, worst));
            return springs.get(springs.size() - 1);
        });
    }

    private static double[] line(int frames) {
        double[] positions = new double[3 * frames];
        Arrays.setAll(positions, i -> i % 3 == 0 ? i / 3 : 0);
        return positions;
    }

    @Test
    void answersStandInTheOrderOfTheQuestions() throws PotentialException {
        try (Potential workers = workers(3, Double.POSITIVE_INFINITY)) {
            double[] energies = new double[7];
            double[] forces = new double[21];
            workers.evaluate(line(7), 7, energies, forces);

            assertThat(energies).containsExactly(0, 1, 4, 9, 16, 25, 36);
            assertThat(forces[18]).isEqualTo(-12);
            assertThat(workers.atOnce()).isEqualTo(3);
            assertThat(workers.name()).isEqualTo("spring");
        }
        assertThat(springs).hasSize(3).allMatch(spring -> spring.closed);
    }

    @Test
    void oneWorkerStandsForItself() throws PotentialException {
        assertThat(workers(1, 1)).isInstanceOf(Spring.class);
    }

    @Test
    void theFirstFailureIsThatOfTheBatch() throws PotentialException {
        try (Potential workers = workers(3, 3)) {
            assertThatThrownBy(() -> workers.evaluate(line(9), 9, new double[9], new double[27]))
                    .isInstanceOf(EvaluationException.class)
                    .hasMessage("no energy at 3.0");
        }
    }

    @Test
    void workersBeforeOneThatDoesNotStartAreEnded() {
        AtomicInteger started = new AtomicInteger();
        assertThatThrownBy(() -> PotentialWorkers.start(3, () -> {
                    if (started.incrementAndGet() == 3) {
                        throw new PotentialException("no licence for a third");
                    }
                    springs.add(new Spring(new CyclicBarrier(1), 1));
                    return springs.get(springs.size() - 1);
                }))
                .isInstanceOf(PotentialException.class)
                .hasMessageContaining("third");
        assertThat(springs).hasSize(2).allMatch(spring -> spring.closed);
    }

    /** Through processes, bit by bit. */
    @Test
    void programsAnswerTheSameHoweverManyTheyAre() throws Exception {
        MolecularGraph water = TestStructures.graph("O");
        String command = "command:" + String.join(" ", ExternalPotentialTest.command("answer"));
        Random random = new Random(1);
        double[] positions = random.doubles(9 * 11, -3, 3).toArray();
        double[][] energies = new double[2][11];
        double[][] forces = new double[2][positions.length];
        for (int i = 0; i < 2; i++) {
            PotentialChoice choice = PotentialChoice.of(command).withWorkers(1 + 2 * i);
            try (Potential potential = choice.potential(water, positions)) {
                potential.evaluate(positions, 11, energies[i], forces[i]);
                assertThat(potential.atOnce()).isEqualTo(1 + 2 * i);
            }
        }
        assertThat(energies[1]).containsExactly(energies[0]);
        assertThat(forces[1]).containsExactly(forces[0]);
    }
}
