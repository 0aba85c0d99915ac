package io.github.cdkdrift.molecule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TorsionTest {
    private static final int[] ATOMS = {0, 1, 2, 3};

    @Test
    void isPositiveForAClockwiseTurnSeenAlongTheAxis() {
        // Looking along +z from b to c, a at 12 o'clock (+x) and d at +y: with z away from the eye and x up, y points
        // right.
        double[] positions = {1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 1};
        assertThat(Torsion.degrees(positions, ATOMS)).isCloseTo(90, within(1e-12));
        assertThat(Torsion.radians(positions, ATOMS)).isCloseTo(Math.PI / 2, within(1e-15));
    }

    @Test
    void isPlus180ForTransAndZeroForCis() {
        assertThat(Torsion.degrees(new double[] {1, 0, 0, 0, 0, 0, 0, 0, 1, -1, 0, 1}, ATOMS))
                .isEqualTo(180);
        assertThat(Torsion.degrees(new double[] {1, -0.0, 0, 0, 0, 0, 0, 0, 1, -1, -0.0, 1}, ATOMS))
                .isEqualTo(180);
        assertThat(Torsion.degrees(new double[] {1, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 1}, ATOMS))
                .isZero();
    }

    @Test
    void isZeroWhereItIsUndefined() {
        assertThat(Torsion.degrees(new double[] {0, 0, -1, 0, 0, 0, 0, 0, 1, 1, 0, 1}, ATOMS))
                .isZero();
        assertThat(Torsion.degrees(new double[12], ATOMS)).isZero();
    }

    /** Expected values: ASE's {@code get_dihedral} in {@code test-data/golden/alignment.py}. */
    @Test
    void agreesWithAseOnRandomPoints() {
        double[] positions = GoldenNumbers.get("torsions").get("moving");
        double[] torsions = GoldenNumbers.get("torsions").get("torsions");
        assertThat(torsions).hasSize(40 * 5);
        for (int i = 0; i < torsions.length; i += 5) {
            int[] atoms = GoldenNumbers.ints(torsions, i, i + 4);
            assertThat(Torsion.degrees(positions, atoms)).isCloseTo(torsions[i + 4], within(1e-9));
        }
    }

    @Test
    void theGradientIsTheDerivative() {
        double[] x = {0.1, 0, 0.2, 1.4, 0.2, -0.1, 1.9, 1.5, 0.3, 3.2, 1.7, 0.8};
        int[] torsion = {0, 1, 2, 3};
        double[] gradient = new double[12];
        Torsion.gradient(x, torsion, gradient);
        double step = 1e-6;
        for (int i = 0; i < 12; i++) {
            double kept = x[i];
            x[i] = kept + step;
            double above = Torsion.radians(x, torsion);
            x[i] = kept - step;
            double below = Torsion.radians(x, torsion);
            x[i] = kept;
            assertThat(gradient[i]).isCloseTo((above - below) / (2 * step), within(1e-8));
        }
    }

    @Test
    void theGradientOfAtomsOnALineIsZero() {
        double[] gradient = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
        Torsion.gradient(new double[] {0, 0, 0, 1, 0, 0, 2, 0, 0, 2, 1, 0}, new int[] {0, 1, 2, 3}, gradient);
        assertThat(gradient).containsExactly(new double[12], within(0.0));
    }

    /** Expected values: the functions for one thing each. */
    @Test
    void differentiatesTheSameTorsionThatItMeasures() {
        double[] x = {9, 9, 9, 0.1, 0, 0.2, 1.4, 0.2, -0.1, 1.9, 1.5, 0.3, 3.2, 1.7, 0.8};
        int[] torsion = {1, 2, 3, 4};
        double[] gradient = new double[12];
        double[] derivatives = new double[14];
        Torsion.gradient(x, torsion, gradient);

        assertThat(Torsion.differentiate(x, 3, 6, 9, 12, derivatives)).isTrue();
        assertThat(Arrays.copyOf(derivatives, 12)).containsExactly(gradient);
        assertThat(derivatives[12]).isCloseTo(Math.cos(Torsion.radians(x, torsion)), within(1e-14));
        assertThat(derivatives[13]).isCloseTo(Math.sin(Torsion.radians(x, torsion)), within(1e-14));
        assertThat(Torsion.differentiate(new double[12], 0, 3, 6, 9, derivatives))
                .isFalse();
        assertThat(derivatives).containsOnly(0);
    }

    @Test
    void aTurnAddsItsAngleToTheTorsionAndKeepsAllDistancesOfTheTurnedSide() {
        double[] x = {9, 9, 9, 0.1, 0, 0.2, 1.4, 0.2, -0.1, 1.9, 1.5, 0.3, 3.2, 1.7, 0.8};
        double[] turned = x.clone();
        Torsion.turn(turned, 3, 1, 2, new int[] {3}, -0.7);

        int[] torsion = {1, 2, 3, 4};
        assertThat(Torsion.radians(turned, torsion)).isCloseTo(Torsion.radians(x, torsion) - 0.7, within(1e-12));
        for (int axis : new int[] {6, 9}) {
            assertThat(distance(turned, axis, 12)).isCloseTo(distance(x, axis, 12), within(1e-12));
        }
        assertThat(Arrays.copyOf(turned, 12)).containsExactly(Arrays.copyOf(x, 12));
    }

    private static double distance(double[] x, int i, int j) {
        return Math.hypot(Math.hypot(x[i] - x[j], x[i + 1] - x[j + 1]), x[i + 2] - x[j + 2]);
    }
}
