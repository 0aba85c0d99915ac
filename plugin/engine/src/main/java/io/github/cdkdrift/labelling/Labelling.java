package io.github.cdkdrift.labelling;

import io.github.cdkdrift.dynamics.LangevinRun;
import io.github.cdkdrift.dynamics.LangevinSampler;
import io.github.cdkdrift.dynamics.LangevinSettings;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.potential.CountedPotential;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.potential.PotentialException;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Makes force-labelled frames from a structure: geometries are minimised, walkers move from the minima by Langevin dynamics at a
 * temperature (BAOAB, {@link LangevinSampler}), and samples get the potential's energies and forces.
 *
 * <p>Walkers begin in different rotamers, so rare ones come out too often where the walkers cannot leave them in time: the
 * labels are exact everywhere, the populations are not. Train on them with positives that do not take the frames' word for it.
 *
 * @param frames walker after walker, each in the order of time
 * @param minima different geometries that the walkers began from, [minima][atoms · 3] Å
 * @param broken how often a walker lost a bond or a configuration and began again
 */
public record Labelling(ForceFrames frames, List<double[]> minima, int broken) {
    private static final double TIME_STEP = 0.5;
    private static final double FRICTION = 10;

    /** Runs with new random numbers, where walkers broke and frames are missing. */
    private static final int RUNS = 5;

    /**
     * Labels a molecule.
     *
     * @param starts geometries to begin from, [starts][atoms · 3] Å; see {@link StartGeometries}
     * @param progress told after every batch how many energies with forces were computed so far; {@link
     *     LabellingSettings#evaluations()} says of how many; may throw to end the work
     * @throws PotentialException if no start has an intact minimum, or the molecule does not stay whole
     * @throws IllegalArgumentException if the potential or a start has another number of atoms
     */
    public static Labelling of(
            MolecularGraph graph,
            Potential potential,
            List<double[]> starts,
            LabellingSettings settings,
            LongConsumer progress)
            throws PotentialException {
        if (potential.atoms() != graph.atoms()) {
            throw new IllegalArgumentException(
                    "the potential is of " + potential.atoms() + " atoms, the molecule of " + graph.atoms());
        }
        Potential counted = new CountedPotential(potential, progress);
        List<double[]> minima =
                Minima.of(graph, counted, starts.subList(0, Math.min(starts.size(), settings.walkers())));
        IntactMolecule intact = new IntactMolecule(graph, minima);
        double[] from = minima.stream().flatMapToDouble(Arrays::stream).toArray();
        LabelledSamples labelled = new LabelledSamples(graph.atoms(), settings.frames());
        int broken = 0;
        for (int run = 0; run < RUNS && !labelled.isComplete(); run++) {
            LangevinRun langevin = LangevinSampler.of(counted, graph.atomicNumbers(), dynamics(settings, run))
                    .run(from, intact);
            broken += langevin.broken();
            labelled.add(counted, langevin.samples());
        }
        if (!labelled.isComplete()) {
            throw new PotentialException(labelled.count() + " of " + settings.frames() + " frames of " + graph.formula()
                    + " by " + potential.name() + " at " + settings.temperature()
                    + " K: bonds or configurations were lost "
                    + broken
                    + " times; expected a molecule that stays whole: try a lower temperature or another potential");
        }
        return new Labelling(labelled.frames(graph.atomicNumbers(), potential.name()), minima, broken);
    }

    private static LangevinSettings dynamics(LabellingSettings settings, int run) {
        int steps = settings.framesOfAWalker() * settings.stride();
        return new LangevinSettings(
                settings.temperature(),
                TIME_STEP,
                FRICTION,
                settings.walkers(),
                steps,
                settings.equilibration(),
                settings.stride(),
                settings.seed() + run);
    }
}
