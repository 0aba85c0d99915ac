package io.github.cdkdrift.potential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockCholeskyTest {
    /** Expected values: Hipparchus' unblocked decomposition. Sizes with a whole and with a broken last block, and one block. */
    @ParameterizedTest
    @CsvSource({"60, 20", "53, 20", "7, 20"})
    void solvesAsHipparchusDoes(int size, int block) {
        RealMatrix matrix = positiveDefinite(size);
        double[] side = new Random(2).doubles(size).toArray();
        BlockCholesky blocked = new BlockCholesky(size, block, rowsOf(matrix));
        CholeskyDecomposition expected = new CholeskyDecomposition(matrix);

        assertThat(blocked.solve(side))
                .containsExactly(
                        expected.getSolver().solve(new ArrayRealVector(side)).toArray(), within(1e-9));
    }

    @Test
    void refusesAnIndefiniteMatrix() {
        RealMatrix matrix = positiveDefinite(30);
        matrix.setEntry(25, 25, -1);

        assertThatThrownBy(() -> new BlockCholesky(30, 10, rowsOf(matrix)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("regularisation");
    }

    private static RealMatrix positiveDefinite(int size) {
        Random random = new Random(1);
        double[][] factor = new double[size][size];
        for (double[] row : factor) {
            for (int i = 0; i < size; i++) {
                row[i] = random.nextGaussian();
            }
        }
        RealMatrix root = MatrixUtils.createRealMatrix(factor);
        return root.multiplyTransposed(root).add(MatrixUtils.createRealIdentityMatrix(size));
    }

    private static BlockCholesky.BlockRow rowsOf(RealMatrix matrix) {
        return (from, target) -> {
            double[] column = new double[target.rows()];
            for (int c = 0; c < target.columns(); c++) {
                for (int r = 0; r < column.length; r++) {
                    column[r] = matrix.getEntry(from + r, from + c);
                }
                target.upload(column, (long) c * column.length, column.length);
            }
        };
    }
}
