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
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Golden values: {@code test-data/golden/xtb_solvents.py}, by the program xtb. */
@Tag("slow")
class XtbSolventTest {
    private static final double HARTREE = 627.5094740631;
    private static final double BOHR = 0.529177210903;
    private static final String GRADIENT = "gradientInWater";

    /** One of the golden molecules by one method in all solvents. */
    private record Golden(String name, Method method, JsonObject record) {
        @Override
        public String toString() {
            return name + " " + method;
        }

        double[] positions() {
            return numbers(record.get("positions"));
        }

        XtbPotential in(String solvent) throws PotentialException {
            int[] atomicNumbers = Arrays.stream(numbers(record.get("atomicNumbers")))
                    .mapToInt(z -> (int) z)
                    .toArray();
            return XtbPotential.of(
                    method,
                    solvent,
                    atomicNumbers,
                    positions(),
                    record.get("charge").getAsInt(),
                    record.get("unpaired").getAsInt());
        }
    }

    private static Stream<Golden> molecules() {
        return PotentialChecks.golden("xtb-solvents.json").asList().stream()
                .map(JsonElement::getAsJsonObject)
                .flatMap(record -> Arrays.stream(Method.values())
                        .map(method -> new Golden(record.get("name").getAsString(), method, record)));
    }

    @BeforeAll
    static void requireLibrary() {
        String missing = "";
        try {
            molecules().findFirst().orElseThrow().in("").close();
        } catch (PotentialException e) {
            missing = e.getMessage();
        }
        assumeTrue(missing.isEmpty(), missing);
    }

    /** Each solvent starts a program. */
    private static Stream<Golden> oneMolecule() {
        return molecules().filter(golden -> golden.name.equals("glycine zwitterion"));
    }

    @ParameterizedTest
    @MethodSource("oneMolecule")
    void energiesInEverySolventAreThoseOfTheProgram(Golden golden) throws Exception {
        JsonObject expected = golden.record.getAsJsonObject(golden.method.name());

        for (String solvent : XtbPotential.solvents(golden.method)) {
            try (XtbPotential potential = golden.in(solvent)) {
                assertThat(energies(potential, golden.positions())[0] / HARTREE)
                        .as(solvent)
                        .isCloseTo(expected.get(solvent).getAsDouble(), within(1e-6));
                assertThat(potential.name()).isEqualTo(golden.method.label() + " in " + solvent + " (GBSA)");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("molecules")
    void energiesAndForcesInWaterAreThoseOfTheProgram(Golden golden) throws Exception {
        JsonObject expected = golden.record.getAsJsonObject(golden.method.name());
        double[] gradient = numbers(expected.get(GRADIENT));
        try (XtbPotential potential = golden.in("H2O")) {
            assertThat(energies(potential, golden.positions())[0] / HARTREE)
                    .isCloseTo(expected.get("water").getAsDouble(), within(1e-6));
            assertThat(forces(potential, golden.positions()))
                    .containsExactly(
                            Arrays.stream(gradient)
                                    .map(g -> -g * HARTREE / BOHR)
                                    .toArray(),
                            within(0.05));
        }
    }

    /** What is listed is what the program knows, neither more nor less. */
    @ParameterizedTest
    @EnumSource(Method.class)
    void theListIsThatOfTheProgram(Method method) {
        Golden any = molecules()
                .filter(golden -> golden.method == method)
                .findFirst()
                .orElseThrow();

        assertThat(any.record.getAsJsonObject(method.name()).keySet().stream().filter(name -> !name.equals(GRADIENT)))
                .containsExactlyInAnyOrderElementsOf(XtbPotential.solvents(method));
    }

    @Test
    void anUnknownSolventIsAnErrorThatListsTheKnownOnes() {
        Golden any = molecules().findFirst().orElseThrow();

        assertThatThrownBy(() -> any.in("octanol"))
                .isInstanceOf(PotentialException.class)
                .hasMessageContaining("found the solvent octanol")
                .hasMessageContaining("GFN2-xTB")
                .hasMessageContaining("dmso, ether, hexane");
    }
}
