package io.github.cdkdrift.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.backend.HostTransfer;
import io.github.cdkdrift.backend.Kernels;
import io.github.cdkdrift.random.Noise;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Forward and backward passes against a network in double precision and its central differences. */
class MlpPassTest {
    private static final MlpShape SHAPE = new MlpShape(5, 7, 3, 4);
    private static final int BATCH = 6;

    private final Mlp network = Mlp.random(SHAPE, new float[] {1, -1, 0.5f, 0}, Noise.stream(1, 0));
    private final float[] inputs = gaussian(SHAPE.inputs() * BATCH, 2);

    private static float[] gaussian(int length, long stream) {
        float[] values = new float[length];
        Noise.fill(values, Noise.stream(7, stream));
        return values;
    }

    private static double[] widen(float[] values, int from, int count) {
        double[] wide = new double[count];
        for (int i = 0; i < count; i++) {
            wide[i] = values[from + i];
        }
        return wide;
    }

    @Test
    void countsItsParametersAsThePaperDoes() {
        assertThat(new MlpShape(64, 512, 6, 27).parameterCount()).isEqualTo(1_360_411); // Hu 2026, section 5.3: 1.36M
    }

    @Test
    void forwardPassesEqualTheReference() {
        float[] outputs = new float[SHAPE.outputs() * BATCH];
        float[] sampled = new float[SHAPE.outputs() * BATCH];
        MlpPass.forTraining(network, Kernels.ofBackend(), BATCH).forward(inputs, outputs);
        MlpPass.forSampling(network, Kernels.ofBackend(), BATCH).forward(inputs, sampled);
        double[] parameters = widen(network.toArray(), 0, SHAPE.parameterCount());
        for (int sample = 0; sample < BATCH; sample++) {
            double[] input = widen(inputs, sample * SHAPE.inputs(), SHAPE.inputs());
            double[] expected = new ReferenceMlp(SHAPE).forward(parameters, input);
            for (int o = 0; o < expected.length; o++) {
                assertThat((double) outputs[sample * expected.length + o]).isCloseTo(expected[o], within(1e-5));
                assertThat(sampled[sample * expected.length + o])
                        .isCloseTo(outputs[sample * expected.length + o], within(1e-6f));
            }
        }
    }

    @Test
    void theGradientIsThatOfCentralDifferences() {
        float[] outputGradients = gaussian(SHAPE.outputs() * BATCH, 3);
        MlpPass pass = MlpPass.forTraining(network, Kernels.ofBackend(), BATCH);
        pass.forward(inputs, new float[SHAPE.outputs() * BATCH]);
        INDArray gradient = pass.backward(outputGradients);
        float[] actual = new float[SHAPE.parameterCount()];
        HostTransfer.download(gradient, actual);
        double[] parameters = widen(network.toArray(), 0, SHAPE.parameterCount());
        double step = 1e-5;
        for (int p = 0; p < actual.length; p++) {
            double kept = parameters[p];
            parameters[p] = kept + step;
            double above = loss(parameters, outputGradients);
            parameters[p] = kept - step;
            double below = loss(parameters, outputGradients);
            parameters[p] = kept;
            assertThat((double) actual[p]).isCloseTo((above - below) / (2 * step), within(2e-4));
        }
    }

    /** L = Σ g·output, whose gradient with respect to the outputs is g. */
    private double loss(double[] parameters, float[] outputGradients) {
        double sum = 0;
        for (int sample = 0; sample < BATCH; sample++) {
            double[] output =
                    new ReferenceMlp(SHAPE).forward(parameters, widen(inputs, sample * SHAPE.inputs(), SHAPE.inputs()));
            for (int o = 0; o < output.length; o++) {
                sum += outputGradients[sample * output.length + o] * output[o];
            }
        }
        return sum;
    }

    @Test
    void startsAtTheGivenOutputs() {
        float[] outputs = new float[SHAPE.outputs() * BATCH];
        MlpPass.forSampling(network, Kernels.ofBackend(), BATCH).forward(inputs, outputs);
        for (int sample = 0; sample < BATCH; sample++) {
            assertThat(outputs[sample * 4]).isCloseTo(1f, within(0.2f));
            assertThat(outputs[sample * 4 + 1]).isCloseTo(-1f, within(0.2f));
        }
    }

    @Test
    void refusesParametersOfTheWrongLength() {
        assertThatThrownBy(() -> Mlp.of(SHAPE, new float[3])).hasMessageContaining("3 parameters");
        assertThatThrownBy(() -> new MlpShape(0, 1, 1, 1)).hasMessageContaining("at least 1");
        assertThatThrownBy(() -> new MlpShape(1, 100_000, 3, 1)).hasMessageContaining("more than");
    }
}
