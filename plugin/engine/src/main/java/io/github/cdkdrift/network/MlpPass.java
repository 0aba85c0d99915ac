package io.github.cdkdrift.network;

import io.github.cdkdrift.backend.HostTransfer;
import io.github.cdkdrift.backend.Kernels;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Runs a network forward, and for training backward, over batches of one size; every array is allocated here, once.
 * A column is a sample. Cost of a forward pass: 2 × parameters × batch operations; of a backward pass twice that.
 * Not safe for use by several threads at once.
 */
public final class MlpPass {
    private final Mlp network;
    private final Kernels kernels;
    private final INDArray input;
    private final INDArray[] activations;
    private final INDArray[] derivatives;
    private final INDArray output;
    private final INDArray outputGradient;
    private final INDArray[] deltas;
    private final INDArray ones;
    private final INDArray gradient;
    private final LayerViews gradients;
    private INDArray inputGradient;

    private MlpPass(Mlp network, Kernels kernels, int batch, boolean training) {
        MlpShape shape = network.shape();
        this.network = network;
        this.kernels = kernels;
        input = matrix(shape.inputs(), batch);
        output = matrix(shape.outputs(), batch);
        int buffers = training ? shape.hiddenLayers() : Math.min(2, shape.hiddenLayers());
        activations = matrices(buffers, shape.width(), batch);
        derivatives = training ? matrices(shape.hiddenLayers(), shape.width(), batch) : null;
        deltas = training ? matrices(2, shape.width(), batch) : null;
        outputGradient = training ? matrix(shape.outputs(), batch) : null;
        ones = training ? Nd4j.ones(batch, 1) : null;
        gradient = training ? Nd4j.create(new long[] {1, shape.parameterCount()}, 'f') : null;
        gradients = training ? new LayerViews(shape, gradient) : null;
    }

    /** For forward passes alone; needs two layers' memory. */
    public static MlpPass forSampling(Mlp network, Kernels kernels, int batch) {
        return new MlpPass(network, kernels, batch, false);
    }

    /** For forward and backward passes. */
    public static MlpPass forTraining(Mlp network, Kernels kernels, int batch) {
        return new MlpPass(network, kernels, batch, true);
    }

    private static INDArray matrix(int rows, int columns) {
        return Nd4j.create(new long[] {rows, columns}, 'f');
    }

    private static INDArray[] matrices(int count, int rows, int columns) {
        INDArray[] result = new INDArray[count];
        for (int i = 0; i < count; i++) {
            result[i] = matrix(rows, columns);
        }
        return result;
    }

    /**
     * Maps inputs to outputs.
     *
     * @param inputs [inputs, batch], column by column; not modified
     * @param outputs [outputs, batch], modified
     */
    public void forward(float[] inputs, float[] outputs) {
        HostTransfer.upload(inputs, input);
        LayerViews layers = network.layers();
        INDArray previous = input;
        int hiddenLayers = network.shape().hiddenLayers();
        for (int layer = 0; layer < hiddenLayers; layer++) {
            INDArray activation = activations[layer % activations.length];
            Nd4j.gemm(layers.weights(layer), previous, activation, false, false, 1, 0);
            kernels.silu(activation, layers.biases(layer), activation, derivatives == null ? null : derivatives[layer]);
            previous = activation;
        }
        Nd4j.gemm(layers.weights(hiddenLayers), previous, output, false, false, 1, 0);
        kernels.addBias(output, layers.biases(hiddenLayers));
        HostTransfer.download(output, outputs);
    }

    /**
     * Pulls a loss gradient back from the outputs of the last {@link #forward} to the parameters.
     *
     * @param outputGradients dL/d(outputs), [outputs, batch]; not modified
     * @return dL/d(parameters), [1, parameterCount], overwritten by the next call
     */
    public INDArray backward(float[] outputGradients) {
        HostTransfer.upload(outputGradients, outputGradient);
        INDArray delta = outputGradient;
        for (int layer = network.shape().hiddenLayers(); layer >= 0; layer--) {
            INDArray below = layer == 0 ? input : activations[layer - 1];
            Nd4j.gemm(delta, below, gradients.weights(layer), false, true, 1, 0);
            Nd4j.gemm(delta, ones, gradients.biases(layer), false, false, 1, 0);
            if (layer > 0) {
                delta = below(layer, delta);
            }
        }
        return gradient;
    }

    /**
     * The same, and further to the inputs.
     *
     * @param inputGradients dL/d(inputs), [inputs, batch], overwritten
     */
    public INDArray backward(float[] outputGradients, float[] inputGradients) {
        backward(outputGradients);
        toInputs(inputGradients);
        return gradient;
    }

    /**
     * Pulls a loss gradient back from the outputs of the last {@link #forward} to the inputs alone.
     *
     * @param outputGradients dL/d(outputs), [outputs, batch]; not modified
     * @param inputGradients dL/d(inputs), [inputs, batch], overwritten
     */
    public void backwardToInputs(float[] outputGradients, float[] inputGradients) {
        HostTransfer.upload(outputGradients, outputGradient);
        INDArray delta = outputGradient;
        for (int layer = network.shape().hiddenLayers(); layer > 0; layer--) {
            delta = below(layer, delta);
        }
        toInputs(inputGradients);
    }

    /** Through the weights of a layer and the activation before it. */
    private INDArray below(int layer, INDArray delta) {
        INDArray next = deltas[layer % 2];
        Nd4j.gemm(network.layers().weights(layer), delta, next, true, false, 1, 0);
        kernels.multiply(next, derivatives[layer - 1]);
        return next;
    }

    private void toInputs(float[] inputGradients) {
        if (inputGradient == null) {
            inputGradient = matrix(network.shape().inputs(), input.columns());
        }
        Nd4j.gemm(network.layers().weights(0), deltas[1], inputGradient, true, false, 1, 0);
        HostTransfer.download(inputGradient, inputGradients);
    }
}
