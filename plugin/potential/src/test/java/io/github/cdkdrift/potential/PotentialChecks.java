package io.github.cdkdrift.potential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What every potential must do, whatever its numbers are. */
final class PotentialChecks {
    private PotentialChecks() {}

    /** Central differences of order 4: their own error goes with the fourth power of the step, that of rounding with its inverse. */
    static void assertForcesAreTheNegativeGradient(
            Potential potential, double[] positions, double step, double tolerance) {
        assertForcesAreTheNegativeGradient(potential, positions, step, tolerance, 1);
    }

    /** @param every so many coordinates one is looked at */
    static void assertForcesAreTheNegativeGradient(
            Potential potential, double[] positions, double step, double tolerance, int every) {
        double[] forces = TestPotentials.forces(potential, positions);
        for (int i = 0; i < positions.length; i += every) {
            double slope = (8 * (energy(potential, positions, i, step) - energy(potential, positions, i, -step))
                            - (energy(potential, positions, i, 2 * step) - energy(potential, positions, i, -2 * step)))
                    / (12 * step);
            assertThat(forces[i]).as("%s, coordinate %d", potential.name(), i).isCloseTo(-slope, within(tolerance));
        }
    }

    private static double energy(Potential potential, double[] positions, int moved, double step) {
        double[] geometry = positions.clone();
        geometry[moved] += step;
        return TestPotentials.energies(potential, geometry)[0];
    }

    static void assertForcesTurnWithTheMolecule(Potential potential, double[] positions, double tolerance) {
        double[] moved = turned(positions);
        for (int i = 0; i < moved.length; i++) {
            moved[i] += 1.7;
        }
        assertThat(TestPotentials.energies(potential, moved)[0])
                .isCloseTo(TestPotentials.energies(potential, positions)[0], within(tolerance));
        assertThat(TestPotentials.forces(potential, moved))
                .containsExactly(turned(TestPotentials.forces(potential, positions)), within(tolerance));
    }

    /** By 0.7 rad about z, then by 1.1 rad about x. */
    private static double[] turned(double[] vectors) {
        double[] result = new double[vectors.length];
        for (int i = 0; i < vectors.length; i += 3) {
            double x = Math.cos(0.7) * vectors[i] - Math.sin(0.7) * vectors[i + 1];
            double y = Math.sin(0.7) * vectors[i] + Math.cos(0.7) * vectors[i + 1];
            result[i] = x;
            result[i + 1] = Math.cos(1.1) * y - Math.sin(1.1) * vectors[i + 2];
            result[i + 2] = Math.sin(1.1) * y + Math.cos(1.1) * vectors[i + 2];
        }
        return result;
    }

    /** Atom i of the result is atom order[i]. */
    static double[] reordered(double[] vectors, int[] order) {
        double[] result = new double[vectors.length];
        for (int atom = 0; atom < order.length; atom++) {
            System.arraycopy(vectors, 3 * order[atom], result, 3 * atom, 3);
        }
        return result;
    }

    static JsonArray golden(String name) {
        try (Reader reader = new InputStreamReader(
                PotentialChecks.class.getResourceAsStream("/io/github/cdkdrift/data/golden/" + name),
                StandardCharsets.UTF_8)) {
            return JsonParser.parseReader(reader).getAsJsonArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static double[] numbers(JsonElement array) {
        return array.getAsJsonArray().asList().stream()
                .mapToDouble(JsonElement::getAsDouble)
                .toArray();
    }
}
