package io.github.cdkdrift.training;

import io.github.cdkdrift.backend.Kernels;
import io.github.cdkdrift.network.LatentInput;
import io.github.cdkdrift.network.Mlp;
import io.github.cdkdrift.network.MlpPass;
import io.github.cdkdrift.random.Noise;

/** Draws points from a trained network, one forward pass each. Not safe for use by several threads at once. */
public final class PointSampler {
    private static final int BATCH = 1024;

    private final Mlp network;
    private final LatentInput noise;
    private final boolean residual;
    private final MlpPass pass;
    private final float[] inputs;
    private final float[] points;

    PointSampler(Mlp network, LatentInput noise, boolean residual, Kernels kernels) {
        this.network = network;
        this.noise = noise;
        this.residual = residual;
        pass = MlpPass.forSampling(network, kernels, BATCH);
        inputs = new float[BATCH * noise.size()];
        points = new float[BATCH * network.shape().outputs()];
    }

    /**
     * Draws points.
     *
     * @param count at least 0
     * @param seed the same seed gives the same points
     * @return [count · d]
     */
    public double[] draw(int count, long seed) {
        int dimensions = network.shape().outputs();
        double[] drawn = new double[count * dimensions];
        for (int from = 0; from < count; from += BATCH) {
            noise.fill(Noise.stream(seed, from / BATCH), inputs);
            pass.forward(inputs, points);
            if (residual) {
                noise.addTo(inputs, points, dimensions);
            }
            int numbers = Math.min(BATCH, count - from) * dimensions;
            for (int i = 0; i < numbers; i++) {
                drawn[from * dimensions + i] = points[i];
            }
        }
        return drawn;
    }

    /** The network: noise and code → points. Not to be modified. */
    public Mlp network() {
        return network;
    }
}
