package io.github.cdkdrift.network;

import io.github.cdkdrift.backend.HostMatrix;
import io.github.cdkdrift.backend.HostTransfer;
import io.github.cdkdrift.backend.VectorMath;
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
 * <p>A column of every matrix is one sample; what belongs together stands side by side, so that a layer is one matrix product: values,
 * first and second coefficients of the probes, and the tangent along the loss's direction. With K probes in M groups a layer costs
 * 6 + 3K + 2M products of weights × batch (forward 1 + K + M, gradient 1, tangent 1, back 1 + K, weights 2 + K + M). Everything is allocated here. Not safe for use by several threads at once.
 */
public final class TaylorPass {
    /** Numbers that the elementwise loops take at once: their arrays stay in a second-level cache. */
    private static final int BLOCK = 1024;

    private final Mlp network;
    private final int batch;
    private final int probes;
    private final int groups;
    private final int width;
    private final int hidden;
    private final int inputs;
    private final Layer[] layers;
    private final INDArray[] layerInputs;
    private final HostMatrix[] stacks;
    private final HostMatrix top;
    private final HostMatrix inputGradient;
    private final Backward backward;
    private final float[] topValues;
    private final float[] gradients;
    private final float[] outputWeights;
    private final float[] parameters;
    private final Scratch scratch;

    /** What a hidden layer keeps: pre-activations, derivatives of the activation, and dy/d of its output and pre-activation. */
    private final class Layer {
        final HostMatrix sums;
        final INDArray sumsForward;
        final HostMatrix[] derivatives;
        final HostMatrix gradient;
        final HostMatrix adjoints;
        final INDArray chained;

        Layer(boolean training) {
            sums = new HostMatrix(width, stackColumns());
            sumsForward = sums.columns(0, forwardColumns());
            derivatives = new HostMatrix[probes > 0 ? 3 : training ? 2 : 1];
            Arrays.setAll(derivatives, order -> new HostMatrix(width, batch));
            gradient = new HostMatrix(width, batch);
            adjoints = new HostMatrix(width, stackColumns());
            chained = adjoints.columns(forwardColumns(), batch);
        }
    }

    /** What only training needs. */
    private final class Backward {
        final HostMatrix parameters = new HostMatrix(1, network.shape().parameterCount());
        final LayerViews views = new LayerViews(network.shape(), parameters.array());
        final HostMatrix below = new HostMatrix(width, (1 + probes) * batch);
        final HostMatrix outputAdjoints = new HostMatrix(1, stackColumns());
        final INDArray[] tangents = new INDArray[hidden];
        final INDArray[] tangentSums = new INDArray[hidden];
        final INDArray[] adjointsBelow = new INDArray[hidden];
        final float[] output = new float[stackColumns()];
        final float[] ones = new float[batch];
        final float[] biasSums = new float[width];
        final float[] outputBias = new float[1];

        Backward() {
            Arrays.fill(ones, 1);
            for (int l = 0; l < hidden; l++) {
                tangents[l] = stacks[l].columns(forwardColumns(), batch);
                tangentSums[l] = layers[l].sums.columns(forwardColumns(), batch);
                adjointsBelow[l] = layers[l].adjoints.columns(0, (1 + probes) * batch);
            }
        }
    }

    /** Blocks of columns in Java's arrays. */
    private static final class Scratch {
        final float[][] arrays;

        Scratch(int count, int length) {
            arrays = new float[count][length];
        }

        float[] get(int index) {
            return arrays[index];
        }
    }

    private TaylorPass(Mlp network, int batch, int probes, int groups, boolean training) {
        MlpShape shape = network.shape();
        if (shape.outputs() != 1 || batch < 1 || groups < 0 || (probes == 0) != (groups == 0) || probes < groups) {
            throw new IllegalArgumentException("a network of " + shape.outputs() + " outputs (1 expected), a batch of "
                    + batch + ", " + probes + " probes in " + groups + " groups");
        }
        this.network = network;
        this.batch = batch;
        this.probes = probes;
        this.groups = groups;
        width = shape.width();
        hidden = shape.hiddenLayers();
        inputs = shape.inputs();
        layers = new Layer[hidden];
        Arrays.setAll(layers, l -> new Layer(training));
        stacks = new HostMatrix[hidden + 1];
        Arrays.setAll(stacks, l -> new HostMatrix(l == 0 ? inputs : width, stackColumns()));
        layerInputs = new INDArray[hidden + 1];
        Arrays.setAll(layerInputs, l -> stacks[l].columns(0, forwardColumns()));
        top = new HostMatrix(1, forwardColumns());
        inputGradient = new HostMatrix(inputs, batch);
        backward = training ? new Backward() : null;
        topValues = new float[forwardColumns()];
        gradients = new float[inputs * batch];
        outputWeights = new float[width];
        parameters = new float[shape.parameterCount()];
        scratch = new Scratch(16, Math.max(BLOCK, width));
    }

