package io.github.cdkdrift.model;

import io.github.cdkdrift.generator.GeometryDraws;
import java.util.random.RandomGenerator;

/** Draws of known density. */
final class DensityGeometries implements GeometrySource {
    private final GeometryDraws source;
    private final int[] rotamerOf;
    private final int[] rotamers;

    DensityGeometries(GeometryDraws source, int[] rotamerOf, int batch) {
        this.source = source;
        this.rotamerOf = rotamerOf;
        rotamers = new int[batch];
    }

    @Override
    public int draw(RandomGenerator random, double[] geometries) {
        int count = source.draw(random, geometries);
        for (int i = 0; i < count; i++) {
            rotamers[i] = rotamerOf[source.states()[i]];
        }
        return count;
    }

    @Override
    public double[] logDensities() {
        return source.logDensities();
    }

    @Override
    public int[] rotamers() {
        return rotamers;
    }
}
