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

    /** Numbers that a conformer is drawn from: noise and, of several rotamer states, the code of one. */
    public int inputs(int states) {
        return noise + (states > 1 ? states : 0);
    }

    /** The network of a molecule with so many rotamer states. */
    public MlpShape shape(int atoms, int states) {
        return new MlpShape(inputs(states), width, hiddenLayers, 3 * atoms);
    }

    /** The network from so many numbers to so many. */
    MlpShape shapeOf(int inputs, int outputs) {
        return new MlpShape(inputs, width, hiddenLayers, outputs);
    }
}
