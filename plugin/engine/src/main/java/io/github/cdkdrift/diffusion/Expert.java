package io.github.cdkdrift.diffusion;

import io.github.cdkdrift.network.Mlp;
import io.github.cdkdrift.network.MlpShape;
import java.util.random.RandomGenerator;

/**
 * ln q(x, t) but for a constant, for a range of times: −|x|²/2 plus a network of x, in units of its spread, and of {@link TimeFeatures}.
 * The first term is what the diffusion ends with; far out, where the network is at most linear and no data are, it holds points back.
 *
 * @param network [dimensions + features of time] → 1
 * @param time the range
 */
record Expert(Mlp network, TimeFeatures time) {
    /** How much smaller the weights of the last layer begin. */
    private static final double LAST = 0.1;

    /** A network with normal weights of variance 1/inputs, smaller ones in the last layer, and no biases. */
    static Expert random(ExpertSettings settings, int dimensions, RandomGenerator random) {
        MlpShape shape = new MlpShape(dimensions + TimeFeatures.COUNT, settings.width(), settings.hiddenLayers(), 1);
        float[] parameters = new float[shape.parameterCount()];
        int inputs = shape.inputs();
        int at = 0;
        for (int layer = 0; layer <= shape.hiddenLayers(); layer++) {
            int outputs = layer == shape.hiddenLayers() ? 1 : shape.width();
            double deviation = (layer == shape.hiddenLayers() ? LAST : 1) / Math.sqrt(inputs);
            for (int i = 0; i < outputs * inputs; i++) {
                parameters[at + i] = (float) (deviation * random.nextGaussian());
            }
            at += outputs * (inputs + 1);
            inputs = shape.width();
        }
        return new Expert(Mlp.of(shape, parameters), new TimeFeatures(settings.from(), settings.to()));
    }

    int dimensions() {
        return network.shape().inputs() - TimeFeatures.COUNT;
    }

    /**
     * Adds the gradient of −|x|²/2 to that of the network.
     *
     * @param gradients of the network, [inputs, count], modified
     * @param stack its inputs, [inputs, count]
     */
    void addPrior(float[] gradients, float[] stack, int count) {
        int size = network.shape().inputs();
        int dimensions = dimensions();
        for (int i = 0; i < count * size; i += size) {
            for (int d = 0; d < dimensions; d++) {
                gradients[i + d] -= stack[i + d];
            }
        }
    }

    Expert copy() {
        return new Expert(network.copy(), time);
    }
}
