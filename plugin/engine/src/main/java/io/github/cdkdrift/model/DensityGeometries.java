package io.github.cdkdrift.model;

import io.github.cdkdrift.backend.Kernels;
import io.github.cdkdrift.generator.DensityGenerator;
import io.github.cdkdrift.generator.DensitySource;
import io.github.cdkdrift.rotamer.RotamerStates;
import java.util.random.RandomGenerator;

/** Draws of known density. */
final class DensityGeometries implements GeometrySource {
    private final DensitySource source;
    private final int[] rotamerOf;
    private final int[] rotamers;

    DensityGeometries(DensityGenerator generator, RotamerStates states, Kernels kernels, int batch) {
        source = new DensitySource(generator, generator.logShares(states), kernels, batch);
        rotamerOf = generator.rotamers();
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
