package io.github.cdkdrift.model;

import io.github.cdkdrift.backend.Kernels;
import io.github.cdkdrift.network.LatentInput;
import io.github.cdkdrift.network.Mlp;
import io.github.cdkdrift.network.MlpPass;
import io.github.cdkdrift.network.TorsionHead;
import java.util.random.RandomGenerator;

/** Positions, and turns of bonds, by a network. */
final class NetworkSource implements GeometrySource {
    private final StateDraw states;
    private final MlpPass pass;
    private final TorsionHead head;
    private final LatentInput noise;
    private final float[] inputs;
    private final float[] outputs;
    private final float[] positions;

    NetworkSource(ConformerModel model, Mlp network, Kernels kernels, int batch) {
        states = new StateDraw(model.states());
        pass = MlpPass.forSampling(network, kernels, batch);
        head = model.settings().network().head(model.graph());
        noise = model.settings().network().latentInput(model.states().size());
        inputs = new float[batch * noise.size()];
        outputs = new float[batch * network.shape().outputs()];
        positions = new float[batch * 3 * model.graph().atoms()];
    }

    @Override
    public int draw(RandomGenerator random, double[] geometries) {
        noise.fill(random, sample -> states.state(random.nextDouble()), inputs);
        pass.forward(inputs, outputs);
        head.positions(outputs, positions);
        for (int i = 0; i < geometries.length; i++) {
            geometries[i] = positions[i];
        }
        return inputs.length / noise.size();
    }

    @Override
    public double[] logDensities() {
        return null;
    }
}
