package io.github.cdkdrift.potential;

import static io.github.cdkdrift.potential.PotentialChecks.numbers;
import static io.github.cdkdrift.potential.TestPotentials.energies;
import static io.github.cdkdrift.potential.TestPotentials.forces;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.cdkdrift.potential.XtbPotential.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.factory.Nd4j;

/** Golden values: {@code test-data/golden/xtb.py}, by the program xtb. */
@Tag("slow")
class XtbPotentialTest {
    private static final double HARTREE = 627.5094740631;
    private static final double BOHR = 0.529177210903;
    private static final int[] WATER = {8, 1, 1};
    private static final double[] WATER_POSITIONS = {0, 0, 0.12, 0, 0.76, -0.48, 0, -0.76, -0.48};

    /** One of the golden molecules by one method. */
    private record Golden(String name, Method method, JsonObject record) {
        @Override
        public String toString() {
            return name + " " + method;
        }

        double[] positions() {
            return numbers(record.get("positions"));
        }

        XtbPotential potential() throws PotentialException {
            return XtbPotential.of(
                    method,
                    Arrays.stream(numbers(record.get("atomicNumbers")))
                            .mapToInt(z -> (int) z)
                            .toArray(),
                    positions(),
                    record.get("charge").getAsInt(),
                    record.get("unpaired").getAsInt());
        }
    }

    private static Stream<Golden> molecules() {
        return PotentialChecks.golden("xtb.json").asList().stream()
                .map(JsonElement::getAsJsonObject)
                .flatMap(record -> Arrays.stream(Method.values())
                        .map(method -> new Golden(record.get("name").getAsString(), method, record)));
    }

    @Test
    void saysWhichPackageIsMissing() {
        assertThatThrownBy(() -> XtbProcess.open(
                        "no-such-library nor-this", new XtbTask(Method.GFN2, "", WATER, WATER_POSITIONS, 0, 0)))
                .isInstanceOf(PotentialException.class)
                .hasMessageContaining("apt-get install libxtb6")
                .hasMessageContaining("jna.library.path")
                .hasMessageContaining("nor-this");
    }

