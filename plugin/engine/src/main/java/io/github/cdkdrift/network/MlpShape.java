package io.github.cdkdrift.network;

/**
 * The sizes of a multilayer perceptron: inputs → hiddenLayers × width, SiLU after each → outputs.
 *
 * @param inputs numbers in, at least 1
 * @param width units in each hidden layer, at least 1
 * @param hiddenLayers hidden layers, at least 1
 * @param outputs numbers out, at least 1
 */
public record MlpShape(int inputs, int width, int hiddenLayers, int outputs) {
    /** Checks the sizes. */
    public MlpShape {
        if (inputs < 1 || width < 1 || hiddenLayers < 1 || outputs < 1) {
            throw new IllegalArgumentException("sizes of a network must be at least 1: " + inputs + " inputs, "
                    + hiddenLayers + " hidden layers of " + width + ", " + outputs + " outputs");
        }
        if (parameterCount(inputs, width, hiddenLayers, outputs) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a network with more than " + Integer.MAX_VALUE + " parameters");
        }
    }

    /** Weights and biases of all layers. */
    public int parameterCount() {
        return Math.toIntExact(parameterCount(inputs, width, hiddenLayers, outputs));
    }

    private static long parameterCount(long inputs, long width, long hiddenLayers, long outputs) {
        return width * (inputs + 1) + (hiddenLayers - 1) * width * (width + 1) + outputs * (width + 1);
    }

    /** Linear layers, the output layer included. */
    int layers() {
        return hiddenLayers + 1;
    }

    int inputsOf(int layer) {
        return layer == 0 ? inputs : width;
    }

    int outputsOf(int layer) {
        return layer == hiddenLayers ? outputs : width;
    }
}
