package io.github.cdkdrift.network;

import io.github.cdkdrift.backend.HostTransfer;
import io.github.cdkdrift.backend.Kernels;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Adam (Kingma and Ba, arXiv:1412.6980) over the flat parameters of a network, with the authors' constants. */
public final class AdamOptimiser {
    private final Mlp network;
    private final Kernels kernels;
    private final INDArray firstMoment;
    private final INDArray secondMoment;

    /** An optimiser with zero moments. */
    public AdamOptimiser(Mlp network, Kernels kernels) {
        this.network = network;
        this.kernels = kernels;
        firstMoment = Nd4j.create(new long[] {1, network.shape().parameterCount()}, 'f');
        secondMoment = Nd4j.create(new long[] {1, network.shape().parameterCount()}, 'f');
    }

    /**
     * Moves the parameters.
     *
     * @param gradient dL/d(parameters), [1, parameterCount]; not modified
     * @param step the number of this step, from 1
     */
    public void step(INDArray gradient, double learningRate, int step) {
        kernels.adam(network.parameters(), gradient, firstMoment, secondMoment, learningRate, step);
    }

    /** A copy of the moments: [2][parameterCount]. */
    public float[][] moments() {
        float[][] moments = new float[2][network.shape().parameterCount()];
        HostTransfer.download(firstMoment, moments[0]);
        HostTransfer.download(secondMoment, moments[1]);
        return moments;
    }

    /** Sets the moments, as {@link #moments} gave them. */
    public void restore(float[][] moments) {
        HostTransfer.upload(moments[0], firstMoment);
        HostTransfer.upload(moments[1], secondMoment);
    }
}
