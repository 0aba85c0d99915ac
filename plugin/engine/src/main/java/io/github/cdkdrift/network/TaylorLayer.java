package io.github.cdkdrift.network;

import io.github.cdkdrift.backend.HostMatrix;
import io.github.cdkdrift.backend.VectorMath;
import java.util.Arrays;

/**
 * A hidden layer of a {@link TaylorPass}: what it keeps of the forward pass, and its elementwise loops, a block of columns at a time.
 */
final class TaylorLayer {
    /** Numbers that the loops take at once: their arrays stay in a second-level cache. */
    private static final int BLOCK = 1024;

    private static final int SCRATCHES = 11;

    private final TaylorBlocks blocks;
    private final int width;
    private final int size;
    private final int step;
    private final float[][] scratch;

    /** Pre-activations and their tangents. */
    final HostMatrix sums;

    /** dy/d(output). */
    final HostMatrix gradient;

    /** Adjoints of the pre-activations and of their tangents; last dy/d(pre-activation). */
    final HostMatrix adjoints;

    /** φ′ and, as far as they are needed, φ″ and φ‴. */
    private final HostMatrix[] derivatives;

    TaylorLayer(TaylorBlocks blocks, int width, boolean training, float[][] scratch) {
        this.blocks = blocks;
        this.width = width;
        this.scratch = scratch;
        size = width * blocks.batch();
        step = width * Math.max(1, BLOCK / width);
        sums = new HostMatrix(width, blocks.allColumns());
        gradient = new HostMatrix(width, blocks.batch());
        adjoints = new HostMatrix(width, blocks.allColumns());
        derivatives = new HostMatrix[blocks.probes() > 0 ? 3 : training ? 2 : 1];
        Arrays.setAll(derivatives, order -> new HostMatrix(width, blocks.batch()));
    }

    /** Arrays that the layers of a pass use in turn. */
    static float[][] scratch(int width) {
        return new float[SCRATCHES][Math.max(BLOCK, width)];
    }

    /**
     * From pre-activations to outputs.
     *
     * @param above the next layer's inputs, modified
     * @param parameters of the network, whose biases of this layer begin at {@code bias}
     */
    void activate(HostMatrix above, float[] parameters, int bias) {
        float[] z = scratch[0];
        float[] p = scratch[1];
        float[] pp = scratch[2];
        float[] ppp = scratch[3];
        for (int from = 0; from < size; from += step) {
            int n = Math.min(step, size - from);
            sums.read(from, z, n);
            addBias(z, parameters, bias, n);
            if (derivatives.length == 1) {
                VectorMath.silu(z, pp, p, n);
                above.write(from, pp, n);
            } else {
                VectorMath.silu(z, p, pp, ppp, n);
                above.write(from, z, n);
                derivatives[1].write(from, pp, n);
            }
            derivatives[0].write(from, p, n);
            if (blocks.probes() > 0) {
                derivatives[2].write(from, ppp, n);
                probesForward(above, from, n);
            }
        }
    }

    private void addBias(float[] z, float[] parameters, int bias, int n) {
        for (int column = 0; column < n; column += width) {
            for (int i = 0; i < width; i++) {
                z[column + i] += parameters[bias + i];
            }
        }
    }

    /** Coefficients through the activation: ḣ = φ′ż, ḧ = φ″ż² + φ′z̈. */
    private void probesForward(HostMatrix above, int from, int n) {
        float[] p = scratch[1];
        float[] pp = scratch[2];
        float[] z = scratch[4];
        float[] squares = scratch[5];
        for (int group = 0; group < blocks.groups(); group++) {
            Arrays.fill(squares, 0, n, 0);
            for (int k = 0; k < blocks.probes(); k++) {
                if (blocks.groupOf(k) == group) {
                    int offset = blocks.ofProbe(k) * size + from;
                    sums.read(offset, z, n);
                    addSquares(squares, z, n);
                    multiply(z, p, n);
                    above.write(offset, z, n);
                }
            }
            int offset = blocks.ofGroup(group) * size + from;
            sums.read(offset, z, n);
            combine(z, p, pp, squares, n);
            above.write(offset, z, n);
        }
    }

    /** dy/d(pre-activation) = φ′ dy/d(output). */
    void chain() {
        float[] g = scratch[0];
        float[] p = scratch[1];
        for (int from = 0; from < size; from += step) {
            int n = Math.min(step, size - from);
            gradient.read(from, g, n);
            derivatives[0].read(from, p, n);
            multiply(g, p, n);
            adjoints.write(blocks.last() * size + from, g, n);
        }
    }

    /** The same at the top, where dy/d(output) are the output's weights. */
    void chainFrom(float[] outputWeights) {
        float[] g = scratch[0];
        for (int from = 0; from < size; from += step) {
            int n = Math.min(step, size - from);
            for (int at = 0; at < n; at += width) {
                System.arraycopy(outputWeights, 0, g, at, width);
            }
            gradient.write(from, g, n);
        }
        chain();
    }

