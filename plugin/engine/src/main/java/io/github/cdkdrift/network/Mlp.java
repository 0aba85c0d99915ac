package io.github.cdkdrift.network;

import io.github.cdkdrift.backend.HostTransfer;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The parameters of a multilayer perceptron, in one flat float32 vector. {@link MlpPass} computes with them.
 */
public final class Mlp {
    /** The last layer starts this much smaller, so that all samples begin near its bias. */
    private static final float OUTPUT_SHRINKAGE = 0.1f;

    private final MlpShape shape;
    private final INDArray parameters;
    private final LayerViews layers;

    private Mlp(MlpShape shape, INDArray parameters) {
        this.shape = shape;
        this.parameters = parameters;
        this.layers = new LayerViews(shape, parameters);
    }

    /**
     * A network with random weights and biases, uniform in ±1/√inputs of each layer, but the last layer: its weights are a
     * tenth of that and its biases are given.
     *
     * @param outputBias [outputs], where every output starts
     */
    public static Mlp random(MlpShape shape, float[] outputBias, RandomGenerator random) {
        float[] values = new float[shape.parameterCount()];
        int offset = 0;
        for (int layer = 0; layer < shape.layers(); layer++) {
            boolean last = layer == shape.hiddenLayers();
            int inputs = shape.inputsOf(layer);
            int weights = shape.outputsOf(layer) * inputs;
            int biases = shape.outputsOf(layer);
            double bound = (last ? OUTPUT_SHRINKAGE : 1) / Math.sqrt(inputs);
            for (int i = 0; i < weights + biases; i++) {
                values[offset + i] = (float) (bound * (2 * random.nextDouble() - 1));
            }
            if (last) {
                System.arraycopy(outputBias, 0, values, offset + weights, biases);
            }
            offset += weights + biases;
        }
        return of(shape, values);
    }

    /** A network with these parameters, [shape.parameterCount()], copied. */
    public static Mlp of(MlpShape shape, float[] parameters) {
        Mlp network = new Mlp(shape, Nd4j.create(new long[] {1, shape.parameterCount()}, 'f'));
        network.set(parameters);
        return network;
    }

    /** Overwrites the parameters, [shape.parameterCount()]. */
    public void set(float[] values) {
        if (values.length != shape.parameterCount()) {
            throw new IllegalArgumentException(
                    values.length + " parameters for a network of " + shape.parameterCount());
        }
        HostTransfer.upload(values, parameters);
    }

    /** A network with the same parameters in memory of its own. */
    public Mlp copy() {
        return of(shape, toArray());
    }

    /** The sizes. */
    public MlpShape shape() {
        return shape;
    }

    /** A copy of the parameters, layer by layer: weights column by column, then biases. */
    public float[] toArray() {
        float[] values = new float[shape.parameterCount()];
        HostTransfer.download(parameters, values);
        return values;
    }

    /** The live parameters, [1, parameterCount]. */
    public INDArray parameters() {
        return parameters;
    }

    LayerViews layers() {
        return layers;
    }
}