    /** For values and gradients alone. */
    public static TaylorPass forScores(Mlp network, int batch) {
        return new TaylorPass(network, batch, 0, 0, false);
    }

    /**
     * For losses.
     *
     * @param probes probe directions of each sample, 0 or more
     * @param groups how many sums of second derivatives, at most {@code probes}; probe k belongs to group k · groups / probes
     */
    public static TaylorPass forTraining(Mlp network, int batch, int probes, int groups) {
        return new TaylorPass(network, batch, probes, groups, true);
    }

    private int forwardColumns() {
        return (1 + probes + groups) * batch;
    }

    private int stackColumns() {
        return (2 + probes + groups) * batch;
    }

    private int groupOf(int probe) {
        return probe * groups / probes;
    }

    /**
     * Values, gradients and second derivatives of a batch.
     *
     * @param stack inputs [inputs, batch], then v of each probe [inputs, batch] and Σ a of each group [inputs, batch], column by
     *     column; not modified
     */
    public void forward(float[] stack) {
        stacks[0].write(0, stack, inputs * forwardColumns());
        HostTransfer.download(network.parameters(), parameters);
        LayerViews weights = network.layers();
        for (int l = 0; l < hidden; l++) {
            Nd4j.gemm(weights.weights(l), layerInputs[l], layers[l].sumsForward, false, false, 1, 0);
            activate(l);
        }
        Nd4j.gemm(weights.weights(hidden), layerInputs[hidden], top.array(), false, false, 1, 0);
        top.read(0, topValues, topValues.length);
        float bias = parameters[biasOffset(hidden)];
        for (int i = 0; i < batch; i++) {
            topValues[i] += bias;
        }
        chain();
    }

    /** y of each sample, [batch]; overwritten by the next pass. */
    public float value(int sample) {
        return topValues[sample];
    }

    /** Σ over the probes of the group of vᵀ∇²y v, plus Σ a · ∇y, of one sample. */
    public float secondDerivative(int group, int sample) {
        return topValues[(1 + probes + group) * batch + sample];
    }

    /** dy/d(inputs), [inputs, batch], column by column; overwritten by the next pass. */
    public float[] gradients() {
        return gradients;
    }

    private void activate(int l) {
        Layer layer = layers[l];
        int biases = biasOffset(l);
        float[] z = scratch.get(1);
        float[] p = scratch.get(2);
        float[] pp = scratch.get(3);
        float[] ppp = scratch.get(4);
        float[] h = scratch.get(5);
        int size = width * batch;
        int step = width * Math.max(1, BLOCK / width);
        for (int from = 0; from < size; from += step) {
            int n = Math.min(step, size - from);
            layer.sums.read(from, z, n);
            addBias(z, biases, n);
            if (layer.derivatives.length == 1) {
                VectorMath.silu(z, h, p, n);
                stacks[l + 1].write(from, h, n);
            } else {
                VectorMath.silu(z, p, pp, ppp, n);
                stacks[l + 1].write(from, z, n);
                layer.derivatives[1].write(from, pp, n);
            }
            layer.derivatives[0].write(from, p, n);
            if (probes > 0) {
                layer.derivatives[2].write(from, ppp, n);
                probesForward(l, from, n, p, pp);
            }
        }
    }

    /** Where the biases of a layer begin among the parameters. */
    private int biasOffset(int l) {
        int first = width * inputs;
        return l == 0 ? first : l < hidden ? first + l * width * (width + 1) : parameters.length - 1;
    }

    private void addBias(float[] z, int offset, int n) {
        for (int column = 0; column < n; column += width) {
            for (int i = 0; i < width; i++) {
                z[column + i] += parameters[offset + i];
            }
        }
    }

    /** First and second coefficients through the activation: ḣ = φ′ż, ḧ = φ″ż² + φ′z̈. */
    private void probesForward(int l, int from, int n, float[] p, float[] pp) {
        float[] zd = scratch.get(6);
        float[] squares = scratch.get(7);
        float[] out = scratch.get(8);
        int size = width * batch;
        for (int group = 0; group < groups; group++) {
            Arrays.fill(squares, 0, n, 0);
            for (int k = 0; k < probes; k++) {
                if (groupOf(k) == group) {
                    int offset = (1 + k) * size + from;
                    layers[l].sums.read(offset, zd, n);
                    for (int i = 0; i < n; i++) {
                        out[i] = p[i] * zd[i];
                        squares[i] += zd[i] * zd[i];
                    }
                    stacks[l + 1].write(offset, out, n);
                }
            }
            int offset = (1 + probes + group) * size + from;
            layers[l].sums.read(offset, zd, n);
            for (int i = 0; i < n; i++) {
                out[i] = pp[i] * squares[i] + p[i] * zd[i];
            }
            stacks[l + 1].write(offset, out, n);
        }
    }

