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
     * @param minima each [atoms · 3] Å, not modified
     */
    public static List<LangevinRun.Sample> about(
            MolecularGraph graph, Potential potential, List<double[]> minima, double kelvin, long seed) {
        if (minima.isEmpty()) {
            return List.of();
        }
        IntactMolecule intact = new IntactMolecule(graph, minima);
        List<double[]> whole = minima.stream().filter(intact).toList();
        if (whole.isEmpty()) {
            return List.of();
        }
        LangevinSettings dynamics = LangevinSettings.at(kelvin)
                .withTimeStep(1)
                .withFriction(FRICTION)
                .withWalkers(whole.size())
                .withSteps(WARMING, 0, WARMING)
                .withSeed(seed);
        double[] starts = whole.stream().flatMapToDouble(Arrays::stream).toArray();
        return LangevinSampler.of(potential, graph.atomicNumbers(), dynamics)
                .run(starts, intact)
                .samples();
    }
}
