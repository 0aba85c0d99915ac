package io.github.cdkdrift.backend;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The elementwise work of a training step, fused so that each large array is read and written once. Matrix products are
 * left to {@link org.nd4j.linalg.factory.Nd4j#gemm}. Nothing else that grows with the batch may use ND4J's operations on a
 * CPU: their OpenMP threads keep spinning for milliseconds, in the way of those that multiply matrices. All arrays are float32, column-major, without gaps; a column is one
 * sample. Vectors over rows or columns are Java arrays. Nothing is allocated that grows with the arrays.
 */
public interface Kernels {
    /** The fastest implementation on the backend in use. */
    static Kernels ofBackend() {
        Backend backend = Backend.current();
        return backend.isCpu() ? new HostKernels(backend.javaThreads()) : new DeviceKernels();
    }

    /**
     * SiLU with bias: activation = silu(z + bias), elementwise.
     *
     * @param z [units, samples]; not modified unless it is also {@code activation}
     * @param bias [units, 1]
     * @param activation [units, samples], modified; may be {@code z}
     * @param derivative [units, samples], modified: the derivative at z + bias; null where it is not needed
     */
    void silu(INDArray z, INDArray bias, INDArray activation, INDArray derivative);

    /** target[r, c] += bias[r]. */
    void addBias(INDArray target, INDArray bias);

    /** logits[r, c] becomes −√max(0, logits[r, c]) / τ: squared distances to the logits of a Laplacian kernel. */
    void laplacianLogits(INDArray logits, float bandwidth);

    /** out[c] = log Σ_r exp(logits[r, c] − shift[r]). A null shift is zero. */
    void logSumExpOfColumns(INDArray logits, float[] shift, float[] out);

    /** out[r] = log Σ_c exp(logits[r, c] − shift[c]). A null shift is zero. */
    void logSumExpOfRows(INDArray logits, float[] shift, float[] out);

    /**
     * weights[r, c] = exp(logits[r, c] − rowShift[r] − columnShift[c]), and their sums over each column.
     *
     * @param rowShift [rows], null for zero
     * @param columnShift [columns]
     * @param weights [rows, columns], modified; may be {@code logits}
     * @param columnSums [columns], modified
     */
    void exponentials(INDArray logits, float[] rowShift, float[] columnShift, INDArray weights, float[] columnSums);

    /**
     * One step of Adam (Kingma and Ba, arXiv:1412.6980, algorithm 1) over a flat vector.
     *
     * @param parameters modified
     * @param gradient not modified
     * @param firstMoment modified
     * @param secondMoment modified
     * @param step the number of this step, from 1
     */
    void adam(
            INDArray parameters,
            INDArray gradient,
            INDArray firstMoment,
            INDArray secondMoment,
            double learningRate,
            int step);

    /** target += addend, elementwise. */
    void add(INDArray target, INDArray addend);

    /** target *= factors, elementwise. */
    void multiply(INDArray target, INDArray factors);

    /** Each value becomes scale · (value − mean) / standard deviation, both over the whole array. */
    void standardise(INDArray values, double scale);

    /** target += rate · (source − target). */
    void lerp(INDArray target, INDArray source, double rate);
}
