package io.github.cdkdrift.backend;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * {@link Kernels} in Java over the host's memory: columns or blocks are copied into small arrays that stay in the
 * processor's cache, worked on there by vectorised loops, and copied back. On a CPU several times as fast as ND4J's
 * elementwise operations, whose exponentials are scalar. Not safe for use by several threads at once.
 */
final class HostKernels implements Kernels {
    /** Numbers a block: four such arrays fit in a first-level cache of 48 KiB. */
    private static final int BLOCK = 2048;

    private float[] first = new float[BLOCK];
    private float[] second = new float[BLOCK];
    private float[] third = new float[BLOCK];
    private float[] fourth = new float[BLOCK];
    private float[] biases = new float[0];

    @Override
    public void silu(INDArray z, INDArray bias, INDArray activation, INDArray derivative) {
        int units = rows(z);
        int columns = Math.toIntExact(z.length() / units);
        int perBlock = Math.max(1, BLOCK / units);
        loadBiases(bias, units * Math.min(perBlock, columns));
        for (int column = 0; column < columns; column += perBlock) {
            int count = units * Math.min(perBlock, columns - column);
            long offset = (long) column * units;
            HostTransfer.download(z, offset, first, count);
            add(first, biases, count);
            if (derivative == null) {
                VectorMath.silu(first, first, count);
            } else {
                VectorMath.silu(first, second, third, count);
                HostTransfer.upload(third, 0, derivative, offset, count);
            }
            HostTransfer.upload(derivative == null ? first : second, 0, activation, offset, count);
        }
    }

    @Override
    public void addBias(INDArray target, INDArray bias) {
        int rows = rows(target);
        int columns = Math.toIntExact(target.length() / rows);
        int perBlock = Math.max(1, BLOCK / rows);
        loadBiases(bias, rows * Math.min(perBlock, columns));
        for (int column = 0; column < columns; column += perBlock) {
            int count = rows * Math.min(perBlock, columns - column);
            long offset = (long) column * rows;
            HostTransfer.download(target, offset, first, count);
            add(first, biases, count);
            HostTransfer.upload(first, 0, target, offset, count);
        }
    }

    /** The biases once for each column of a block, so that a block is added in one loop. */
    private void loadBiases(INDArray bias, int count) {
        int rows = Math.toIntExact(bias.length());
        ensureCapacity(Math.max(count, rows));
        if (biases.length < count) {
            biases = new float[count];
        }
        HostTransfer.download(bias, 0, biases, rows);
        for (int i = rows; i < count; i += rows) {
            System.arraycopy(biases, 0, biases, i, rows);
        }
    }

    @Override
    public void laplacianLogits(INDArray logits, float bandwidth) {
        int length = Math.toIntExact(logits.length());
        for (int offset = 0; offset < length; offset += BLOCK) {
            int count = Math.min(BLOCK, length - offset);
            HostTransfer.download(logits, offset, first, count);
            for (int i = 0; i < count; i++) {
                first[i] = -(float) Math.sqrt(Math.max(0f, first[i])) / bandwidth;
            }
            HostTransfer.upload(first, 0, logits, offset, count);
        }
    }

    @Override
    public void logSumExpOfColumns(INDArray logits, float[] shift, float[] out) {
        int rows = rows(logits);
        ensureCapacity(rows);
        for (int column = 0; column < columns(logits); column++) {
            HostTransfer.download(logits, (long) column * rows, first, rows);
            if (shift != null) {
                subtract(first, shift, rows);
            }
            float top = max(first, rows);
            subtract(first, top, rows);
            VectorMath.exp(first, first, rows);
            out[column] = top + (float) Math.log(sum(first, rows));
        }
    }

    @Override
    public void logSumExpOfRows(INDArray logits, float[] shift, float[] out) {
        int rows = rows(logits);
        ensureCapacity(rows);
        float[] top = second;
        float[] sum = third;
        Arrays.fill(top, 0, rows, Float.NEGATIVE_INFINITY);
        Arrays.fill(sum, 0, rows, 0f);
        for (int column = 0; column < columns(logits); column++) {
            loadShiftedColumn(logits, column, shift, rows);
            for (int row = 0; row < rows; row++) {
                top[row] = Math.max(top[row], first[row]);
            }
        }
        for (int column = 0; column < columns(logits); column++) {
            loadShiftedColumn(logits, column, shift, rows);
            subtract(first, top, rows);
            VectorMath.exp(first, first, rows);
            add(sum, first, rows);
        }
        for (int row = 0; row < rows; row++) {
            out[row] = top[row] + (float) Math.log(sum[row]);
        }
    }