    /** dy/d of every layer's output and pre-activation, from the top down to the inputs. */
    private void chain() {
        LayerViews weights = network.layers();
        System.arraycopy(parameters, parameters.length - 1 - width, outputWeights, 0, width);
        int size = width * batch;
        int step = width * Math.max(1, BLOCK / width);
        float[] g = scratch.get(0);
        float[] p = scratch.get(1);
        for (int l = hidden - 1; l >= 0; l--) {
            Layer layer = layers[l];
            for (int from = 0; from < size; from += step) {
                int n = Math.min(step, size - from);
                if (l == hidden - 1) {
                    repeat(outputWeights, g, n);
                    layer.gradient.write(from, g, n);
                } else {
                    layer.gradient.read(from, g, n);
                }
                layer.derivatives[0].read(from, p, n);
                for (int i = 0; i < n; i++) {
                    g[i] *= p[i];
                }
                layer.adjoints.write((1 + probes + groups) * size + from, g, n);
            }
            INDArray below = l > 0 ? layers[l - 1].gradient.array() : inputGradient.array();
            Nd4j.gemm(weights.weights(l), layer.chained, below, true, false, 1, 0);
        }
        inputGradient.read(0, gradients, gradients.length);
    }

    private void repeat(float[] column, float[] block, int n) {
        for (int at = 0; at < n; at += width) {
            System.arraycopy(column, 0, block, at, width);
        }
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
        tangents(directions);
        outputLayer(curvatures, values);
        for (int l = hidden - 1; l >= 0; l--) {
            adjoints(l, curvatures, values);
            Layer layer = layers[l];
            Nd4j.gemm(layer.adjoints.array(), stacks[l].array(), backward.views.weights(l), false, true, 1, 0);
            if (l > 0) {
                Nd4j.gemm(
                        network.layers().weights(l),
                        backward.adjointsBelow[l],
                        backward.below.array(),
                        true,
                        false,
                        1,
                        0);
            }
        }
        return gradient();
    }

    /** What {@link #backward} last gave. */
    public INDArray gradient() {
        return backward.parameters.array();
    }

    /** The tangent along the loss's direction: ḣ = φ′ż. */
    private void tangents(float[] directions) {
        int blocks = 1 + probes + groups;
        stacks[0].write(blocks * inputs * batch, directions, inputs * batch);
        int size = width * batch;
        int step = width * Math.max(1, BLOCK / width);
        float[] z = scratch.get(0);
        float[] p = scratch.get(1);
        for (int l = 0; l < hidden; l++) {
            Nd4j.gemm(
                    network.layers().weights(l), backward.tangents[l], backward.tangentSums[l], false, false, 1, 0);
            for (int from = 0; from < size; from += step) {
                int n = Math.min(step, size - from);
                layers[l].sums.read(blocks * size + from, z, n);
                layers[l].derivatives[0].read(from, p, n);
                for (int i = 0; i < n; i++) {
                    z[i] *= p[i];
                }
                stacks[l + 1].write(blocks * size + from, z, n);
            }
        }
    }

    private void outputLayer(float[] curvatures, float[] values) {
        float[] output = backward.output;
        Arrays.fill(output, 0);
        if (values != null) {
            System.arraycopy(values, 0, output, 0, batch);
        }
        if (groups > 0) {
            System.arraycopy(curvatures, 0, output, (1 + probes) * batch, groups * batch);
        }
        System.arraycopy(backward.ones, 0, output, forwardColumns(), batch);
        backward.outputAdjoints.write(0, output, output.length);
        Nd4j.gemm(
                backward.outputAdjoints.array(),
                stacks[hidden].array(),
                backward.views.weights(hidden),
                false,
                true,
                1,
                0);
        float sum = 0;
        for (int i = 0; i < batch; i++) {
            sum += output[i];
        }
        backward.outputBias[0] = sum;
        backward.parameters.write(biasOffset(hidden), backward.outputBias, 1);
    }

