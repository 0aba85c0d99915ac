package io.github.cdkdrift.positives;

import io.github.cdkdrift.dynamics.BrokenWalkersException;
import io.github.cdkdrift.dynamics.KeptBonds;
import io.github.cdkdrift.dynamics.LangevinRun;
import io.github.cdkdrift.dynamics.LangevinRun.Sample;
import io.github.cdkdrift.dynamics.LangevinSettings;
import io.github.cdkdrift.dynamics.SampleListener;
import io.github.cdkdrift.dynamics.StageListener;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.molecule.GeometryCheck;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.SymmetryOperation;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.potential.PotentialFit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Equilibrium positives of frames by a kernel model that is fitted to their forces from nothing, for a fixed time. It knows nothing of rotamers that no frame visits, so
 * these are left to the torques on the frames ({@link TorqueCorrection}), or to the energies of labels from all of them ({@link EnergyCorrection}).
 */
final class KernelSampling {
    /** What the potential's own torsions are like needs only a part of the whole run, and its torques a part of that. */
    private static final int CORRECTION_PART = 4;

    private static final int CORRECTION_SAMPLES = 2500;

    private static final int CORRECTION_ROUNDS = 3;

    private final ForceFrames frames;
    private final MolecularGraph graph;
    private final List<SymmetryOperation> operations;
    private final double temperature;
    private final EquilibriumSettings settings;
    private final StageListener stages;
    private final LangevinSettings dynamics;
    private final double[] lengths;
    private final Predicate<double[]> intact;
    private final PotentialFit fit;
    private final double[] starts;

    /** Fits the model. */
    KernelSampling(
            ForceFrames frames,
            MolecularGraph graph,
            List<SymmetryOperation> operations,
            double temperature,
            EquilibriumSettings settings,
            long seed,
            StageListener stages) {
        this.frames = frames;
        this.graph = graph;
        this.operations = operations;
        this.temperature = temperature;
        this.settings = settings;
        this.stages = stages;
        dynamics = settings.dynamics(temperature, seed);
        lengths = frames.meanDistances(graph.bonds());
        intact = EquilibriumSampling.intact(new GeometryCheck(graph, lengths));
        stages.onStage(String.format(
                Locale.ROOT,
                "fitting a potential to the forces of %,d of %,d frames",
                Math.min(settings.fit().frames(), frames.size()),
                frames.size()));
        int[][] permutations = operations.stream()
                .map(SymmetryOperation::permutation)
                .distinct()
                .toArray(int[][]::new);
        fit = PotentialFit.of(frames, permutations, settings.fit());
        starts = starts();
    }

    /** The frames that the potential was fitted to: they cover the data, and the potential knows them best. */
    private double[] starts() {
        double[] chosen = IntStream.of(fit.frames())
                .mapToObj(frames::positions)
                .filter(intact)
                .flatMapToDouble(Arrays::stream)
                .toArray();
        if (chosen.length == 0) {
            throw new IllegalArgumentException("none of the frames is an intact geometry of the molecule");
        }
        return chosen;
    }

    Positives positives() {
        TorqueCorrection torques = new TorqueCorrection(frames, graph, operations, temperature);
        Potential potential = potential(torques);
        stages.onStage(EquilibriumSampling.sampling("it", temperature, settings));
        KeptBonds kept = new KeptBonds(potential, graph, lengths);
        LangevinRun run = run(kept, dynamics, EquilibriumSampling.steps(stages, settings));
        List<Sample> whole = run.samples().stream()
                .filter(sample -> !kept.touches(sample.positions()))
                .toList();
        if (whole.isEmpty()) {
            throw new BrokenWalkersException("all of " + run.samples().size()
                    + " samples stretch a bond as if to break it; expected a potential that keeps the molecule whole");
        }
        EquilibriumReport report = EquilibriumSampling.report(
                        temperature,
                        fit.potential().name(),
                        fit.frames().length,
                        fit.potential().width(),
                        run,
                        graph,
                        torques.unvisited(),
                        potential != fit.potential())
                .withSamples(whole.size());
        Positives all = EquilibriumSampling.positives(whole, fit.potential(), potential, report, 0);
        return new ExtrapolationGuard(frames, fit, temperature).apply(all, settings.rejectExtrapolated());
    }

    /** The model with what it lacks of torsions. */
    private Potential potential(TorqueCorrection torques) {
        if (!torques.needed()) {
            boolean everyFrame = fit.frames().length == frames.size();
            return everyFrame ? EnergyCorrection.of(fit.potential(), frames, graph, operations) : fit.potential();
        }
        stages.onStage("correcting torsions that no frame visits by the torques on the frames");
        LangevinSettings shorter = dynamics.withSteps(
                Math.max(1, settings.steps() / CORRECTION_PART), settings.equilibration(), settings.stride());
        Potential potential = fit.potential();
        for (int round = 0; round < CORRECTION_ROUNDS; round++) {
            LangevinRun part = run(new KeptBonds(potential, graph, lengths), shorter, SampleListener.NONE);
            stages.onPart((round + 1.0) / CORRECTION_ROUNDS, "");
            ForceFrames sampled = EquilibriumSampling.positives(part, fit.potential(), potential)
                    .withForces(frames.atomicNumbers());
            torques.improve(sampled.every(Math.max(1, sampled.size() / CORRECTION_SAMPLES)));
            potential = torques.correct(fit.potential());
        }
        return potential;
    }

    private LangevinRun run(Potential potential, LangevinSettings length, SampleListener listener) {
        return EquilibriumSampling.run(potential, graph, length, settings, starts, intact, listener);
    }
}
