package io.github.cdkdrift.model;

import io.github.cdkdrift.backend.Kernels;
import io.github.cdkdrift.generator.DensityGenerator;
import io.github.cdkdrift.generator.DiffusionGenerator;
import io.github.cdkdrift.generator.PositionNetwork;
import io.github.cdkdrift.generator.WellNetwork;
import io.github.cdkdrift.potential.Potential;
import java.util.random.RandomGenerator;

/** Draws geometries of a model, a batch at a time, before they are checked. One thread at a time. */
interface GeometrySource {
    /**
     * The source of a model.
     *
     * @param own the model's potential; null where it has none
     * @param settings seed, and levels of densities
     * @param batch most geometries that are drawn at once
     */
    static GeometrySource of(ConformerModel model, Potential own, SamplingSettings settings, int batch) {
        Kernels kernels = Kernels.ofBackend();
        if (model.generator() instanceof PositionNetwork generator) {
            return new NetworkSource(model, generator.network(), kernels, batch);
        }
        if (model.generator() instanceof WellNetwork generator) {
            return new WellSource(model, generator, kernels, batch);
        }
        if (model.generator() instanceof DiffusionGenerator generator) {
            return new DiffusionSource(generator);
        }
        return new DensityGeometries(
                DensityDraws.of(model, own, settings.levels(), settings.seed(), batch),
                ((DensityGenerator) model.generator()).rotamers(),
                batch);
    }

    /**
     * Draws geometries.
     *
     * @param geometries [batch · atoms · 3] Å, overwritten
     * @return how many there are, at most the batch
     */
    int draw(RandomGenerator random, double[] geometries);

    /** The logarithms of the densities of the geometries last drawn, but for a constant, [batch]; null where they are not known. */
    double[] logDensities();

    /** The numbers of the rotamer states of the geometries last drawn, from 0, [batch]; null where they are not known. */
    default int[] rotamers() {
        return null;
    }
}
