package io.github.cdkdrift.labelling;

import io.github.cdkdrift.dynamics.LangevinRun;
import io.github.cdkdrift.dynamics.LangevinSampler;
import io.github.cdkdrift.dynamics.LangevinSettings;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.potential.Potential;
import java.util.Arrays;
import java.util.List;

/** Minima that a short run of Langevin dynamics has warmed. */
public final class WarmGeometries {
    /** Femtoseconds in which a minimum becomes warm, but does not change into another one. */
    private static final int WARMING = 100;

    /** 1/ps. */
    private static final double FRICTION = 10;

    private WarmGeometries() {}

    /**
     * One geometry about each minimum; fewer where the molecule breaks.
     *
     * @param minima each [atoms · 3] Å, not modified, at least one
     */
    public static List<LangevinRun.Sample> about(
            MolecularGraph graph, Potential potential, List<double[]> minima, double kelvin, long seed) {
        LangevinSettings dynamics = LangevinSettings.at(kelvin)
                .withTimeStep(1)
                .withFriction(FRICTION)
                .withWalkers(minima.size())
                .withSteps(WARMING, 0, WARMING)
                .withSeed(seed);
        double[] starts = minima.stream().flatMapToDouble(Arrays::stream).toArray();
        return LangevinSampler.of(potential, graph.atomicNumbers(), dynamics)
                .run(starts, new IntactMolecule(graph, minima))
                .samples();
    }
}
