package io.github.cdkdrift.diffusion;

import io.github.cdkdrift.network.Mlp;
import io.github.cdkdrift.network.MlpShape;
import java.util.random.RandomGenerator;

/**
 * ln q(x, t) but for a constant, for a range of times: a network of x in units of its spread and of {@link TimeFeatures}.
 *
 * @param network [dimensions + features of time] → 1
 * @param time the range
 */
record Expert(Mlp network, TimeFeatures time) {
    /** A network with normal weights of variance 1/inputs and no biases. */
    static Expert random(ExpertSettings settings, int dimensions, RandomGenerator random) {
        MlpShape shape = new MlpShape(dimensions + TimeFeatures.COUNT, settings.width(), settings.hiddenLayers(), 1);
        float[] parameters = new float[shape.parameterCount()];
        int inputs = shape.inputs();
        int at = 0;
        for (int layer = 0; layer <= shape.hiddenLayers(); layer++) {
            int outputs = layer == shape.hiddenLayers() ? 1 : shape.width();
            for (int i = 0; i < outputs * inputs; i++) {
                parameters[at + i] = (float) (random.nextGaussian() / Math.sqrt(inputs));
            }
            at += outputs * (inputs + 1);
            inputs = shape.width();
        }
        return new Expert(Mlp.of(shape, parameters), new TimeFeatures(settings.from(), settings.to()));
    }

    int dimensions() {
        return network.shape().inputs() - TimeFeatures.COUNT;
    }

    Expert copy() {
        return new Expert(network.copy(), time);
    }
}
