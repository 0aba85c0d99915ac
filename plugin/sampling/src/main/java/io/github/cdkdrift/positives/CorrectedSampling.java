package io.github.cdkdrift.positives;

import io.github.cdkdrift.dynamics.StageListener;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.labelling.Minima;
import io.github.cdkdrift.labelling.StartGeometries;
import io.github.cdkdrift.molecule.GeometryCheck;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.SymmetryOperation;
import io.github.cdkdrift.potential.CorrectedForceField;
import io.github.cdkdrift.potential.CorrectionFit;
import io.github.cdkdrift.potential.FittedPotential;
import io.github.cdkdrift.potential.PriorPotential;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.openscience.cdk.exception.CDKException;

/**
 * Equilibrium positives of frames by a force field, or another cheap potential, that is corrected by them. It knows of rotamers and ring shapes that no frame visits, so the walkers begin in those
 * that the frames show and in all others that are found, and run until they agree. A kernel model of what the correction leaves reaches far only where frames visit every rotamer.
 */
final class CorrectedSampling {
    /** More frames hardly change a correction that is linear in its coefficients. */
    private static final int CORRECTING = 300;

    /** Frames, evenly spread, whose minima walkers begin in. */
    private static final int SHOWN = 64;

    private static final int MOST_STARTS = 128;

    /**
     * 1/Å: widths of a kernel model that hardly tells how energies at the frames compare with those of rotamers that no frame visits. Wide ones put
     * those of propanol off by 2.4 kcal/mol instead of 0.8 (the page on training has the table).
     */
    private static final List<Double> NARROW = List.of(0.125, 0.25);

    private final ForceFrames frames;
    private final MolecularGraph graph;
    private final List<SymmetryOperation> operations;
    private final double temperature;
    private final EquilibriumSettings settings;
    private final long seed;
    private final StageListener stages;

    CorrectedSampling(
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
        this.seed = seed;
        this.stages = stages;
    }

    Positives from(PriorPotential prior) {
        int[][] permutations = operations.stream()
                .map(SymmetryOperation::permutation)
                .distinct()
                .toArray(int[][]::new);
        stages.onStage(
                String.format(Locale.ROOT, "correcting %s by the forces of %,d frames", prior.name(), frames.size()));
        CorrectionFit fit = CorrectionFit.ofFrames(prior, graph, frames, CORRECTING);
        double unvisited = new TorqueCorrection(frames, graph, operations, temperature).unvisited();
        CorrectedForceField corrected = fit.withKernel(
                frames,
                permutations,
                unvisited > TorqueCorrection.LARGEST_UNVISITED ? settings.fit().withWidths(NARROW) : settings.fit());
        Positives sampled =
                EquilibriumSampling.of(corrected, graph, starts(corrected), temperature, settings, seed, stages);
        EquilibriumReport report = sampled.report()
                .ofFit(
                        corrected.labels(),
                        corrected.rest().map(FittedPotential::width).orElse(0.0),
                        unvisited);
        return new ExtrapolationGuard(fit, temperature)
                .apply(sampled.withReport(report), settings.rejectExtrapolated());
    }

    /** Distinct minima near frames and of other shapes. */
    private List<double[]> starts(CorrectedForceField corrected) {
        GeometryCheck check = new GeometryCheck(graph, frames.meanDistances(graph.bonds()));
        List<double[]> starts = new ArrayList<>(IntStream.range(0, Math.min(SHOWN, frames.size()))
                .mapToObj(i -> frames.positions((int) ((long) i * frames.size() / Math.min(SHOWN, frames.size()))))
                .filter(geometry -> check.check(geometry.clone()).isEmpty())
                .toList());
        if (starts.isEmpty()) {
            throw new IllegalArgumentException("none of the frames is an intact geometry of the molecule");
        }
        try {
            starts.addAll(StartGeometries.of(
                    graph.completedLike(starts.get(0)), starts.get(0), StartGeometries.sought(graph), seed));
            return Minima.distinct(
                    graph, corrected, Minima.of(graph, corrected, starts, StageListener.NONE), MOST_STARTS);
        } catch (CDKException e) {
            // The frames are enough to begin from.
            return starts;
        }
    }
}
