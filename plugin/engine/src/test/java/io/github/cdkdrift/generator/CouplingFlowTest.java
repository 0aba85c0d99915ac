package io.github.cdkdrift.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.backend.HostTransfer;
import io.github.cdkdrift.backend.Kernels;
import io.github.cdkdrift.random.Noise;
import java.util.Arrays;
import java.util.Random;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.LUDecomposition;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

class CouplingFlowTest {
    private static final CouplingShape SHAPE = new CouplingShape(5, 2, 4, 7, 1);
    private static final int BATCH = 3;

    private final float[] parameters = parameters();
    private final double[] points =
            new Random(2).doubles(BATCH * SHAPE.dimensions(), -2, 2).toArray();
    private final float[] codes = {1, 0, 0, 1, 1, 0};

    private static float[] parameters() {
        float[] values = new float[SHAPE.parameterCount()];
        Noise.fill(values, Noise.stream(1, 0));
        for (int i = 0; i < values.length; i++) {
            values[i] *= 0.4f;
        }
        return values;
    }

    private CouplingPass pass(float[] with) {
        return CouplingPass.forTraining(CouplingFlow.of(SHAPE, with), Kernels.ofBackend(), BATCH);
    }

    @Test
    void everyCoordinateIsMovedAndTellsOthers() {
        boolean[][] told = new boolean[SHAPE.dimensions()][SHAPE.dimensions()];
        for (int layer = 0; layer < 6; layer++) {
            for (int moved : SHAPE.moved(layer)) {
                for (int kept : SHAPE.kept(layer)) {
                    told[kept][moved] = true;
                }
            }
        }
        for (int a = 0; a < SHAPE.dimensions(); a++) {
            for (int b = 0; b < SHAPE.dimensions(); b++) {
                assertThat(told[a][b]).isEqualTo(a != b);
            }
        }
    }

    @Test
    void anUntrainedMapLeavesPointsWhereTheyAre() {
        CouplingFlow flow = CouplingFlow.identity(SHAPE, Noise.stream(3, 0));
        double[] moved = points.clone();
        double[] logVolumes = new double[BATCH];

        CouplingPass.forSampling(flow, Kernels.ofBackend(), BATCH).forward(moved, codes, logVolumes);

        assertThat(moved).containsExactly(points);
        assertThat(logVolumes).containsOnly(0);
    }

    @Test
    void theWayBackInvertsTheWayThere() {
        double[] moved = points.clone();
        double[] there = new double[BATCH];
        double[] back = new double[BATCH];
        CouplingPass pass = pass(parameters);

        pass.forward(moved, codes, there);
        assertThat(moved[0]).isNotCloseTo(points[0], within(1e-3));
        pass.inverse(moved, codes, back);

        assertThat(moved).containsExactly(points, within(1e-5));
        assertThat(back).containsExactly(there, within(1e-5));
    }

    /** ln |∂w/∂z| by central differences; networks compute in single precision. */
    @Test
    void volumesAreDeterminants() {
        double[] logVolumes = new double[BATCH];
        CouplingPass pass = pass(parameters);
        pass.forward(points.clone(), codes, logVolumes);
        double step = 1e-3;
        int n = SHAPE.dimensions();
        double[][][] jacobians = new double[BATCH][n][n];
        for (int k = 0; k < n; k++) {
            double[] above = moved(pass, k, step);
            double[] below = moved(pass, k, -step);
            for (int i = 0; i < above.length; i++) {
                jacobians[i / n][i % n][k] = (above[i] - below[i]) / (2 * step);
            }
        }
        for (int sample = 0; sample < BATCH; sample++) {
            double determinant =
                    new LUDecomposition(new Array2DRowRealMatrix(jacobians[sample], false)).getDeterminant();
            assertThat(logVolumes[sample]).isCloseTo(Math.log(Math.abs(determinant)), within(2e-3));
        }
    }

    private double[] moved(CouplingPass pass, int k, double step) {
        double[] moved = points.clone();
        for (int sample = 0; sample < BATCH; sample++) {
            moved[sample * SHAPE.dimensions() + k] += step;
        }
        pass.forward(moved, codes, new double[BATCH]);
        return moved;
    }

    @Test
    void gradientsOfTheWayThereAreThoseOfDifferences() {
        double[] slopes = new Random(5).doubles(points.length, -1, 1).toArray();
        CouplingPass pass = pass(parameters);
        pass.forward(points.clone(), codes, new double[BATCH]);
        double[] gradients = slopes.clone();

        INDArray[] found = pass.backward(gradients, 0.7);

        assertGradients(found, gradients, slopes, true);
    }

    @Test
    void gradientsOfTheWayBackAreThoseOfDifferences() {
        double[] slopes = new Random(6).doubles(points.length, -1, 1).toArray();
        CouplingPass pass = pass(parameters);
        pass.inverse(points.clone(), codes, new double[BATCH]);
        double[] gradients = slopes.clone();

        INDArray[] found = pass.backwardOfInverse(gradients, 0.7);

        assertGradients(found, gradients, slopes, false);
    }

    private void assertGradients(INDArray[] found, double[] gradients, double[] slopes, boolean forward) {
        float step = 2e-3f;
        int at = 0;
        for (INDArray ofLayer : found) {
            float[] layer = new float[(int) ofLayer.length()];
            HostTransfer.download(ofLayer, layer);
            for (float gradient : layer) {
                float[] moved = parameters.clone();
                moved[at] += step;
                double above = loss(moved, points, slopes, forward);
                moved[at] = parameters[at] - step;
                double below = loss(moved, points, slopes, forward);
                assertThat((double) gradient).isCloseTo((above - below) / (2 * step), within(5e-3));
                at++;
            }
        }
        for (int i = 0; i < points.length; i++) {
            double[] moved = points.clone();
            moved[i] += step;
            double above = loss(parameters, moved, slopes, forward);
            moved[i] = points[i] - step;
            double below = loss(parameters, moved, slopes, forward);
            assertThat(gradients[i]).isCloseTo((above - below) / (2 * step), within(5e-3));
        }
    }

    /** Σ slope · point + 0.7 Σ ln volume. */
    private double loss(float[] with, double[] from, double[] slopes, boolean forward) {
        double[] moved = from.clone();
        double[] logVolumes = new double[BATCH];
        if (forward) {
            pass(with).forward(moved, codes, logVolumes);
        } else {
            pass(with).inverse(moved, codes, logVolumes);
        }
        double sum = 0.7 * Arrays.stream(logVolumes).sum();
        for (int i = 0; i < moved.length; i++) {
            sum += slopes[i] * moved[i];
        }
        return sum;
    }

    @Test
    void parametersOfAnotherShapeAreRefused() {
        assertThatThrownBy(() -> CouplingFlow.of(SHAPE, new float[3]))
                .hasMessage("expected " + SHAPE.parameterCount() + " parameters, found 3");
        assertThatThrownBy(() -> new CouplingShape(1, 0, 1, 1, 1))
                .hasMessageContaining("expected at least two dimensions");
    }
}
