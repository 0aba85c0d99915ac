package io.github.cdkdrift.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Offset.offset;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** One contract for every implementation of {@link Kernels}; expected values from java.lang.Math in double precision. */
class KernelsTest {
    private static final int[][] SHAPES = {{1, 1}, {7, 3}, {512, 5}, {2049, 3}, {5000, 2}};

    static Stream<Named<Kernels>> kernels() {
        return Stream.of(
                Named.of("host", new HostKernels(1)),
                Named.of("host with three threads", new HostKernels(3)),
                Named.of("device", new DeviceKernels()));
    }

    private static INDArray matrix(int rows, int columns, double scale, long seed) {
        INDArray matrix = Nd4j.create(new long[] {rows, columns}, 'f');
        HostTransfer.upload(values(rows * columns, scale, seed), matrix);
        return matrix;
    }

    private static float[] values(int count, double scale, long seed) {
        Random random = new Random(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (scale * random.nextGaussian());
        }
        return values;
    }

    private static float[] read(INDArray array) {
        float[] values = new float[Math.toIntExact(array.length())];
        HostTransfer.download(array, values);
        return values;
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void siluAndItsDerivativeAreThoseOfTheDefinition(Kernels kernels) {
        for (int[] shape : SHAPES) {
            float[] z = values(shape[0] * shape[1], 4, 1);
            float[] bias = values(shape[0], 1, 2);
            INDArray activation = matrix(shape[0], shape[1], 4, 1);
            INDArray derivative = matrix(shape[0], shape[1], 1, 3);
            kernels.silu(activation, matrix(shape[0], 1, 1, 2), activation, derivative);
            for (int i = 0; i < z.length; i++) {
                double x = z[i] + bias[i % shape[0]];
                double s = 1 / (1 + Math.exp(-x));
                assertThat((double) read(activation)[i]).isCloseTo(x * s, within(4e-5 * Math.max(1, Math.abs(x))));
                assertThat((double) read(derivative)[i]).isCloseTo(s + x * s * (1 - s), within(4e-5));
                i += shape[0] > 1000 ? 97 : 0;
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void siluWithoutDerivativeIsTheSame(Kernels kernels) {
        INDArray bias = matrix(33, 1, 1, 2);
        INDArray alone = matrix(33, 70, 4, 1);
        INDArray both = matrix(33, 70, 4, 1);
        kernels.silu(alone, bias, alone, null);
        kernels.silu(both, bias, both, matrix(33, 70, 1, 3));
        assertThat(read(alone)).containsExactly(read(both), offset(1e-6f));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void siluIsFiniteAtExtremes(Kernels kernels) {
        INDArray z = Nd4j.create(new long[] {4, 1}, 'f');
        HostTransfer.upload(new float[] {-1e4f, -100f, 100f, 1e4f}, z);
        INDArray derivative = Nd4j.create(new long[] {4, 1}, 'f');
        kernels.silu(z, Nd4j.zeros(4, 1), z, derivative);
        assertThat(read(z)).containsExactly(new float[] {0, 0, 100, 1e4f}, offset(1e-3f));
        assertThat(read(derivative)).containsExactly(new float[] {0, 0, 1, 1}, offset(1e-3f));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void addsTheBiasToEachColumn(Kernels kernels) {
        for (int[] shape : SHAPES) {
            float[] before = values(shape[0] * shape[1], 4, 1);
            float[] bias = values(shape[0], 1, 2);
            INDArray target = matrix(shape[0], shape[1], 4, 1);
            kernels.addBias(target, matrix(shape[0], 1, 1, 2));
            float[] after = read(target);
            for (int i = 0; i < before.length; i++) {
                assertThat(after[i]).isEqualTo(before[i] + bias[i % shape[0]]);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void logSumExpIsRightFarOutsideTheRangeOfTheExponential(Kernels kernels) {
        for (int[] shape : SHAPES) {
            int rows = shape[0];
            int columns = shape[1];
            float[] logits = values(rows * columns, 300, 5);
            float[] rowShift = values(rows, 50, 6);
            float[] columnShift = values(columns, 50, 7);
            float[] overRows = new float[columns];
            float[] overColumns = new float[rows];
            kernels.logSumExpOfColumns(matrix(rows, columns, 300, 5), rowShift, overRows);
            kernels.logSumExpOfRows(matrix(rows, columns, 300, 5), columnShift, overColumns);
            for (int c = 0; c < columns; c++) {
                double[] column = new double[rows];
                for (int r = 0; r < rows; r++) {
                    column[r] = logits[c * rows + r] - rowShift[r];
                }
                assertThat((double) overRows[c]).isCloseTo(logSumExp(column), within(1e-3));
            }
            for (int r = 0; r < rows; r += 1 + rows / 50) {
                double[] row = new double[columns];
                for (int c = 0; c < columns; c++) {
                    row[c] = logits[c * rows + r] - columnShift[c];
                }
                assertThat((double) overColumns[r]).isCloseTo(logSumExp(row), within(1e-3));
            }
        }
    }

    private static double logSumExp(double[] values) {
        double top = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            top = Math.max(top, value);
        }
        double sum = 0;
        for (double value : values) {
            sum += Math.exp(value - top);
        }
        return top + Math.log(sum);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void exponentialsSubtractBothShiftsAndReportColumnSums(Kernels kernels) {
        int rows = 300;
        int columns = 7;
        float[] logits = values(rows * columns, 3, 5);
        float[] rowShift = values(rows, 1, 6);
        float[] columnShift = values(columns, 1, 7);
        INDArray weights = matrix(rows, columns, 3, 5);
        float[] sums = new float[columns];
        kernels.exponentials(weights, rowShift, columnShift, weights, sums);
        for (int c = 0; c < columns; c++) {
            double sum = 0;
            for (int r = 0; r < rows; r++) {
                double expected = Math.exp((double) logits[c * rows + r] - rowShift[r] - columnShift[c]);
                assertThat((double) read(weights)[c * rows + r]).isCloseTo(expected, within(3e-5 * expected));
                sum += expected;
            }
            assertThat((double) sums[c]).isCloseTo(sum, within(3e-5 * sum));
        }
    }

    @Test
    void hostKernelsGiveTheSameBitsWithAnyNumberOfThreads() {
        int rows = 300;
        int columns = 333;
        float[][] expected = everyKernel(new HostKernels(1), rows, columns);
        for (int threads = 2; threads <= 5; threads++) {
            assertThat(everyKernel(new HostKernels(threads), rows, columns)).isDeepEqualTo(expected);
        }
    }

    private static float[][] everyKernel(Kernels kernels, int rows, int columns) {
        INDArray activation = matrix(rows, columns, 4, 1);
        INDArray derivative = matrix(rows, columns, 1, 2);
        kernels.silu(activation, matrix(rows, 1, 1, 3), activation, derivative);
        kernels.addBias(activation, matrix(rows, 1, 1, 4));
        float[] overRows = new float[columns];
        float[] overColumns = new float[rows];
        kernels.logSumExpOfColumns(activation, values(rows, 1, 5), overRows);
        kernels.logSumExpOfRows(activation, values(columns, 1, 6), overColumns);
        INDArray weights = matrix(rows, columns, 1, 7);
        float[] sums = new float[columns];
        kernels.exponentials(weights, null, overRows, weights, sums);
        INDArray second = Nd4j.zeros(rows, columns);
        kernels.adam(activation, derivative, weights, second, 1e-3, 1);
        kernels.lerp(second, activation, 0.3);
        kernels.multiply(derivative, activation);
        kernels.standardise(derivative, 2);
        kernels.add(activation, derivative);
        kernels.laplacianLogits(weights, 0.5f);
        return new float[][] {
            overRows, overColumns, sums, read(activation), read(derivative), read(second), read(weights)
        };
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void laplacianLogitsAreNegativeDistances(Kernels kernels) {
        INDArray squares = Nd4j.create(new long[] {3, 1}, 'f');
        HostTransfer.upload(new float[] {-1e-7f, 4, 9}, squares);
        kernels.laplacianLogits(squares, 0.5f);
        assertThat(read(squares)).containsExactly(new float[] {0, -4, -6}, offset(1e-6f));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void adamFollowsTheAlgorithmInDoublePrecision(Kernels kernels) {
        int n = 5000;
        INDArray parameters = matrix(1, n, 1, 1);
        INDArray first = Nd4j.zeros(1, n);
        INDArray second = Nd4j.zeros(1, n);
        double[] expected = new double[n];
        double[] m = new double[n];
        double[] v = new double[n];
        float[] start = values(n, 1, 1);
        for (int i = 0; i < n; i++) {
            expected[i] = start[i];
        }
        for (int step = 1; step <= 20; step++) {
            float[] gradient = values(n, 0.01, 100 + step);
            kernels.adam(parameters, matrix(1, n, 0.01, 100 + step), first, second, 1e-3, step);
            for (int i = 0; i < n; i++) {
                m[i] = 0.9 * m[i] + 0.1 * gradient[i];
                v[i] = 0.999 * v[i] + 0.001 * gradient[i] * gradient[i];
                double mHat = m[i] / (1 - Math.pow(0.9, step));
                double vHat = v[i] / (1 - Math.pow(0.999, step));
                expected[i] -= 1e-3 * mHat / (Math.sqrt(vHat) + 1e-8);
            }
        }
        for (int i = 0; i < n; i += 7) {
            assertThat((double) read(parameters)[i]).isCloseTo(expected[i], within(3e-6));
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void addsAndMultipliesElementwise(Kernels kernels) {
        INDArray sum = matrix(70, 90, 1, 1);
        INDArray product = matrix(70, 90, 1, 1);
        kernels.add(sum, matrix(70, 90, 1, 2));
        kernels.multiply(product, matrix(70, 90, 1, 2));
        float[] left = values(6300, 1, 1);
        float[] right = values(6300, 1, 2);
        for (int i = 0; i < left.length; i++) {
            assertThat(read(sum)[i]).isEqualTo(left[i] + right[i]);
            assertThat(read(product)[i]).isEqualTo(left[i] * right[i]);
            i += 50;
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void standardisesToMeanZeroAndTheGivenScale(Kernels kernels) {
        INDArray matrix = matrix(300, 70, 5, 1);
        matrix.addi(3);
        kernels.standardise(matrix, -0.2);
        float[] before = values(21000, 5, 1);
        float[] after = read(matrix);
        double mean = 0;
        double squares = 0;
        for (float value : after) {
            mean += value / (double) after.length;
            squares += value * (double) value / after.length;
        }
        assertThat(mean).isCloseTo(0, within(1e-6));
        assertThat(Math.sqrt(squares)).isCloseTo(0.2, within(1e-6));
        // A negative scale turns the order round.
        assertThat(after[0] < after[1]).isEqualTo(before[0] > before[1]);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void lerpMovesTheTargetPartOfTheWay(Kernels kernels) {
        INDArray target = matrix(1, 5000, 1, 1);
        float[] before = values(5000, 1, 1);
        float[] source = values(5000, 1, 2);
        kernels.lerp(target, matrix(1, 5000, 1, 2), 0.25);
        float[] after = read(target);
        for (int i = 0; i < after.length; i++) {
            assertThat(after[i]).isCloseTo(0.75f * before[i] + 0.25f * source[i], within(1e-6f));
        }
    }
}
