package io.github.cdkdrift.backend;

import io.github.cdkdrift.backend.HostThreads.Scratch;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * {@link Kernels} in Java over the host's memory: columns or blocks are copied into small arrays that stay in the
 * processor's cache, worked on there by vectorised loops, and copied back. On a CPU several times as fast as ND4J's
 * elementwise operations, whose exponentials are scalar. Not safe for use by several threads at once, but uses several.
 */
final class HostKernels implements Kernels {
    /** Numbers a block: four such arrays fit in a first-level cache of 48 KiB. */
    static final int BLOCK = 2048;

    private final HostThreads threads;
    private double[] blockSums = new double[0];
    private float[] biases = new float[0];

    /** @param threads how many may work at once; results do not depend on it */
    HostKernels(int threads) {
        this.threads = new HostThreads(threads);
    }

    @Override
    public void silu(INDArray z, INDArray bias, INDArray activation, INDArray derivative) {
        eachBlockOfColumns(z, bias, (offset, count, scratch) -> {
            HostTransfer.download(z, offset, scratch.first, count);
            VectorMath.add(scratch.first, biases, count);
            if (derivative == null) {
                VectorMath.silu(scratch.first, scratch.second, count);
            } else {
                VectorMath.silu(scratch.first, scratch.second, scratch.third, count);
                HostTransfer.upload(scratch.third, 0, derivative, offset, count);
            }
            HostTransfer.upload(scratch.second, 0, activation, offset, count);
        });
    }

    @Override
    public void addBias(INDArray target, INDArray bias) {
        eachBlockOfColumns(target, bias, (offset, count, scratch) -> {
            HostTransfer.download(target, offset, scratch.first, count);
            VectorMath.add(scratch.first, biases, count);
            HostTransfer.upload(scratch.first, 0, target, offset, count);
        });
    }

    /** Work on {@code count} numbers from the {@code offset}-th on. */
    private interface BlockWork {
        void run(long offset, int count, Scratch scratch);
    }

    /** Blocks of whole columns, with {@link #biases} as long as a block. */
    private void eachBlockOfColumns(INDArray matrix, INDArray bias, BlockWork work) {
        int rows = rows(matrix);
        int columns = columns(matrix);
        int perBlock = Math.min(columns, Math.max(1, BLOCK / rows));
        loadBiases(bias, rows, perBlock);
        int blocks = (columns + perBlock - 1) / perBlock;
        threads.share(blocks, matrix.length(), rows * perBlock, (from, to, scratch) -> {
            for (int block = from; block < to; block++) {
                int column = block * perBlock;
                int count = rows * Math.min(perBlock, columns - column);
                work.run((long) column * rows, count, scratch);
            }
        });
    }

    /** The biases once for each column of a block, so that a block is added in one loop. */
    private void loadBiases(INDArray bias, int rows, int columns) {
        if (biases.length < rows * columns) {
            biases = new float[rows * columns];
        }
        HostTransfer.download(bias, 0, biases, rows);
        for (int column = 1; column < columns; column++) {
            System.arraycopy(biases, 0, biases, column * rows, rows);
        }
    }

    /** Blocks of {@link #BLOCK} numbers, whatever the shape. */
    private void eachBlock(INDArray array, BlockWork work) {
        int length = Math.toIntExact(array.length());
        threads.share(blocks(array), length, BLOCK, (from, to, scratch) -> {
            for (int block = from; block < to; block++) {
                int offset = block * BLOCK;
                work.run(offset, Math.min(BLOCK, length - offset), scratch);
            }
        });
    }

    private static int blocks(INDArray array) {
        return Math.toIntExact((array.length() + BLOCK - 1) / BLOCK);
    }

    @Override
    public void laplacianLogits(INDArray logits, float bandwidth) {
        eachBlock(logits, (offset, count, scratch) -> {
            float[] values = scratch.first;
            HostTransfer.download(logits, offset, values, count);
            for (int i = 0; i < count; i++) {
                values[i] = -(float) Math.sqrt(Math.max(0f, values[i])) / bandwidth;
            }
            HostTransfer.upload(values, 0, logits, offset, count);
        });
    }

    @Override
    public void logSumExpOfColumns(INDArray logits, float[] shift, float[] out) {
        int rows = rows(logits);
        threads.share(columns(logits), logits.length(), rows, (from, to, scratch) -> {
            float[] values = scratch.first;
            for (int column = from; column < to; column++) {
                HostTransfer.download(logits, (long) column * rows, values, rows);
                if (shift != null) {
                    VectorMath.subtract(values, shift, rows);
                }
                float top = VectorMath.max(values, rows);
                VectorMath.subtract(values, top, rows);
                VectorMath.exp(values, values, rows);
                out[column] = top + (float) Math.log(VectorMath.sum(values, rows));
            }
        });
    }

    /** Threads share the rows: the order in which a row is summed does not depend on them. */
    @Override
    public void logSumExpOfRows(INDArray logits, float[] shift, float[] out) {
        int rows = rows(logits);
        threads.share(
                rows,
                logits.length(),
                rows,
                (from, to, scratch) -> logSumExpOfRows(logits, shift, from, to - from, scratch, out));
    }

