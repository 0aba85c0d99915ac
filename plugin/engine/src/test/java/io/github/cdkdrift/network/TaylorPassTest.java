package io.github.cdkdrift.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.backend.HostTransfer;
import io.github.cdkdrift.random.Noise;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Values, gradients and second derivatives against a network in double precision and its central differences. */
class TaylorPassTest {
    private static final MlpShape SHAPE = new MlpShape(4, 9, 3, 1);
    private static final int BATCH = 5;

    private final Mlp network = Mlp.of(SHAPE, gaussian(SHAPE.parameterCount(), 1, 0.5f));
    private final double[] parameters = widen(network.toArray());

    private static float[] gaussian(int length, long stream, float scale) {
        float[] values = new float[length];
        Noise.fill(values, Noise.stream(11, stream));
        for (int i = 0; i < length; i++) {
            values[i] *= scale;
        }
        return values;
    }

    private static double[] widen(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }

    private static double[] column(float[] matrix, int column) {
        return widen(Arrays.copyOfRange(matrix, column * SHAPE.inputs(), (column + 1) * SHAPE.inputs()));
    }

    @Test
    void theReferenceAgreesWithDifferencesOfItsValues() {
        ReferenceTaylor reference = new ReferenceTaylor(SHAPE);
        double[] x = column(gaussian(4, 2, 1), 0);
        double[] v = column(gaussian(4, 3, 1), 0);
        double[] a = column(gaussian(4, 4, 1), 0);
        double[] expansion = reference.along(parameters, x, v, a);
        double step = 1e-4;
        double up = reference.along(parameters, moved(x, v, a, step), v, a)[0];
        double down = reference.along(parameters, moved(x, v, a, -step), v, a)[0];
        assertThat(expansion[1]).isCloseTo((up - down) / (2 * step), within(1e-6));
        assertThat(expansion[2]).isCloseTo((up - 2 * expansion[0] + down) / (step * step), within(1e-5));
    }

    private static double[] moved(double[] x, double[] v, double[] a, double step) {
        double[] there = new double[x.length];
        Arrays.setAll(there, i -> x[i] + step * v[i] + 0.5 * step * step * a[i]);
        return there;
    }

    @Test
    void valuesAndGradientsEqualTheReferenceWithoutProbes() {
        float[] inputs = gaussian(4 * BATCH, 2, 1);
        TaylorPass pass = TaylorPass.forScores(network, BATCH);
        pass.forward(inputs);
        ReferenceTaylor reference = new ReferenceTaylor(SHAPE);
        for (int n = 0; n < BATCH; n++) {
            double[] x = column(inputs, n);
            for (int i = 0; i < 4; i++) {
                double[] axis = new double[4];
                axis[i] = 1;
                double[] expected = reference.along(parameters, x, axis, new double[4]);
                assertThat((double) pass.value(n)).isCloseTo(expected[0], within(1e-5));
                assertThat((double) pass.gradients()[4 * n + i]).isCloseTo(expected[1], within(2e-5));
            }
        }
    }

    @Test
    void aLossOfValuesAndGradientsHasTheGradientOfCentralDifferences() {
        check(0, 0);
    }

    @Test
    void soHasOneOfSecondDerivativesAlongTwoProbes() {
        check(2, 2);
    }

    @Test
    void soHasOneOfALaplacianOfThreeProbesInOneGroup() {
        check(3, 1);
    }

    private void check(int probes, int groups) {
        float[] stack = gaussian(4 * BATCH * (1 + probes + groups), 5, 1);
        float[] directions = gaussian(4 * BATCH, 6, 1);
        float[] curvatures = gaussian(groups * BATCH, 7, 1);
        float[] values = gaussian(BATCH, 8, 1);
        TaylorPass pass = TaylorPass.forTraining(network, BATCH, probes, groups);
        pass.forward(stack);
        INDArray gradient = pass.backward(directions, groups == 0 ? null : curvatures, values);
        float[] found = new float[SHAPE.parameterCount()];
        HostTransfer.download(gradient, found);
        ReferenceTaylor reference = new ReferenceTaylor(SHAPE);
        double whole = 0;
        for (int group = 0; group < groups; group++) {
            for (int n = 0; n < BATCH; n++) {
                assertThat((double) pass.secondDerivative(group, n))
                        .isCloseTo(reference.second(parameters, stack, BATCH, probes, groups, group, n), within(2e-4));
            }
        }
        for (int k = 0; k < found.length; k++) {
            double[] moved = parameters.clone();
            moved[k] += 1e-5;
            double up = reference.loss(moved, stack, directions, curvatures, values, probes, groups);
            moved[k] -= 2e-5;
            double down = reference.loss(moved, stack, directions, curvatures, values, probes, groups);
            double expected = (up - down) / 2e-5;
            whole += Math.abs(expected);
            assertThat((double) found[k]).isCloseTo(expected, within(3e-5 * Math.max(20, Math.abs(expected))));
        }
        assertThat(whole / found.length).isGreaterThan(0.1);
    }

    @Test
    void refusesANetworkOfSeveralOutputs() {
        Mlp wide = Mlp.random(new MlpShape(2, 3, 1, 2), new float[2], Noise.stream(1, 1));
        assertThatThrownBy(() -> TaylorPass.forScores(wide, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 outputs");
    }
}
