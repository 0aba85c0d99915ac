package io.github.cdkdrift.molecule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Expected values: {@code test-data/golden/alignment.py} (numpy's singular value decomposition) unless said otherwise. */
class AlignmentTest {
    private static final Offset<Double> ROUNDING = within(1e-12);

    @ParameterizedTest
    @ValueSource(strings = {"general", "weighted", "subset", "mirror", "planar", "linear", "pair"})
    void deviationIsThatOfTheSingularValueDecomposition(String name) {
        Map<String, double[]> golden = GoldenNumbers.get(name);
        double rmsd = Alignment.rmsd(golden.get("moving"), golden.get("reference"), golden.get("weights"));
        assertThat(rmsd).isCloseTo(golden.get("rmsd")[0], ROUNDING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"general", "weighted", "subset", "mirror", "planar"})
    void coordinatesAreThoseOfTheSingularValueDecomposition(String name) {
        Map<String, double[]> golden = GoldenNumbers.get(name);
        double[] out = new double[golden.get("moving").length];
        Alignment.superpose(golden.get("moving"), golden.get("reference"), golden.get("weights"), out);
        assertThat(out).containsExactly(golden.get("moved"), ROUNDING);
    }

    @Test
    void undoesAKnownRotationAndTranslation() {
        double[] reference = GoldenNumbers.get("general").get("reference");
        double[] turned = reference.clone();
        // 90° about z, then a shift: (x, y, z) → (−y + 1, x − 2, z + 3)
        for (int i = 0; i < turned.length; i += 3) {
            turned[i] = -reference[i + 1] + 1;
            turned[i + 1] = reference[i] - 2;
            turned[i + 2] = reference[i + 2] + 3;
        }
        double[] out = new double[turned.length];
        assertThat(Alignment.superpose(turned, reference, out)).isCloseTo(0, ROUNDING);
        assertThat(out).containsExactly(reference, ROUNDING);
    }

    @Test
    void doesNotReflectAMirrorImageOntoItsOriginal() {
        double[] reference = GoldenNumbers.get("mirror").get("reference");
        double[] image = Arrays.stream(reference).map(x -> -x).toArray();
        assertThat(Alignment.rmsd(image, reference)).isGreaterThan(0.5);
        double[] out = new double[image.length];
        Alignment.superpose(image, reference, out);
        assertThat(volume(out) * volume(image)).isPositive();
    }

    private static double volume(double[] x) {
        return (x[3] - x[0]) * ((x[7] - x[1]) * (x[11] - x[2]) - (x[8] - x[2]) * (x[10] - x[1]))
                - (x[4] - x[1]) * ((x[6] - x[0]) * (x[11] - x[2]) - (x[8] - x[2]) * (x[9] - x[0]))
                + (x[5] - x[2]) * ((x[6] - x[0]) * (x[10] - x[1]) - (x[7] - x[1]) * (x[9] - x[0]));
    }

    @Test
    void keepsAllDistancesOfTheMovedGeometry() {
        Map<String, double[]> golden = GoldenNumbers.get("subset");
        double[] moving = golden.get("moving");
        double[] out = new double[moving.length];
        Alignment.superpose(moving, golden.get("reference"), golden.get("weights"), out);
        for (int i = 0; i < out.length; i += 3) {
            for (int j = 0; j < i; j += 3) {
                assertThat(distance(out, i, j)).isCloseTo(distance(moving, i, j), ROUNDING);
            }
        }
    }

    private static double distance(double[] x, int i, int j) {
        return Math.sqrt(
                Math.pow(x[i] - x[j], 2) + Math.pow(x[i + 1] - x[j + 1], 2) + Math.pow(x[i + 2] - x[j + 2], 2));
    }

    @Test
    void isFiniteForOneAtomAndForAtomsAtOnePoint() {
        assertThat(Alignment.rmsd(new double[] {1, 2, 3}, new double[] {-4, 5, 6}))
                .isZero();
        assertThat(Alignment.rmsd(new double[6], new double[6])).isZero();
    }

    @Test
    void superposesInPlace() {
        Map<String, double[]> golden = GoldenNumbers.get("general");
        double[] moving = golden.get("moving").clone();
        Alignment.superpose(moving, golden.get("reference"), moving);
        assertThat(moving).containsExactly(golden.get("moved"), ROUNDING);
    }

    @Test
    void refusesWhatCannotBeSuperposed() {
        double[] two = new double[6];
        assertThatThrownBy(() -> Alignment.rmsd(two, new double[9])).hasMessageContaining("reference of 9");
        assertThatThrownBy(() -> Alignment.rmsd(two, two, new double[] {1, -1})).hasMessageContaining("weight -1.0");
        assertThatThrownBy(() -> Alignment.rmsd(two, two, new double[2])).hasMessageContaining("add up to 0.0");
        double[] broken = {0, 0, 0, 1, Double.NaN, 0};
        assertThatThrownBy(() -> Alignment.rmsd(broken, two))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not finite");
    }
}
