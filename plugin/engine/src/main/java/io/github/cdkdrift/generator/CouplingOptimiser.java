package io.github.cdkdrift.generator;

import io.github.cdkdrift.backend.Kernels;
import io.github.cdkdrift.network.AdamOptimiser;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Adam over the networks of a {@link CouplingFlow}. */
public final class CouplingOptimiser {
    private final CouplingShape shape;
    private final AdamOptimiser[] adam;

    /** An optimiser with zero moments. */
    public CouplingOptimiser(CouplingFlow flow, Kernels kernels) {
        shape = flow.shape();
        adam = new AdamOptimiser[shape.layers()];
        Arrays.setAll(adam, layer -> new AdamOptimiser(flow.network(layer), kernels));
    }

    /**
     * Moves the parameters.
     *
     * @param gradients dL/d(parameters) by layer; not modified
     * @param step the number of this step, from 1
     */
    public void step(INDArray[] gradients, double learningRate, int step) {
        for (int layer = 0; layer < adam.length; layer++) {
            adam[layer].step(gradients[layer], learningRate, step);
        }
    }

    /** A copy of the moments: [2][parameterCount]. */
    public float[][] moments() {
        float[][] moments = new float[2][shape.parameterCount()];
        int at = 0;
        for (AdamOptimiser ofLayer : adam) {
            float[][] part = ofLayer.moments();
            System.arraycopy(part[0], 0, moments[0], at, part[0].length);
            System.arraycopy(part[1], 0, moments[1], at, part[1].length);
            at += part[0].length;
        }
        return moments;
    }

    /** Sets the moments, as {@link #moments} gave them. */
    public void restore(float[][] moments) {
        int at = 0;
        for (int layer = 0; layer < adam.length; layer++) {
            int end = at + shape.network(layer).parameterCount();
            adam[layer].restore(
                    new float[][] {Arrays.copyOfRange(moments[0], at, end), Arrays.copyOfRange(moments[1], at, end)});
            at = end;
        }
    }
}
