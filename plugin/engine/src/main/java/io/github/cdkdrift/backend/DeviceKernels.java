package io.github.cdkdrift.backend;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** {@link Kernels} as ND4J operations, for arrays that live on a GPU; also the second implementation that tests compare. */
final class DeviceKernels implements Kernels {
    @Override
    public void silu(INDArray z, INDArray bias, INDArray activation, INDArray derivative) {
        if (activation != z) {
            activation.assign(z);
        }
        activation.addiColumnVector(bias);
        try (INDArray logistic = Transforms.sigmoid(activation, true)) {
            activation.muli(logistic);
            if (derivative != null) {
                derivative.assign(logistic).rsubi(1).muli(activation).addi(logistic);
            }
        }
    }

    @Override
    public void addBias(INDArray target, INDArray bias) {
        target.addiColumnVector(bias);
    }

    @Override
    public void laplacianLogits(INDArray logits, float bandwidth) {
        Transforms.sqrt(Transforms.max(logits, 0, false), false).divi(-bandwidth);
    }

    @Override
    public void logSumExpOfColumns(INDArray logits, float[] shift, float[] out) {
        logSumExp(logits, shift == null ? null : column(shift, logits.size(0)), 0, out);
    }

    @Override
    public void logSumExpOfRows(INDArray logits, float[] shift, float[] out) {
        logSumExp(logits, shift == null ? null : row(shift, logits.size(1)), 1, out);
    }

    private static void logSumExp(INDArray logits, INDArray shift, int dimension, float[] out) {
        INDArray shifted = logits.dup('f');
        if (shift != null) {
            subtract(shifted, shift);
        }
        INDArray top = shifted.max(true, dimension);
        subtract(shifted, top);
        INDArray sums = Transforms.exp(shifted, false).sum(true, dimension);
        HostTransfer.download(Transforms.log(sums, false).addi(top), out);
    }

    @Override
    public void exponentials(
            INDArray logits, float[] rowShift, float[] columnShift, INDArray weights, float[] columnSums) {
        if (weights != logits) {
            weights.assign(logits);
        }
        if (rowShift != null) {
            subtract(weights, column(rowShift, logits.size(0)));
        }
        subtract(weights, row(columnShift, logits.size(1)));
        Transforms.exp(weights, false);
        HostTransfer.download(weights.sum(true, 0), columnSums);
    }

    private static void subtract(INDArray matrix, INDArray vector) {
        if (vector.size(1) == 1) {
            matrix.subiColumnVector(vector);
        } else {
            matrix.subiRowVector(vector);
        }
    }

    private static INDArray column(float[] values, long length) {
        INDArray vector = Nd4j.create(new long[] {length, 1}, 'f');
        HostTransfer.upload(values, vector);
        return vector;
    }

    private static INDArray row(float[] values, long length) {
        INDArray vector = Nd4j.create(new long[] {1, length}, 'f');
        HostTransfer.upload(values, vector);
        return vector;
    }

    @Override
    public void adam(
            INDArray parameters,
            INDArray gradient,
            INDArray firstMoment,
            INDArray secondMoment,
            double learningRate,
            int step) {
        firstMoment.muli(AdamConstants.FIRST_DECAY).addi(gradient.mul(1 - AdamConstants.FIRST_DECAY));
        secondMoment
                .muli(AdamConstants.SECOND_DECAY)
                .addi(gradient.mul(gradient).muli(1 - AdamConstants.SECOND_DECAY));
        INDArray root = Transforms.sqrt(secondMoment, true)
                .muli(AdamConstants.rootCorrection(step))
                .addi(AdamConstants.EPSILON);
        parameters.subi(
                firstMoment.mul(AdamConstants.stepSize(learningRate, step)).divi(root));
    }

    @Override
    public void add(INDArray target, INDArray addend) {
        target.addi(addend);
    }

    @Override
    public void multiply(INDArray target, INDArray factors) {
        target.muli(factors);
    }

    @Override
    public void standardise(INDArray values, double scale) {
        values.subi(values.meanNumber());
        double deviation = values.norm2Number().doubleValue() / Math.sqrt(values.length());
        values.muli(scale / Math.max(deviation, Float.MIN_NORMAL));
    }

    @Override
    public void lerp(INDArray target, INDArray source, double rate) {
        target.addi(source.sub(target).muli(rate));
    }
}
