package io.github.cdkdrift.training;

import io.github.cdkdrift.network.MlpShape;

/**
 * The size of the generator.
 *
 * @param noise Gaussian numbers that a conformer is drawn from
 * @param width units of each hidden layer
 * @param hiddenLayers hidden layers
 */
public record NetworkSettings(int noise, int width, int hiddenLayers) {
    /** Checks the sizes. */
    public NetworkSettings {
        if (noise < 1 || width < 1 || hiddenLayers < 1) {
            throw new IllegalArgumentException("noise, width and hidden layers must be at least 1, are " + noise + ", "
                    + width + ", " + hiddenLayers);
        }
    }

    /** The network of a molecule. */
    public MlpShape shape(int atoms) {
        return new MlpShape(noise, width, hiddenLayers, 3 * atoms);
    }
}
