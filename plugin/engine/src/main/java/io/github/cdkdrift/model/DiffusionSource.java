package io.github.cdkdrift.model;

import io.github.cdkdrift.generator.DiffusionGenerator;
import java.util.random.RandomGenerator;

/** Beads by a diffusion that runs backwards. */
final class DiffusionSource implements GeometrySource {
    private final DiffusionGenerator generator;

    DiffusionSource(DiffusionGenerator generator) {
        this.generator = generator;
    }

    @Override
    public int draw(RandomGenerator random, double[] geometries) {
        int count = geometries.length / generator.diffusion().dimensions();
        double[] drawn = generator.diffusion().draw(count, generator.steps(), random.nextLong());
        System.arraycopy(drawn, 0, geometries, 0, drawn.length);
        return count;
    }

    @Override
    public double[] logDensities() {
        return null;
    }
}
