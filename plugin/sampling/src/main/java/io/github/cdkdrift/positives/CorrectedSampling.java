package io.github.cdkdrift.positives;

import io.github.cdkdrift.dynamics.LangevinRun.Sample;
import io.github.cdkdrift.dynamics.StageListener;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.labelling.Minima;
import io.github.cdkdrift.labelling.StartGeometries;
import io.github.cdkdrift.labelling.WarmGeometries;
import io.github.cdkdrift.molecule.GeometryCheck;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.SlowCoordinate;
import io.github.cdkdrift.molecule.SymmetryOperation;
import io.github.cdkdrift.potential.CorrectedForceField;
import io.github.cdkdrift.potential.CorrectionFit;
import io.github.cdkdrift.potential.FittedPotential;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.potential.PriorPotential;
import java.util.ArrayList;
import java.util.Arrays;
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

    /** Degrees by which a frame's slow coordinates may differ from a minimum's. */
    private static final double SAME_SHAPE = 60;

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
    private final List<SlowCoordinate> slow;

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
        slow = graph.slowCoordinates().stream()
                .filter(motion -> !motion.turns()
                        || !graph.endsInHydrogens(motion.atoms()[1]) && !graph.endsInHydrogens(motion.atoms()[2]))
                .toList();
    }

    Positives from(PriorPotential prior) {
        int[][] permutations = operations.stream()
                .map(SymmetryOperation::permutation)
                .distinct()
                .toArray(int[][]::new);
        stages.onStage(
                String.format(Locale.ROOT, "correcting %s by the forces of %,d frames", prior.name(), frames.size()));
        List<double[]> starts = starts();
        CorrectionFit fit =
                CorrectionFit.ofFrames(prior, graph, frames, CORRECTING, warm(prior, unvisited(minima(prior, starts))));
        double unvisited = new TorqueCorrection(frames, graph, operations, temperature).unvisited();
        boolean everywhere = unvisited(minima(fit.potential(), starts)).isEmpty();
        CorrectedForceField corrected = fit.withKernel(
                frames,
                permutations,
                everywhere ? settings.fit() : settings.fit().withWidths(NARROW));
        Positives sampled = EquilibriumSampling.of(
                corrected, graph, minima(corrected, starts), temperature, settings, seed, stages);
        EquilibriumReport report = sampled.report()
                .ofFit(
                        corrected.labels(),
                        corrected.rest().map(FittedPotential::width).orElse(0.0),
                        unvisited);
        return new ExtrapolationGuard(fit, temperature)
                .apply(sampled.withReport(report), settings.rejectExtrapolated());
    }

    /** Geometries near frames and of other shapes. */
    private List<double[]> starts() {
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
        } catch (CDKException e) {
            // The frames are enough to begin from.
        }
        return starts;
    }

    /** A geometry about each minimum. */
    private List<double[]> warm(PriorPotential prior, List<double[]> minima) {
        return WarmGeometries.about(graph, prior, minima, temperature, seed).stream()
                .map(Sample::positions)
                .toList();
    }

    private List<double[]> minima(Potential potential, List<double[]> starts) {
        try {
            return Minima.distinct(
                    graph, potential, Minima.of(graph, potential, starts, StageListener.NONE), MOST_STARTS);
        } catch (CDKException e) {
            return starts;
        }
    }

    /** The minima whose rotamer and ring shape no frame has, nor a copy of one by the molecule's symmetry. */
    private List<double[]> unvisited(List<double[]> minima) {
        double[][] shapes = IntStream.range(0, frames.size())
                .mapToObj(i -> shape(frames.positions(i)))
                .toArray(double[][]::new);
        return minima.stream()
                .filter(minimum -> operations.stream()
                        .map(operation -> shape(operation.apply(minimum)))
                        .noneMatch(wanted -> Arrays.stream(shapes).parallel().anyMatch(shape -> isNear(shape, wanted))))
                .toList();
    }

    private double[] shape(double[] geometry) {
        return slow.stream().mapToDouble(motion -> motion.degrees(geometry)).toArray();
    }

    private static boolean isNear(double[] shape, double[] other) {
        return IntStream.range(0, shape.length)
                .allMatch(i -> Math.abs(Math.IEEEremainder(shape[i] - other[i], 360)) < SAME_SHAPE);
    }
}