    @Test
    void electronsMustBePairedAndElementsKnown() {
        assertThatThrownBy(() -> XtbPotential.of(Method.GFN2, WATER, WATER_POSITIONS, 1, 0))
                .isInstanceOf(PotentialException.class)
                .hasMessageContaining("9 electrons (charge 1) of which 0 are unpaired")
                .hasMessageContaining("radical, 1 as a rule");
        assertThatThrownBy(() -> XtbPotential.of(Method.GFN2, new int[] {92}, new double[3], 0, 0))
                .isInstanceOf(PotentialException.class)
                .hasMessageContaining("atomic number 92");
        assertThatThrownBy(() -> XtbPotential.of(Method.GFN2, WATER, new double[8], 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("8 coordinates for 3 atoms");
    }

    @Nested
    class WithTheLibrary {
        @BeforeAll
        static void requireLibrary() {
            String missing = "";
            try {
                XtbPotential.of(Method.GFNFF, WATER, WATER_POSITIONS, 0, 0).close();
            } catch (PotentialException e) {
                missing = e.getMessage();
            }
            assumeTrue(missing.isEmpty(), missing);
        }

        private static Stream<Golden> molecules() {
            return XtbPotentialTest.molecules();
        }

        /** Each starts a program or two. */
        private static Stream<Golden> fewMolecules() {
            return molecules().filter(golden -> List.of("ethanol", "acetate").contains(golden.name));
        }

        @ParameterizedTest
        @MethodSource("molecules")
        void energiesAndForcesAreThoseOfTheProgram(Golden golden) throws Exception {
            JsonObject expected = golden.record.getAsJsonObject(golden.method.name());
            double[] gradient = numbers(expected.get("gradient"));
            try (XtbPotential potential = golden.potential()) {
                assertThat(energies(potential, golden.positions())[0] / HARTREE)
                        .isCloseTo(expected.get("energy").getAsDouble(), within(1e-6));
                assertThat(forces(potential, golden.positions()))
                        .containsExactly(
                                Arrays.stream(gradient)
                                        .map(g -> -g * HARTREE / BOHR)
                                        .toArray(),
                                within(0.05));
            }
        }

        @ParameterizedTest
        @MethodSource("molecules")
        void forcesAreTheNegativeGradientOfTheEnergy(Golden golden) throws Exception {
            try (XtbPotential potential = golden.potential()) {
                // Four energies a coordinate: of larger molecules some ten coordinates, of x, y and z alike.
                int every = 1 + golden.positions().length / 30 * 3;
                PotentialChecks.assertForcesAreTheNegativeGradient(potential, golden.positions(), 4e-3, 0.1, every);
            }
        }

        @ParameterizedTest
        @MethodSource("fewMolecules")
        void energyIgnoresRotationAndTranslationAndForcesTurnAlong(Golden golden) throws Exception {
            try (XtbPotential potential = golden.potential()) {
                PotentialChecks.assertForcesTurnWithTheMolecule(potential, golden.positions(), 0.02);
            }
        }

        /** GFN-FF keeps its molecule in global variables of the library. */
        @ParameterizedTest
        @MethodSource("fewMolecules")
        void moleculesCanTakeTurns(Golden golden) throws Exception {
            try (XtbPotential water = XtbPotential.of(golden.method, WATER, WATER_POSITIONS, 0, 0);
                    XtbPotential other = golden.potential()) {
                double before = energies(water, WATER_POSITIONS)[0];
                double expected = energies(other, golden.positions())[0];
                assertThat(energies(water, WATER_POSITIONS)[0]).isCloseTo(before, within(1e-4));
                assertThat(energies(other, golden.positions())[0]).isCloseTo(expected, within(1e-4));
            }
        }

        /** C81H164: libxtb's arrays are larger than a Java thread's usual stack, which would end the whole program. */
        @Test
        void largeMoleculesFitOnTheStack() throws Exception {
            int carbons = 81;
            int[] atomicNumbers = new int[3 * carbons + 2];
            double[] positions = new double[3 * atomicNumbers.length];
            for (int i = 0; i < atomicNumbers.length; i++) {
                int carbon = Math.min(i / 3, carbons - 1);
                int side = carbon % 2 == 0 ? 1 : -1;
                int place = i < 3 * carbons ? i % 3 : 3;
                atomicNumbers[i] = place == 0 ? 6 : 1;
                positions[3 * i] = 1.27 * carbon;
                positions[3 * i + 1] = side * (place == 0 ? 0.43 : 1.05);
                positions[3 * i + 2] = place == 0 ? 0 : place == 1 ? 0.88 : -0.88;
            }
            end(positions, 3 * carbons, -0.9);
            end(positions, 3 * carbons + 1, 1.27 * (carbons - 1) + 0.9);

            try (XtbPotential alkane = XtbPotential.of(Method.GFN2, atomicNumbers, positions, 0, 0)) {
                assertThat(energies(alkane, positions)[0]).isFinite();
            }
        }

        private static void end(double[] positions, int atom, double x) {
            positions[3 * atom] = x;
            positions[3 * atom + 1] = -0.2;
            positions[3 * atom + 2] = 0;
        }

        @Test
        void gfnffLeavesNoFiles() throws Exception {
            XtbPotential.of(Method.GFNFF, WATER, WATER_POSITIONS, 0, 0).close();

            assertThat(Path.of("gfnff_topo")).doesNotExist();
            assertThat(Path.of("gfnff_adjacency")).doesNotExist();
        }

        /** ND4J brings a Fortran library that is too old for libxtb. */
        @Test
        void nd4jIsNotInTheWay() throws Exception {
            assertThat(Nd4j.ones(2, 2).mmul(Nd4j.ones(2, 2)).getDouble(0)).isEqualTo(2);
            try (XtbPotential water = XtbPotential.of(Method.GFN2, WATER, WATER_POSITIONS, 0, 0)) {
                assertThat(energies(water, WATER_POSITIONS)[0]).isNegative();
            }
        }

        @Test
        void batchesOfAnySizeGiveTheSameNumbers() throws Exception {
            int frames = 40_000;
            double[] batch = new double[9 * frames];
            for (int i = 0; i < batch.length; i++) {
                int frame = i / 9;
                batch[i] = WATER_POSITIONS[i % 9] * (1 + 1e-6 * frame);
            }
            try (XtbPotential water = XtbPotential.of(Method.GFNFF, WATER, WATER_POSITIONS, 0, 0)) {
                double[] together = energies(water, batch);

                for (int frame : new int[] {0, 29_126, 29_127, frames - 1}) {
                    assertThat(energies(water, Arrays.copyOfRange(batch, 9 * frame, 9 * frame + 9))[0])
                            .isEqualTo(together[frame]);
                }
            }
        }

        @Test
        void aProgramThatEndsIsAnError() throws Exception {
            try (XtbPotential water = XtbPotential.of(Method.GFN2, WATER, WATER_POSITIONS, 0, 0)) {
                ProcessHandle.current()
                        .children()
                        .filter(child -> child.info().commandLine().orElse("").contains(XtbWorker.class.getName()))
                        .forEach(ProcessHandle::destroyForcibly);

                assertThatThrownBy(() -> {
                            for (int i = 0; i < 1000; i++) {
                                energies(water, WATER_POSITIONS);
                            }
                        })
                        .isInstanceOf(EvaluationException.class)
                        .hasMessageContaining("ended with exit code 137");
            }
        }

        @Test
        void aGeometryThatCannotBeDoneIsNaNAndCountedAndTheOthersAreWhole() throws Exception {
            double[] batch = new double[27];
            System.arraycopy(WATER_POSITIONS, 0, batch, 0, 9);
            Arrays.fill(batch, 9, 18, 0.5);
            System.arraycopy(WATER_POSITIONS, 0, batch, 18, 9);
            double[] energies = new double[3];
            double[] forces = new double[27];
            try (XtbPotential water = XtbPotential.of(Method.GFN2, WATER, WATER_POSITIONS, 0, 0)) {
                water.evaluate(batch, 3, energies, forces);

                assertThat(energies[1]).isNaN();
                assertThat(Arrays.stream(forces, 9, 18).allMatch(Double::isNaN)).isTrue();
                assertThat(energies[0]).isFinite();
                assertThat(energies[2]).isCloseTo(energies[0], within(1e-3));
                assertThat(Arrays.stream(forces, 18, 27).allMatch(Double::isFinite))
                        .isTrue();
                assertThat(water.failures()).isEqualTo(1);
            }
        }

        @Test
        void aFirstGeometryThatCannotBeDoneIsAnError() {
            assertThatThrownBy(() -> XtbPotential.of(Method.GFN2, WATER, new double[9], 0, 0))
                    .isInstanceOf(PotentialException.class)
                    .hasMessageContaining("GFN2-xTB cannot do the molecule in its first geometry");
        }

        @Test
        void aClosedPotentialSaysSo() throws Exception {
            XtbPotential water = XtbPotential.of(Method.GFNFF, WATER, WATER_POSITIONS, 0, 0);
            water.close();
            water.close();

            assertThatThrownBy(() -> energies(water, WATER_POSITIONS))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("closed");
        }
    }
}
