package io.github.cdkdrift.simulation;

import io.github.cdkdrift.dynamics.EnergyConservation;
import io.github.cdkdrift.dynamics.Simulation;
import io.github.cdkdrift.dynamics.SimulationSettings;
import io.github.cdkdrift.dynamics.TrajectoryLog;
import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.generator.DensityGenerator;
import io.github.cdkdrift.model.ConformerModel;
import io.github.cdkdrift.model.ConformerSampler;
import io.github.cdkdrift.model.SamplingSettings;
import io.github.cdkdrift.molecule.GeometryCheck;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.SlowCoordinate;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Langevin dynamics on a model's potential, begun from geometries that the model draws ({@link Simulation}). What is observed are the torsions of all
 * slow motions: single bonds outside rings, rings, nitrogen atoms that invert. One thread at a time, as the potential.
 */
public final class ModelSimulation {
    /** Of a model that has none. */
    public static final String NO_POTENTIAL =
            "found a model without a potential: it was trained on the frames themselves or on samples of a potential that model files do not hold;"
                    + " expected one with a potential, as training on equilibrium samples leaves one";

    /** Draws that walkers begin from, and draws that they are compared with, must not be the same. */
    private static final long STARTS = 0x5DEECE66DL;

    private final ConformerModel model;
    private final SimulationSettings settings;
    private final Simulation simulation;
    private final GeometryCheck check;
    private final double[] starts;

    /**
     * Draws the starts.
     *
     * @param settings at any temperature; the starts are the model's
     * @throws IllegalArgumentException if the model has no potential
     */
    public ModelSimulation(ConformerModel model, SimulationSettings settings) {
        if (model.potential() == null) {
            throw new IllegalArgumentException(NO_POTENTIAL);
        }
        this.model = model;
        this.settings = settings;
        simulation = Simulation.of(model.potential(), model.graph().atomicNumbers(), torsions(model.graph()), settings);
        check = new GeometryCheck(model.graph(), model.bondLengths());
        starts = draws(settings.walkers(), settings.seed() ^ STARTS)
                .map(Conformer::positions)
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    /** The torsions that are observed: those of the molecule's slow motions, {a, b, c, d} each. */
    public static List<int[]> torsions(MolecularGraph graph) {
        return graph.slowCoordinates().stream().map(SlowCoordinate::atoms).toList();
    }

    /** A torsion by its atoms, numbered from 1, for example {@code H9-O3-C2-C1}. */
    public static String name(MolecularGraph graph, int[] torsion) {
        return Arrays.stream(torsion)
                .mapToObj(atom -> graph.symbol(atom) + (atom + 1))
                .collect(Collectors.joining("-"));
    }

    /** The settings. */
    public SimulationSettings settings() {
        return settings;
    }

    /** How well the time step conserves the energy from these starts. */
    public EnergyConservation conservation() {
        return simulation.conservation(starts);
    }

    /**
     * Runs to the end, from the last block of the log on where it has any.
     *
     * @param progress told how many steps each walker has made; may throw to end the run
     */
    public void run(TrajectoryLog log, LongConsumer progress) {
        simulation.run(starts, geometry -> check.check(geometry).isEmpty(), log, progress);
    }

    /** What the model draws, others than the walkers began from. */
    public List<Conformer> samples(int count) {
        return draws(count, settings.seed()).toList();
    }

    private Stream<Conformer> draws(int count, long seed) {
        ConformerSampler sampler = model.sampler(SamplingSettings.seed(seed).withEnergies(false));
        return Stream.generate(sampler::next).limit(count);
    }

    /** Whether the simulation has the temperature of the model's draws. */
    public static boolean isAtModelTemperature(ConformerModel model, SimulationSettings settings) {
        return model.settings().temperature() == settings.temperature();
    }

    /** Whether exact samples of the model's potential can be drawn, to be a reference that neither simulation nor draws enter. */
    public static boolean hasExactReference(ConformerModel model) {
        return model.generator() instanceof DensityGenerator;
    }
}