    private static void logSumExpOfRows(
            INDArray logits, float[] shift, int start, int rows, Scratch scratch, float[] out) {
        float[] top = scratch.second;
        float[] sum = scratch.third;
        Arrays.fill(top, 0, rows, Float.NEGATIVE_INFINITY);
        Arrays.fill(sum, 0, rows, 0f);
        for (int column = 0; column < columns(logits); column++) {
            loadShifted(logits, start, column, shift, rows, scratch.first);
            for (int row = 0; row < rows; row++) {
                top[row] = Math.max(top[row], scratch.first[row]);
            }
        }
        for (int column = 0; column < columns(logits); column++) {
            loadShifted(logits, start, column, shift, rows, scratch.first);
            VectorMath.subtract(scratch.first, top, rows);
            VectorMath.exp(scratch.first, scratch.first, rows);
            VectorMath.add(sum, scratch.first, rows);
        }
        for (int row = 0; row < rows; row++) {
            out[start + row] = top[row] + (float) Math.log(sum[row]);
        }
    }

    private static void loadShifted(INDArray logits, int start, int column, float[] shift, int rows, float[] to) {
        HostTransfer.download(logits, (long) column * rows(logits) + start, to, rows);
        if (shift != null) {
            VectorMath.subtract(to, shift[column], rows);
        }
    }

    @Override
    public void exponentials(
            INDArray logits, float[] rowShift, float[] columnShift, INDArray weights, float[] columnSums) {
        int rows = rows(logits);
        threads.share(columns(logits), logits.length(), rows, (from, to, scratch) -> {
            float[] values = scratch.first;
            for (int column = from; column < to; column++) {
                HostTransfer.download(logits, (long) column * rows, values, rows);
                if (rowShift != null) {
                    VectorMath.subtract(values, rowShift, rows);
                }
                VectorMath.subtract(values, columnShift[column], rows);
                VectorMath.exp(values, values, rows);
                columnSums[column] = VectorMath.sum(values, rows);
                HostTransfer.upload(values, 0, weights, (long) column * rows, rows);
            }
        });
    }

    @Override
    public void add(INDArray target, INDArray addend) {
        combine(target, addend, VectorMath::add);
    }

    @Override
    public void multiply(INDArray target, INDArray factors) {
        combine(target, factors, VectorMath::multiply);
    }

    /** An operation that modifies its first operand, on so many numbers. */
    private interface Combination {
        void apply(float[] target, float[] operand, int count);
    }

    private void combine(INDArray target, INDArray operand, Combination combination) {
        eachBlock(target, (offset, count, scratch) -> {
            HostTransfer.download(target, offset, scratch.first, count);
            HostTransfer.download(operand, offset, scratch.second, count);
            combination.apply(scratch.first, scratch.second, count);
            HostTransfer.upload(scratch.first, 0, target, offset, count);
        });
    }

    @Override
    public void standardise(INDArray values, double scale) {
        float mean = (float) (total(values, 0, false) / values.length());
        double deviation = Math.sqrt(total(values, mean, true) / values.length());
        float factor = (float) (scale / Math.max(deviation, Float.MIN_NORMAL));
        eachBlock(values, (offset, count, scratch) -> {
            HostTransfer.download(values, offset, scratch.first, count);
            for (int i = 0; i < count; i++) {
                scratch.first[i] = factor * (scratch.first[i] - mean);
            }
            HostTransfer.upload(scratch.first, 0, values, offset, count);
        });
    }

    /** Σ (value − shift), or its square; block by block, so that the order does not depend on the threads. */
    private double total(INDArray values, float shift, boolean squared) {
        int blocks = blocks(values);
        if (blockSums.length < blocks) {
            blockSums = new double[blocks];
        }
        eachBlock(values, (offset, count, scratch) -> {
            HostTransfer.download(values, offset, scratch.first, count);
            VectorMath.subtract(scratch.first, shift, count);
            if (squared) {
                VectorMath.multiply(scratch.first, scratch.first, count);
            }
            blockSums[(int) (offset / BLOCK)] = VectorMath.sum(scratch.first, count);
        });
        double total = 0;
        for (int block = 0; block < blocks; block++) {
            total += blockSums[block];
        }
        return total;
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
        eachBlock(parameters, (offset, count, scratch) -> {
            HostTransfer.download(parameters, offset, scratch.first, count);
            HostTransfer.download(gradient, offset, scratch.second, count);
            HostTransfer.download(firstMoment, offset, scratch.third, count);
            HostTransfer.download(secondMoment, offset, scratch.fourth, count);
            adam(scratch.first, scratch.second, scratch.third, scratch.fourth, count, stepSize, rootCorrection);
            HostTransfer.upload(scratch.first, 0, parameters, offset, count);
            HostTransfer.upload(scratch.third, 0, firstMoment, offset, count);
            HostTransfer.upload(scratch.fourth, 0, secondMoment, offset, count);
        });
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
        eachBlock(target, (offset, count, scratch) -> {
            HostTransfer.download(target, offset, scratch.first, count);
            HostTransfer.download(source, offset, scratch.second, count);
            for (int i = 0; i < count; i++) {
                scratch.first[i] += r * (scratch.second[i] - scratch.first[i]);
            }
            HostTransfer.upload(scratch.first, 0, target, offset, count);
        });
    }

    private static int rows(INDArray matrix) {
        return Math.toIntExact(matrix.size(0));
    }

    private static int columns(INDArray matrix) {
        return Math.toIntExact(matrix.size(1));
    }
}
