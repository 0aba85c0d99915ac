package io.github.cdkdrift.diffusion;

import io.github.cdkdrift.network.Mlp;
import io.github.cdkdrift.network.MlpShape;
import java.util.random.RandomGenerator;

/**
 * ln q(x, t) but for a constant, for a range of times: the prior of its inputs plus a network of them. The prior is what the diffusion ends
 * with; far out, where the network is at most linear and no data are, it holds points back.
 *
 * @param network [inputs] → 1
 * @param inputs what the network is told
 */
record Expert(Mlp network, EnergyInputs inputs) {
    /** How much smaller the weights of the last layer begin. */
    private static final double LAST = 0.1;

    /** A network with normal weights of variance 1/inputs, smaller ones in the last layer, and no biases. */
    static Expert random(ExpertSettings settings, EnergyInputs inputs, RandomGenerator random) {
        MlpShape shape = new MlpShape(inputs.size(), settings.width(), settings.hiddenLayers(), 1);
        float[] parameters = new float[shape.parameterCount()];
        int below = shape.inputs();
        int at = 0;
        for (int layer = 0; layer <= shape.hiddenLayers(); layer++) {
            int outputs = layer == shape.hiddenLayers() ? 1 : shape.width();
            double deviation = (layer == shape.hiddenLayers() ? LAST : 1) / Math.sqrt(below);
            for (int i = 0; i < outputs * below; i++) {
                parameters[at + i] = (float) (deviation * random.nextGaussian());
            }
            at += outputs * (below + 1);
            below = shape.width();
        }
        TimeFeatures range = new TimeFeatures(settings.from(), settings.to());
        return new Expert(Mlp.of(shape, parameters), inputs.over(range));
    }

    Expert copy() {
        return new Expert(network.copy(), inputs.over(inputs.time().copy()));
    }
}
