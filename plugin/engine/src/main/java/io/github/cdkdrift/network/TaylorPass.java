package io.github.cdkdrift.network;

import io.github.cdkdrift.backend.HostMatrix;
import io.github.cdkdrift.backend.HostTransfer;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A network y(x) of one output, its gradient with respect to its inputs, its exact second derivatives along probe directions, and
 * the gradient of any loss of these three with respect to the parameters: what training an energy by its forces and their divergence
 * needs. Written out by hand; nothing is differentiated by a program.
 *
 * <p>A path x + εv + ε²a/2 through each sample is carried forward as a Taylor expansion (Griewank and Walther, Evaluating
 * Derivatives, 2nd ed., doi:10.1137/1.9780898717761, chapter 13): its second coefficient is vᵀ∇²y v + a·∇y. Probes form groups, whose
 * second coefficients are wanted only summed: one group of a probe along every dimension gives the Laplacian with one column of
 * second coefficients (Li et al., "Forward Laplacian", arXiv:2307.08214, section 3).
 *
 * <p>A column of every matrix is one sample; what belongs together stands side by side ({@link TaylorBlocks}), so that a layer is one
 * matrix product. With K probes in M groups a layer costs 6 + 3K + 2M products of weights × batch (forward 1 + K + M, gradient 1,
 * tangent 1, back 1 + K, weights 2 + K + M). Everything is allocated here. Not safe for use by several threads at once.
 */
public final class TaylorPass {
    private final Mlp network;
    private final TaylorBlocks blocks;
    private final int width;
    private final int hidden;
    private final int inputs;
    private final TaylorLayer[] layers;
    private final HostMatrix[] stacks;
    private final INDArray[] forwardStacks;
    private final INDArray[] forwardSums;
    private final INDArray[] chained;
    private final HostMatrix top;
    private final HostMatrix inputGradient;
    private final Backward backward;
    private final float[] topValues;
    private final float[] gradients;
    private final float[] outputWeights;
    private final float[] parameters;

    /** What only training needs. */
    private final class Backward {
        final HostMatrix gradient = new HostMatrix(1, parameters.length);
        final LayerViews views = new LayerViews(network.shape(), gradient.array());
        final HostMatrix below = new HostMatrix(width, blocks.firstColumns());
        final HostMatrix outputAdjoints = new HostMatrix(1, blocks.allColumns());
        final INDArray[] tangents = new INDArray[hidden];
        final INDArray[] tangentSums = new INDArray[hidden];
        final INDArray[] firstAdjoints = new INDArray[hidden];
        final float[] output = new float[blocks.allColumns()];
        final float[] biasSums = new float[width];
        final float[] outputBias = new float[1];

        Backward() {
            int last = blocks.forwardColumns();
            Arrays.setAll(tangents, l -> stacks[l].columns(last, blocks.batch()));
            Arrays.setAll(tangentSums, l -> layers[l].sums.columns(last, blocks.batch()));
            Arrays.setAll(firstAdjoints, l -> layers[l].adjoints.columns(0, blocks.firstColumns()));
        }
    }

    private TaylorPass(Mlp network, TaylorBlocks blocks, boolean training) {
        MlpShape shape = network.shape();
        if (shape.outputs() != 1) {
            throw new IllegalArgumentException("a network of " + shape.outputs() + " outputs, expected 1");
        }
        this.network = network;
        this.blocks = blocks;
        width = shape.width();
        hidden = shape.hiddenLayers();
        inputs = shape.inputs();
        float[][] scratch = TaylorLayer.scratch(width);
        layers = new TaylorLayer[hidden];
        Arrays.setAll(layers, l -> new TaylorLayer(blocks, width, training, scratch));
        stacks = new HostMatrix[hidden + 1];
        Arrays.setAll(stacks, l -> new HostMatrix(l == 0 ? inputs : width, blocks.allColumns()));
        forwardStacks = new INDArray[hidden + 1];
        Arrays.setAll(forwardStacks, l -> stacks[l].columns(0, blocks.forwardColumns()));
        forwardSums = new INDArray[hidden];
        Arrays.setAll(forwardSums, l -> layers[l].sums.columns(0, blocks.forwardColumns()));
        chained = new INDArray[hidden];
        Arrays.setAll(chained, l -> layers[l].adjoints.columns(blocks.forwardColumns(), blocks.batch()));
        top = new HostMatrix(1, blocks.forwardColumns());
        inputGradient = new HostMatrix(inputs, blocks.batch());
        topValues = new float[blocks.forwardColumns()];
        gradients = new float[inputs * blocks.batch()];
        outputWeights = new float[width];
        parameters = new float[shape.parameterCount()];
        backward = training ? new Backward() : null;
    }

    /** For values and gradients alone. */
    public static TaylorPass forScores(Mlp network, int batch) {
        return new TaylorPass(network, new TaylorBlocks(batch, 0, 0), false);
    }

    /**
     * For losses.
     *
     * @param probes probe directions of each sample, 0 or more
     * @param groups how many sums of second derivatives, at most {@code probes}; probe k belongs to group k · groups / probes
     */
    public static TaylorPass forTraining(Mlp network, int batch, int probes, int groups) {
        return new TaylorPass(network, new TaylorBlocks(batch, probes, groups), true);
    }