    private void loadShiftedColumn(INDArray logits, int column, float[] shift, int rows) {
        HostTransfer.download(logits, (long) column * rows, first, rows);
        if (shift != null) {
            subtract(first, shift[column], rows);
        }
    }

    @Override
    public void exponentials(
            INDArray logits, float[] rowShift, float[] columnShift, INDArray weights, float[] columnSums) {
        int rows = rows(logits);
        ensureCapacity(rows);
        for (int column = 0; column < columns(logits); column++) {
            HostTransfer.download(logits, (long) column * rows, first, rows);
            if (rowShift != null) {
                subtract(first, rowShift, rows);
            }
            subtract(first, columnShift[column], rows);
            VectorMath.exp(first, first, rows);
            columnSums[column] = sum(first, rows);
            HostTransfer.upload(first, 0, weights, (long) column * rows, rows);
        }
    }

    @Override
    public void adam(
            INDArray parameters,
            INDArray gradient,
            INDArray firstMoment,
            INDArray secondMoment,
            double learningRate,
            int step) {
        float stepSize = (float) AdamConstants.stepSize(learningRate, step);
        float rootCorrection = (float) AdamConstants.rootCorrection(step);
        int length = Math.toIntExact(parameters.length());
        for (int offset = 0; offset < length; offset += BLOCK) {
            int count = Math.min(BLOCK, length - offset);
            HostTransfer.download(parameters, offset, first, count);
            HostTransfer.download(gradient, offset, second, count);
            HostTransfer.download(firstMoment, offset, third, count);
            HostTransfer.download(secondMoment, offset, fourth, count);
            adam(first, second, third, fourth, count, stepSize, rootCorrection);
            HostTransfer.upload(first, 0, parameters, offset, count);
            HostTransfer.upload(third, 0, firstMoment, offset, count);
            HostTransfer.upload(fourth, 0, secondMoment, offset, count);
        }
    }

    private static void adam(
            float[] parameters, float[] gradient, float[] m, float[] v, int n, float stepSize, float rootCorrection) {
        float b1 = (float) AdamConstants.FIRST_DECAY;
        float b2 = (float) AdamConstants.SECOND_DECAY;
        float epsilon = (float) AdamConstants.EPSILON;
        for (int i = 0; i < n; i++) {
            float g = gradient[i];
            m[i] = b1 * m[i] + (1f - b1) * g;
            v[i] = b2 * v[i] + (1f - b2) * g * g;
            parameters[i] -= stepSize * m[i] / ((float) Math.sqrt(v[i]) * rootCorrection + epsilon);
        }
    }

    @Override
    public void lerp(INDArray target, INDArray source, double rate) {
        float r = (float) rate;
        int length = Math.toIntExact(target.length());
        for (int offset = 0; offset < length; offset += BLOCK) {
            int count = Math.min(BLOCK, length - offset);
            HostTransfer.download(target, offset, first, count);
            HostTransfer.download(source, offset, second, count);
            for (int i = 0; i < count; i++) {
                first[i] += r * (second[i] - first[i]);
            }
            HostTransfer.upload(first, 0, target, offset, count);
        }
    }

    private void ensureCapacity(int length) {
        if (first.length < length) {
            first = new float[length];
            second = new float[length];
            third = new float[length];
            fourth = new float[length];
        }
    }

    private static int rows(INDArray matrix) {
        return Math.toIntExact(matrix.size(0));
    }

    private static int columns(INDArray matrix) {
        return Math.toIntExact(matrix.size(1));
    }

    private static void add(float[] target, float[] other, int n) {
        for (int i = 0; i < n; i++) {
            target[i] += other[i];
        }
    }

    private static void subtract(float[] target, float[] other, int n) {
        for (int i = 0; i < n; i++) {
            target[i] -= other[i];
        }
    }

    private static void subtract(float[] target, float other, int n) {
        for (int i = 0; i < n; i++) {
            target[i] -= other;
        }
    }

    private static float max(float[] values, int n) {
        float top = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            top = Math.max(top, values[i]);
        }
        return top;
    }

    /** Four running sums: a single one would wait for each addition to finish. */
    private static float sum(float[] values, int n) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int i = 0;
        for (; i + 3 < n; i += 4) {
            a += values[i];
            b += values[i + 1];
            c += values[i + 2];
            d += values[i + 3];
        }
        for (; i < n; i++) {
            a += values[i];
        }
        return (a + b) + (c + d);
    }
}
