package io.github.cdkdrift.coordinate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.TestFrames;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.molecule.Alignment;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;
import org.junit.jupiter.api.Test;

class ZMatrixTest {
    private static final ForceFrames ETHANOL = TestFrames.ethanol().first(20);
    private static final ZMatrix COORDINATES = new ZMatrix(TestFrames.graph(ETHANOL));

    @Test
    void framesComeBackFromTheirCoordinatesWithTheirHandedness() {
        assertThat(COORDINATES.size()).isEqualTo(3 * ETHANOL.atoms() - 6);
        for (int i = 0; i < ETHANOL.size(); i++) {
            double[] frame = ETHANOL.positions(i);
            double[] placed = new double[frame.length];
            COORDINATES.place(COORDINATES.of(frame), 0, placed, 0);
            assertThat(Alignment.rmsd(placed, frame)).isLessThan(1e-6);
        }
    }

    /** |J| times the volume of the six rigid motions: the logarithm's slope against that of √det(JᵀJ + rotations), numerically. */
    @Test
    void theVolumeElementIsThatOfTheMap() {
        double[] first = COORDINATES.of(ETHANOL.positions(0));
        double[] second = COORDINATES.of(ETHANOL.positions(7));
        double expected = logDeterminant(second) - logDeterminant(first);
        assertThat(COORDINATES.logVolume(second, 0) - COORDINATES.logVolume(first, 0))
                .isCloseTo(expected, within(1e-5));
    }

    /** ln |det| of (z, translation, rotation) → x at one geometry, by central differences. */
    private static double logDeterminant(double[] z) {
        int size = z.length;
        double[][] matrix = new double[size + 6][size + 6];
        double[] x = new double[size + 6];
        COORDINATES.place(z, 0, x, 0);
        double step = 1e-5;
        for (int k = 0; k < size; k++) {
            double[] plus = new double[size + 6];
            double[] minus = new double[size + 6];
            double[] moved = z.clone();
            moved[k] += step;
            COORDINATES.place(moved, 0, plus, 0);
            moved[k] -= 2 * step;
            COORDINATES.place(moved, 0, minus, 0);
            for (int i = 0; i < x.length; i++) {
                matrix[i][k] = (plus[i] - minus[i]) / (2 * step);
            }
        }
        for (int i = 0; i < x.length; i += 3) {
            for (int axis = 0; axis < 3; axis++) {
                int next = (axis + 1) % 3;
                int last = (axis + 2) % 3;
                matrix[i + axis][size + axis] = 1;
                matrix[i + next][size + 3 + axis] = -x[i + last];
                matrix[i + last][size + 3 + axis] = x[i + next];
            }
        }
        double sum = 0;
        for (double value : new SingularValueDecomposition(new Array2DRowRealMatrix(matrix)).getSingularValues()) {
            sum += Math.log(value);
        }
        return sum;
    }
}
