package io.github.cdkdrift.generator;

import io.github.cdkdrift.backend.Kernels;
import io.github.cdkdrift.network.MlpPass;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Runs a {@link CouplingFlow} over batches of one size, to the points or back from them, and for training takes gradients the way back.
 * Every array is allocated here, once; points are [samples][dimensions]. Not safe for use by several threads at once.
 */
public final class CouplingPass {
    /** Largest logarithm by which a layer scales. */
    private static final double LARGEST = 0.7;

    private final CouplingShape shape;
    private final int batch;
    private final int[][] moved;
    private final int[][] kept;
    private final MlpPass[] passes;
    private final float[][] inputs;
    private final float[][] outputs;
    private final float[][] outputGradients;
    private final float[][] inputGradients;
    /** Of each layer, what its moved coordinates were before. */
    private final double[][] before;
    /** Of each layer, hyperbolic tangents of the networks' first outputs. */
    private final double[][] tangents;

    private CouplingPass(CouplingFlow flow, Kernels kernels, int batch, boolean training) {
        shape = flow.shape();
        this.batch = batch;
        int layers = shape.layers();
        moved = new int[layers][];
        kept = new int[layers][];
        passes = new MlpPass[layers];
        inputs = new float[layers][];
        outputs = new float[layers][];
        outputGradients = new float[layers][];
        inputGradients = new float[layers][];
        before = new double[layers][];
        tangents = new double[layers][];
        for (int layer = 0; layer < layers; layer++) {
            moved[layer] = shape.moved(layer);
            kept[layer] = shape.kept(layer);
            passes[layer] = training
                    ? MlpPass.forTraining(flow.network(layer), kernels, batch)
                    : MlpPass.forSampling(flow.network(layer), kernels, batch);
            inputs[layer] = new float[batch * (kept[layer].length + shape.codes())];
            outputs[layer] = new float[batch * 2 * moved[layer].length];
            before[layer] = new double[batch * moved[layer].length];
            tangents[layer] = new double[before[layer].length];
            if (training) {
                outputGradients[layer] = new float[outputs[layer].length];
                inputGradients[layer] = new float[inputs[layer].length];
            }
        }
    }

    /** For draws and densities alone. */
    public static CouplingPass forSampling(CouplingFlow flow, Kernels kernels, int batch) {
        return new CouplingPass(flow, kernels, batch, false);
    }

    /** For gradients, too. */
    public static CouplingPass forTraining(CouplingFlow flow, Kernels kernels, int batch) {
        return new CouplingPass(flow, kernels, batch, true);
    }

    /**
     * Maps independent normal numbers z to points w.
     *
     * @param points [batch][dimensions], z, overwritten by w
     * @param codes [batch][codes]
     * @param logVolumes [batch], overwritten by ln |dw/dz|
     */
    public void forward(double[] points, float[] codes, double[] logVolumes) {
        Arrays.fill(logVolumes, 0);
        for (int layer = 0; layer < passes.length; layer++) {
            evaluate(layer, points, codes);
            int n = moved[layer].length;
            for (int sample = 0; sample < batch; sample++) {
                int at = sample * shape.dimensions();
                double sum = 0;
                for (int i = 0; i < n; i++) {
                    int k = at + moved[layer][i];
                    double logScale = logScale(layer, sample, i);
                    before[layer][sample * n + i] = points[k];
                    points[k] = points[k] * Math.exp(logScale) + outputs[layer][(2 * sample + 1) * n + i];
                    sum += logScale;
                }
                logVolumes[sample] += sum;
            }
        }
    }

    /**
     * Maps points w back to independent normal numbers z.
     *
     * @param points [batch][dimensions], w, overwritten by z
     * @param codes [batch][codes]
     * @param logVolumes [batch], overwritten by ln |dw/dz|
     */
    public void inverse(double[] points, float[] codes, double[] logVolumes) {
        Arrays.fill(logVolumes, 0);
        for (int layer = passes.length - 1; layer >= 0; layer--) {
            evaluate(layer, points, codes);
            int n = moved[layer].length;
            for (int sample = 0; sample < batch; sample++) {
                int at = sample * shape.dimensions();
                double sum = 0;
                for (int i = 0; i < n; i++) {
                    int k = at + moved[layer][i];
                    double logScale = logScale(layer, sample, i);
                    points[k] = (points[k] - outputs[layer][(2 * sample + 1) * n + i]) * Math.exp(-logScale);
                    before[layer][sample * n + i] = points[k];
                    sum += logScale;
                }
                logVolumes[sample] += sum;
            }
        }
    }