    /**
     * Values, gradients and second derivatives of a batch.
     *
     * @param stack inputs [inputs, batch], then v of each probe [inputs, batch] and Σ a of each group [inputs, batch], column by
     *     column; not modified
     */
    public void forward(float[] stack) {
        stacks[0].write(0, stack, inputs * blocks.forwardColumns());
        HostTransfer.download(network.parameters(), parameters);
        LayerViews weights = network.layers();
        for (int l = 0; l < hidden; l++) {
            Nd4j.gemm(weights.weights(l), forwardStacks[l], forwardSums[l], false, false, 1, 0);
            layers[l].activate(stacks[l + 1], parameters, biasOffset(l));
        }
        Nd4j.gemm(weights.weights(hidden), forwardStacks[hidden], top.array(), false, false, 1, 0);
        top.read(0, topValues, topValues.length);
        float bias = parameters[biasOffset(hidden)];
        for (int i = 0; i < blocks.batch(); i++) {
            topValues[i] += bias;
        }
        chain();
    }

    /** Where the biases of a layer begin among the parameters. */
    private int biasOffset(int l) {
        return l == hidden ? parameters.length - 1 : width * inputs + l * width * (width + 1);
    }

    /** dy/d of every layer's output and pre-activation, from the top down to the inputs. */
    private void chain() {
        System.arraycopy(parameters, parameters.length - 1 - width, outputWeights, 0, width);
        for (int l = hidden - 1; l >= 0; l--) {
            if (l == hidden - 1) {
                layers[l].chainFrom(outputWeights);
            } else {
                layers[l].chain();
            }
            INDArray below = l > 0 ? layers[l - 1].gradient.array() : inputGradient.array();
            Nd4j.gemm(network.layers().weights(l), chained[l], below, true, false, 1, 0);
        }
        inputGradient.read(0, gradients, gradients.length);
    }

    /** y of one sample of the last {@link #forward}. */
    public float value(int sample) {
        return topValues[sample];
    }

    /** Σ over the probes of the group of vᵀ∇²y v, plus Σ a · ∇y, of one sample. */
    public float secondDerivative(int group, int sample) {
        return topValues[blocks.ofGroup(group) * blocks.batch() + sample];
    }

    /** dy/d(inputs), [inputs, batch], column by column; overwritten by the next pass and not read by any. */
    public float[] gradients() {
        return gradients;
    }

    /**
     * The gradient with respect to the parameters of Σ over samples of e·y + u·∇y + Σ over groups of c·(second derivative), at the
     * batch of the last {@link #forward}: with e, u and c the derivatives of a loss, the loss's gradient.
     *
     * @param directions u, [inputs, batch]; not modified
     * @param curvatures c, [groups · batch], group by group; not modified; not read without probes
     * @param values e, [batch]; not modified; null for zeros
     * @return [1, parameterCount], overwritten by the next call
     */
    public INDArray backward(float[] directions, float[] curvatures, float[] values) {
        stacks[0].write(inputs * blocks.forwardColumns(), directions, inputs * blocks.batch());
        LayerViews weights = network.layers();
        for (int l = 0; l < hidden; l++) {
            Nd4j.gemm(weights.weights(l), backward.tangents[l], backward.tangentSums[l], false, false, 1, 0);
            layers[l].tangent(stacks[l + 1]);
        }
        outputLayer(curvatures, values);
        for (int l = hidden - 1; l >= 0; l--) {
            layers[l].adjoint(l == hidden - 1 ? null : backward.below, values, curvatures, backward.biasSums);
            INDArray adjoints = layers[l].adjoints.array();
            Nd4j.gemm(adjoints, stacks[l].array(), backward.views.weights(l), false, true, 1, 0);
            backward.gradient.write(biasOffset(l), backward.biasSums, width);
            if (l > 0) {
                Nd4j.gemm(weights.weights(l), backward.firstAdjoints[l], backward.below.array(), true, false, 1, 0);
            }
        }
        return gradient();
    }

    /** What {@link #backward} last gave. */
    public INDArray gradient() {
        return backward.gradient.array();
    }

    private void outputLayer(float[] curvatures, float[] values) {
        float[] output = backward.output;
        Arrays.fill(output, 0);
        float sum = 0;
        for (int i = 0; values != null && i < blocks.batch(); i++) {
            output[i] = values[i];
            sum += values[i];
        }
        if (blocks.groups() > 0) {
            System.arraycopy(curvatures, 0, output, blocks.firstColumns(), blocks.groups() * blocks.batch());
        }
        Arrays.fill(output, blocks.forwardColumns(), output.length, 1);
        backward.outputAdjoints.write(0, output, output.length);
        INDArray weights = backward.views.weights(hidden);
        Nd4j.gemm(backward.outputAdjoints.array(), stacks[hidden].array(), weights, false, true, 1, 0);
        backward.outputBias[0] = sum;
        backward.gradient.write(biasOffset(hidden), backward.outputBias, 1);
    }
}
