package io.github.cdkdrift.drift;

import io.github.cdkdrift.backend.Kernels;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Turns logits into the weights of attraction and repulsion, in place. Works with logarithms of sums throughout, so that
 * bandwidths far below the distances between samples do not underflow.
 */
final class KernelWeights {
    private final Kernels kernels;
    private final Normalisation normalisation;
    private final int rounds;
    private final float[] positiveShift;
    private final float[] negativeShift;
    private final float[] sampleShift;
    private final float[] other;
    private final float[] attractionMass;
    private final float[] repulsionMass;

    KernelWeights(Kernels kernels, Normalisation normalisation, int rounds, int positives, int samples) {
        this.kernels = kernels;
        this.normalisation = normalisation;
        this.rounds = normalisation == Normalisation.SINKHORN ? rounds : 1;
        positiveShift = new float[positives];
        negativeShift = new float[samples];
        sampleShift = new float[samples];
        other = new float[samples];
        attractionMass = new float[samples];
        repulsionMass = new float[samples];
    }

    /**
     * Replaces logits by weights.
     *
     * @param attraction [positives, samples], logits in, weights out
     * @param repulsion [samples, samples], logits with the own index masked in, weights out
     */
    void normalise(INDArray attraction, INDArray repulsion) {
        if (normalisation == Normalisation.ROW) {
            kernels.logSumExpOfColumns(attraction, null, sampleShift);
            kernels.exponentials(attraction, null, sampleShift, attraction, attractionMass);
            kernels.logSumExpOfColumns(repulsion, null, sampleShift);
            kernels.exponentials(repulsion, null, sampleShift, repulsion, repulsionMass);
            return;
        }
        balance(attraction, repulsion);
        kernels.exponentials(attraction, positiveShift, sampleShift, attraction, attractionMass);
        kernels.exponentials(repulsion, negativeShift, sampleShift, repulsion, repulsionMass);
    }

    /** Finds the logarithms of the factors that scale the joint matrix's rows (targets) and columns (samples). */
    private void balance(INDArray attraction, INDArray repulsion) {
        Arrays.fill(sampleShift, 0f);
        for (int round = 0; round < rounds; round++) {
            kernels.logSumExpOfRows(attraction, sampleShift, positiveShift);
            kernels.logSumExpOfRows(repulsion, sampleShift, negativeShift);
            boolean unscaled = normalisation == Normalisation.DOUBLE;
            kernels.logSumExpOfColumns(attraction, unscaled ? null : positiveShift, sampleShift);
            kernels.logSumExpOfColumns(repulsion, unscaled ? null : negativeShift, other);
            for (int i = 0; i < sampleShift.length; i++) {
                sampleShift[i] = logAddExp(sampleShift[i], other[i]);
            }
        }
        if (normalisation == Normalisation.DOUBLE) {
            halve(positiveShift);
            halve(negativeShift);
            halve(sampleShift);
        }
    }

    private static float logAddExp(float a, float b) {
        return Math.max(a, b) + (float) Math.log1p(Math.exp(-Math.abs(a - b)));
    }

    private static void halve(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] *= 0.5f;
        }
    }

    /** Σ of the attraction weights of a sample: 1 with {@link Normalisation#ROW}. */
    float attractionMass(int sample) {
        return normalisation == Normalisation.ROW ? 1 : attractionMass[sample];
    }

    /** Σ of the repulsion weights of a sample: 1 with {@link Normalisation#ROW}. */
    float repulsionMass(int sample) {
        return normalisation == Normalisation.ROW ? 1 : repulsionMass[sample];
    }
}