    /** Runs the network of a layer on the coordinates that it keeps. */
    private void evaluate(int layer, double[] points, float[] codes) {
        int n = kept[layer].length;
        int stride = n + shape.codes();
        for (int sample = 0; sample < batch; sample++) {
            int at = sample * shape.dimensions();
            for (int i = 0; i < n; i++) {
                inputs[layer][sample * stride + i] = (float) points[at + kept[layer][i]];
            }
            System.arraycopy(codes, sample * shape.codes(), inputs[layer], sample * stride + n, shape.codes());
        }
        passes[layer].forward(inputs[layer], outputs[layer]);
    }

    private double logScale(int layer, int sample, int i) {
        int n = moved[layer].length;
        double tangent = Math.tanh(outputs[layer][2 * sample * n + i] / LARGEST);
        tangents[layer][sample * n + i] = tangent;
        return LARGEST * tangent;
    }

    /**
     * Takes a gradient over points w back through the last {@link #forward} to the parameters.
     *
     * @param gradients [batch][dimensions], dL/dw, overwritten by dL/dz
     * @param ofVolume dL/d(ln |dw/dz|) of every sample
     * @return by layer, dL/d(parameters), overwritten by the next call
     */
    public INDArray[] backward(double[] gradients, double ofVolume) {
        INDArray[] ofParameters = new INDArray[passes.length];
        back(gradients, ofVolume, ofParameters);
        return ofParameters;
    }

    /** The same to the points alone, which is all that changes. */
    public void toPoints(double[] gradients, double ofVolume) {
        back(gradients, ofVolume, null);
    }

    private void back(double[] gradients, double ofVolume, INDArray[] ofParameters) {
        for (int layer = passes.length - 1; layer >= 0; layer--) {
            int n = moved[layer].length;
            for (int sample = 0; sample < batch; sample++) {
                int at = sample * shape.dimensions();
                for (int i = 0; i < n; i++) {
                    int k = at + moved[layer][i];
                    double tangent = tangents[layer][sample * n + i];
                    double scale = Math.exp(LARGEST * tangent);
                    double g = gradients[k];
                    double ofScale = g * before[layer][sample * n + i] * scale + ofVolume;
                    outputGradients[layer][2 * sample * n + i] = (float) (ofScale * (1 - tangent * tangent));
                    outputGradients[layer][(2 * sample + 1) * n + i] = (float) g;
                    gradients[k] = g * scale;
                }
            }
            further(layer, gradients, ofParameters);
        }
    }

    /**
     * Takes a gradient over independent normal numbers z back through the last {@link #inverse} to the parameters.
     *
     * @param gradients [batch][dimensions], dL/dz, overwritten by dL/dw
     * @param ofVolume dL/d(ln |dw/dz|) of every sample
     * @return by layer, dL/d(parameters), overwritten by the next call
     */
    public INDArray[] backwardOfInverse(double[] gradients, double ofVolume) {
        INDArray[] ofParameters = new INDArray[passes.length];
        backOfInverse(gradients, ofVolume, ofParameters);
        return ofParameters;
    }

    /** The same to the points alone, which is all that changes. */
    public void toPointsOfInverse(double[] gradients, double ofVolume) {
        backOfInverse(gradients, ofVolume, null);
    }

    private void backOfInverse(double[] gradients, double ofVolume, INDArray[] ofParameters) {
        for (int layer = 0; layer < passes.length; layer++) {
            int n = moved[layer].length;
            for (int sample = 0; sample < batch; sample++) {
                int at = sample * shape.dimensions();
                for (int i = 0; i < n; i++) {
                    int k = at + moved[layer][i];
                    double tangent = tangents[layer][sample * n + i];
                    double shrink = Math.exp(-LARGEST * tangent);
                    double g = gradients[k];
                    double ofScale = ofVolume - g * before[layer][sample * n + i];
                    outputGradients[layer][2 * sample * n + i] = (float) (ofScale * (1 - tangent * tangent));
                    outputGradients[layer][(2 * sample + 1) * n + i] = (float) (-g * shrink);
                    gradients[k] = g * shrink;
                }
            }
            further(layer, gradients, ofParameters);
        }
    }

    /** Through the network of a layer to its parameters, where they are wanted, and to the coordinates that it keeps. */
    private void further(int layer, double[] gradients, INDArray[] ofParameters) {
        if (ofParameters == null) {
            passes[layer].backwardToInputs(outputGradients[layer], inputGradients[layer]);
        } else {
            ofParameters[layer] = passes[layer].backward(outputGradients[layer], inputGradients[layer]);
        }
        int n = kept[layer].length;
        int stride = n + shape.codes();
        for (int sample = 0; sample < batch; sample++) {
            for (int i = 0; i < n; i++) {
                gradients[sample * shape.dimensions() + kept[layer][i]] += inputGradients[layer][sample * stride + i];
            }
        }
    }
}
