package io.github.cdkdrift.molecule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
}