    /**
     * Adjoints of a layer's pre-activations. With g = dy/dh, c the weight of a second coefficient, a and b_k adjoints of h and of the
     * probes' ḣ_k: z̄ = φ″ż_u g + φ′a + Σ_k φ″ż_k b_k + c g Σ_k φ‴ż_k² + c g φ″z̈, that of ż_k is 2φ″ż_k c g + φ′b_k, that of z̈ is c φ′g.
     */
    private void adjoints(int l, float[] curvatures, float[] values) {
        Layer layer = layers[l];
        boolean last = l == hidden - 1;
        int size = width * batch;
        int step = width * Math.max(1, BLOCK / width);
        Arrays.fill(backward.biasSums, 0);
        float[] p = scratch.get(1);
        float[] pp = scratch.get(2);
        float[] g = scratch.get(3);
        float[] az = scratch.get(4);
        float[] a = scratch.get(5);
        for (int from = 0; from < size; from += step) {
            int n = Math.min(step, size - from);
            layer.derivatives[0].read(from, p, n);
            layer.derivatives[1].read(from, pp, n);
            layer.gradient.read(from, g, n);
            layer.sums.read((1 + probes + groups) * size + from, az, n);
            for (int i = 0; i < n; i++) {
                az[i] *= pp[i] * g[i];
            }
            if (!last) {
                backward.below.read(from, a, n);
                addProduct(az, p, a, n);
            } else if (values != null) {
                expand(values, from / width, a, n);
                multiply(a, g, n);
                addProduct(az, p, a, n);
            }
            if (probes > 0) {
                probesBackward(l, from, n, curvatures, az);
            }
            layer.adjoints.write(from, az, n);
            for (int column = 0; column < n; column += width) {
                for (int i = 0; i < width; i++) {
                    backward.biasSums[i] += az[column + i];
                }
            }
        }
        backward.parameters.write(biasOffset(l), backward.biasSums, width);
    }

    private void probesBackward(int l, int from, int n, float[] curvatures, float[] az) {
        Layer layer = layers[l];
        int size = width * batch;
        float[] p = scratch.get(1);
        float[] pp = scratch.get(2);
        float[] g = scratch.get(3);
        float[] ppp = scratch.get(6);
        float[] cg = scratch.get(7);
        float[] zd = scratch.get(8);
        float[] b = scratch.get(9);
        float[] squares = scratch.get(10);
        layer.derivatives[2].read(from, ppp, n);
        for (int group = 0; group < groups; group++) {
            expand(curvatures, group * batch + from / width, cg, n);
            multiply(cg, g, n);
            Arrays.fill(squares, 0, n, 0);
            for (int k = 0; k < probes; k++) {
                if (groupOf(k) == group) {
                    int offset = (1 + k) * size + from;
                    layer.sums.read(offset, zd, n);
                    addSquares(squares, zd, n);
                    if (l == hidden - 1) {
                        probeAdjoint(zd, pp, cg, n);
                    } else {
                        backward.below.read(offset, b, n);
                        probeAdjoint(zd, p, pp, cg, b, az, n);
                    }
                    layer.adjoints.write(offset, zd, n);
                }
            }
            int offset = (1 + probes + group) * size + from;
            layer.sums.read(offset, zd, n);
            for (int i = 0; i < n; i++) {
                az[i] += (ppp[i] * squares[i] + pp[i] * zd[i]) * cg[i];
                zd[i] = p[i] * cg[i];
            }
            layer.adjoints.write(offset, zd, n);
        }
    }

    /** Overwrites ż with its adjoint where nothing comes from above. */
    private static void probeAdjoint(float[] zd, float[] pp, float[] cg, int n) {
        for (int i = 0; i < n; i++) {
            zd[i] *= 2f * pp[i] * cg[i];
        }
    }

    private static void probeAdjoint(
            float[] zd, float[] p, float[] pp, float[] cg, float[] b, float[] az, int n) {
        for (int i = 0; i < n; i++) {
            float curved = pp[i] * zd[i];
            az[i] += curved * b[i];
            zd[i] = 2f * curved * cg[i] + p[i] * b[i];
        }
    }

    private static void addSquares(float[] target, float[] values, int n) {
        for (int i = 0; i < n; i++) {
            target[i] += values[i] * values[i];
        }
    }

    private static void addProduct(float[] target, float[] first, float[] second, int n) {
        for (int i = 0; i < n; i++) {
            target[i] += first[i] * second[i];
        }
    }

    private static void multiply(float[] target, float[] factors, int n) {
        for (int i = 0; i < n; i++) {
            target[i] *= factors[i];
        }
    }

    /** Each number once for every row of its column. */
    private void expand(float[] perColumn, int first, float[] block, int n) {
        for (int column = 0; column * width < n; column++) {
            Arrays.fill(block, column * width, (column + 1) * width, perColumn[first + column]);
        }
    }
}
