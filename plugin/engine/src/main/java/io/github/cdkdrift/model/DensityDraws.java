package io.github.cdkdrift.model;

import io.github.cdkdrift.backend.Kernels;
import io.github.cdkdrift.generator.AnnealedSource;
import io.github.cdkdrift.generator.DensityGenerator;
import io.github.cdkdrift.generator.DensitySource;
import io.github.cdkdrift.generator.GeometryDraws;
import io.github.cdkdrift.molecule.PhysicalConstants;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.random.Noise;

/** Draws of a model that knows its density. */
final class DensityDraws {
    /** The stream of random numbers that lengths of moves are found with; those of draws lie far from it. */
    private static final long TUNING_STREAM = Long.MIN_VALUE / 2;

    private DensityDraws() {}

    /**
     * Draws.
     *
     * @param own the model's potential; null where it has none
     * @param levels more than 1 to carry draws over to it
     * @param batch most geometries that are drawn at once
     */
    static GeometryDraws of(ConformerModel model, Potential own, int levels, long seed, int batch) {
        DensityGenerator generator = (DensityGenerator) model.generator();
        double[] logShares = generator.logShares(model.states());
        Kernels kernels = Kernels.ofBackend();
        if (levels <= 1) {
            return new DensitySource(generator, logShares, kernels, batch);
        }
        AnnealedSource source = new AnnealedSource(
                generator,
                logShares,
                own,
                PhysicalConstants.BOLTZMANN * model.settings().temperature(),
                kernels,
                batch,
                levels);
        source.tune(Noise.stream(seed, TUNING_STREAM));
        return source;
    }
}
