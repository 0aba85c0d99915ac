package io.github.cdkdrift.network;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A flat vector seen as the weights [outputs, inputs] and biases [outputs, 1] of each layer, in this order: weights of the
 * first layer column by column, its biases, weights of the second layer, and so on.
 */
final class LayerViews {
    private final INDArray[] weights;
    private final INDArray[] biases;

    /** @param flat [1, shape.parameterCount()] */
    LayerViews(MlpShape shape, INDArray flat) {
        weights = new INDArray[shape.layers()];
        biases = new INDArray[shape.layers()];
        int offset = 0;
        for (int layer = 0; layer < shape.layers(); layer++) {
            int outputs = shape.outputsOf(layer);
            int inputs = shape.inputsOf(layer);
            weights[layer] = view(flat, offset, outputs, inputs);
            offset += outputs * inputs;
            biases[layer] = view(flat, offset, outputs, 1);
            offset += outputs;
        }
    }

    private static INDArray view(INDArray flat, int offset, int rows, int columns) {
        return flat.get(NDArrayIndex.all(), NDArrayIndex.interval(offset, offset + rows * columns))
                .reshape('f', rows, columns);
    }

    INDArray weights(int layer) {
        return weights[layer];
    }

    INDArray biases(int layer) {
        return biases[layer];
    }
}