    /** The tangent along the loss's direction: ḣ = φ′ż. */
    void tangent(HostMatrix above) {
        float[] z = scratch[0];
        float[] p = scratch[1];
        int block = blocks.last() * size;
        for (int from = 0; from < size; from += step) {
            int n = Math.min(step, size - from);
            sums.read(block + from, z, n);
            derivatives[0].read(from, p, n);
            multiply(z, p, n);
            above.write(block + from, z, n);
        }
    }

    /**
     * Adjoints of the pre-activations. With g = dy/dh, c the weight of a second coefficient, a and b_k adjoints of h and of the probes'
     * ḣ_k, u the loss's direction: z̄ = φ″ż_u g + φ′a + Σ_k φ″ż_k b_k + c g (Σ_k φ‴ż_k² + φ″z̈), that of ż_k is 2φ″ż_k c g + φ′b_k, that
     * of z̈ is c φ′g.
     *
     * @param fromAbove a and b_k; null at the top, where a is e g and b_k is 0
     * @param values e, null for zeros
     * @param curvatures c
     * @param biasSums Σ z̄ over the batch, overwritten
     */
    void adjoint(HostMatrix fromAbove, float[] values, float[] curvatures, float[] biasSums) {
        float[] p = scratch[1];
        float[] pp = scratch[2];
        float[] g = scratch[3];
        float[] az = scratch[4];
        float[] a = scratch[5];
        Arrays.fill(biasSums, 0);
        for (int from = 0; from < size; from += step) {
            int n = Math.min(step, size - from);
            derivatives[0].read(from, p, n);
            derivatives[1].read(from, pp, n);
            gradient.read(from, g, n);
            sums.read(blocks.last() * size + from, az, n);
            multiply(az, pp, n);
            multiply(az, g, n);
            if (fromAbove != null) {
                fromAbove.read(from, a, n);
                addProduct(az, p, a, n);
            } else if (values != null) {
                expand(values, from / width, a, n);
                multiply(a, g, n);
                addProduct(az, p, a, n);
            }
            if (blocks.probes() > 0) {
                probesBackward(fromAbove, from, n, curvatures);
            }
            adjoints.write(from, az, n);
            for (int column = 0; column < n; column += width) {
                for (int i = 0; i < width; i++) {
                    biasSums[i] += az[column + i];
                }
            }
        }
    }

    private void probesBackward(HostMatrix fromAbove, int from, int n, float[] curvatures) {
        float[] p = scratch[1];
        float[] pp = scratch[2];
        float[] az = scratch[4];
        float[] ppp = scratch[6];
        float[] cg = scratch[7];
        float[] z = scratch[8];
        float[] b = scratch[9];
        float[] squares = scratch[10];
        derivatives[2].read(from, ppp, n);
        for (int group = 0; group < blocks.groups(); group++) {
            expand(curvatures, group * blocks.batch() + from / width, cg, n);
            multiply(cg, scratch[3], n);
            Arrays.fill(squares, 0, n, 0);
            for (int k = 0; k < blocks.probes(); k++) {
                if (blocks.groupOf(k) == group) {
                    int offset = blocks.ofProbe(k) * size + from;
                    sums.read(offset, z, n);
                    addSquares(squares, z, n);
                    if (fromAbove == null) {
                        probeAdjoint(z, pp, cg, n);
                    } else {
                        fromAbove.read(offset, b, n);
                        probeAdjoint(z, p, pp, cg, b, az, n);
                    }
                    adjoints.write(offset, z, n);
                }
            }
            int offset = blocks.ofGroup(group) * size + from;
            sums.read(offset, z, n);
            for (int i = 0; i < n; i++) {
                az[i] += (ppp[i] * squares[i] + pp[i] * z[i]) * cg[i];
            }
            multiply(cg, p, n);
            adjoints.write(offset, cg, n);
        }
    }

    /** Overwrites ż with its adjoint where nothing comes from above. */
    private static void probeAdjoint(float[] z, float[] pp, float[] cg, int n) {
        for (int i = 0; i < n; i++) {
            z[i] *= 2f * pp[i] * cg[i];
        }
    }

    private static void probeAdjoint(float[] z, float[] p, float[] pp, float[] cg, float[] b, float[] az, int n) {
        for (int i = 0; i < n; i++) {
            float curved = pp[i] * z[i];
            az[i] += curved * b[i];
            z[i] = 2f * curved * cg[i] + p[i] * b[i];
        }
    }

    private static void combine(float[] z, float[] p, float[] pp, float[] squares, int n) {
        for (int i = 0; i < n; i++) {
            z[i] = pp[i] * squares[i] + p[i] * z[i];
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
