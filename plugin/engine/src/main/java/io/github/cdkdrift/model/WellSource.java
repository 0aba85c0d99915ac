package io.github.cdkdrift.model;

import io.github.cdkdrift.backend.Kernels;
import io.github.cdkdrift.coordinate.Well;
import io.github.cdkdrift.coordinate.ZMatrix;
import io.github.cdkdrift.generator.WellNetwork;
import io.github.cdkdrift.network.LatentInput;
import io.github.cdkdrift.network.MlpPass;
import java.util.random.RandomGenerator;

/** Points in a well, by a network that adds to Gaussian noise, as geometries. */
final class WellSource implements GeometrySource {
    private final ZMatrix internal;
    private final Well well;
    private final MlpPass pass;
    private final LatentInput noise;
    private final float[] inputs;
    private final float[] outputs;
    private final int coordinates;
    private final double[] point;
    private final double[] values;

    WellSource(ConformerModel model, WellNetwork generator, Kernels kernels, int batch) {
        internal = new ZMatrix(model.graph());
        well = generator.well();
        pass = MlpPass.forSampling(generator.network(), kernels, batch);
        noise = model.settings().network().latentInput(1);
        inputs = new float[batch * noise.size()];
        outputs = new float[batch * generator.network().shape().outputs()];
        coordinates = 3 * model.graph().atoms();
        point = new double[well.dimensions()];
        values = new double[well.dimensions()];
    }

    @Override
    public int draw(RandomGenerator random, double[] geometries) {
        noise.fill(random, sample -> 0, inputs);
        pass.forward(inputs, outputs);
        noise.addTo(inputs, outputs, point.length);
        int count = outputs.length / point.length;
        for (int sample = 0; sample < count; sample++) {
            for (int i = 0; i < point.length; i++) {
                point[i] = outputs[sample * point.length + i];
            }
            well.map(point, 0, values, 0);
            internal.place(values, 0, geometries, sample * coordinates);
        }
        return count;
    }

    @Override
    public double[] logDensities() {
        return null;
    }
}
