package io.github.cdkdrift;

import io.github.cdkdrift.backend.Backend;
import io.github.cdkdrift.dynamics.EnergyConservation;
import io.github.cdkdrift.dynamics.SimulationSettings;
import io.github.cdkdrift.dynamics.TrajectoryLog;
import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.model.BeadTraining;
import io.github.cdkdrift.model.BeadTrainingSettings;
import io.github.cdkdrift.model.ConformerModel;
import io.github.cdkdrift.model.ConformerSampler;
import io.github.cdkdrift.model.ExactEnsemble;
import io.github.cdkdrift.model.ExactSampler;
import io.github.cdkdrift.model.ExactSettings;
import io.github.cdkdrift.model.ModelFile;
import io.github.cdkdrift.model.ModelTraining;
import io.github.cdkdrift.model.RunFields;
import io.github.cdkdrift.model.SamplingSettings;
import io.github.cdkdrift.molecule.Beads;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.simulation.ModelSimulation;
import io.github.cdkdrift.simulation.SimulationReport;
import io.github.cdkdrift.training.TrainingListener;
import io.github.cdkdrift.training.TrainingSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IAtomContainerSet;

/**
 * Draws Boltzmann-distributed conformers of one molecule with a network that maps noise to a conformer in one pass. Trained
 * from frames with force labels by force-guided drifting (Hu 2026, "Drifting to Boltzmann"; Deng et al., arXiv:2602.04770).
 *
 * <pre>{@code
 * ForceFrames frames = ForceFrames.read(Path.of("ethanol.extxyz"));
 * DriftingConformerGenerator generator =
 *         DriftingConformerGenerator.train(frames, TrainingSettings.defaults().withTemperature(500));
 * IAtomContainerSet conformers = generator.generate(1000);
 * }</pre>
 *
 * Immutable and safe for use by several threads.
 */
public final class DriftingConformerGenerator {
    private static final long DEFAULT_SEED = 0;

    private final ConformerModel model;

    private DriftingConformerGenerator(ConformerModel model) {
        this.model = model;
    }

    /**
     * Trains a generator; bonds are perceived from the frames.
     *
     * @param frames at least 10 frames of one molecule
     * @throws CDKException if the frames show no connected molecule
     * @throws IllegalArgumentException if there are too few frames, or the settings ask for energies that they do not carry
     */
    public static DriftingConformerGenerator train(ForceFrames frames, TrainingSettings settings) throws CDKException {
        return train(
                frames,
                MolecularGraph.perceive(frames.atomicNumbers(), frames.positions(0)),
                settings,
                TrainingListener.NONE);
    }

    /**
     * Trains a generator for a known molecule.
     *
     * @param graph the molecule, its atoms in the order of the frames (see {@link MolecularGraph#reorderedLike})
     * @param listener told of the progress; may cancel
     */
    public static DriftingConformerGenerator train(
            ForceFrames frames, MolecularGraph graph, TrainingSettings settings, TrainingListener listener) {
        return new DriftingConformerGenerator(ModelTraining.train(frames, graph, settings, listener));
    }

    /**
     * Trains a coarse-grained model of some atoms: what it draws and {@link #simulate simulates} are these alone.
     *
     * @param frames of the whole molecule, at equilibrium; their forces are not used
     * @param beads {@link Beads#of} the molecule, its atoms in the order of the frames
     * @param listener told of the stages; may cancel
     * @throws CDKException if the potential of mean force does not keep the beads together
     */
    public static DriftingConformerGenerator trainBeads(
            ForceFrames frames, Beads beads, BeadTrainingSettings settings, TrainingListener listener)
            throws CDKException {
        return new DriftingConformerGenerator(BeadTraining.train(frames, beads, settings, listener));
    }

    /**
     * Begins with a structure alone: the potential is MMFF94 at 300 K unless said otherwise, as in {@code
     * forMolecule(molecule).withTemperature(310).generate(1000)}.
     *
     * @param molecule with all its hydrogen atoms; 3D coordinates are used where it has them
     * @throws CDKException if it is no connected molecule
     */
    public static MoleculeTraining forMolecule(IAtomContainer molecule) throws CDKException {
        return MoleculeTraining.of(molecule);
    }

    /** A generator with this model. */
    public static DriftingConformerGenerator of(ConformerModel model) {
        return new DriftingConformerGenerator(model);
    }

    /**
     * Reads a generator that {@link #save} wrote.
     *
     * @throws CDKException if the file is no model, damaged, or of a later format
     */
    public static DriftingConformerGenerator load(Path file) throws IOException, CDKException {
        return new DriftingConformerGenerator(ModelFile.read(file));
    }

    /** Writes the generator; the file appears only when it is whole. */
    public void save(Path file) throws IOException {
        ModelFile.write(model, file);
    }

    /**
     * Exactly {@code count} conformers as CDK molecules, always the same ones, with fields as {@link #stream} has them.
     *
     * @throws java.util.NoSuchElementException if the model does not make conformers of the molecule
     */
    public IAtomContainerSet generate(int count) {
        return generate(count, DEFAULT_SEED);
    }

    /** The same, decided by a seed. */
    public IAtomContainerSet generate(int count, long seed) {
        IAtomContainerSet set = model.graph().container().getBuilder().newInstance(IAtomContainerSet.class);
        stream(count, seed).forEach(set::addAtomContainer);
        return set;
    }

    /** Exactly {@code count} conformers, decided by the seed. */
    public ConformerEnsemble ensemble(int count, long seed) {
        return new ConformerEnsemble(model.graph(), conformers(count, seed).toList());
    }

    /**
     * {@code count} conformers as CDK molecules, one by one, in constant memory. Title and data fields are those of the molecule
     * that the generator was made from; potential, unit of energies, temperature and seed stand beside them.
     */
    public Stream<IAtomContainer> stream(long count) {
        return stream(count, DEFAULT_SEED);
    }

    /** The same, decided by a seed. */
    public Stream<IAtomContainer> stream(long count, long seed) {
        Map<String, String> fields = RunFields.of(model, new SamplingSettings(seed, true, 0));
        return conformers(count, seed).map(conformer -> ConformerEnsemble.container(model.graph(), conformer, fields));
    }

    /** {@code count} conformers one by one, in constant memory, decided by the seed. */
    public Stream<Conformer> conformers(long count, long seed) {
        if (count < 1) {
            throw new IllegalArgumentException("the number of conformers must be at least 1, is " + count);
        }
        ConformerSampler sampler = model.sampler(seed);
        return Stream.generate(() -> nextOf(sampler)).limit(count);
    }

    /**
     * Conformers of exactly the Boltzmann distribution of the model's potential: Metropolis' rule decides which draws are kept.
     *
     * @throws IllegalArgumentException if the model does not know its density or has no potential
     */
    public ExactEnsemble exact(int count, long seed) {
        if (model.potential() == null) {
            throw new IllegalArgumentException(
                    "found a model without a potential; expected one trained on equilibrium samples");
        }
        return new ExactSampler(
                        model, model.potential(), ExactSettings.cheap(seed).forCount(count))
                .sample(count);
    }

    /**
     * Langevin dynamics on the model's potential beside {@code samples} draws of the model and, where its density is known, as many exact
     * samples of the potential as a reference; kept in memory. {@link ModelSimulation} gives frames and goes on with interrupted runs.
     *
     * @param settings at the model's temperature
     * @throws IllegalArgumentException if the model has no potential, the temperature is another one or the time step is too long
     */
    public SimulationReport simulate(SimulationSettings settings, int samples) {
        if (!ModelSimulation.isAtModelTemperature(model, settings)) {
            throw new IllegalArgumentException("found " + settings.temperature() + " K; expected the model's "
                    + model.settings().temperature() + " K");
        }
        ModelSimulation simulation = new ModelSimulation(model, settings);
        EnergyConservation conservation = simulation.conservation();
        conservation.requireSuiting(settings.timeStep());
        TrajectoryLog log = TrajectoryLog.inMemory();
        simulation.run(log, step -> {});
        boolean known = ModelSimulation.hasExactReference(model);
        return SimulationReport.of(
                model,
                settings,
                conservation,
                log,
                new SimulationReport.Beside(
                        simulation.samples(samples),
                        null,
                        known ? exact(samples, settings.seed()).conformers() : null,
                        known ? "exact samples of the model's potential" : ExactSampler.NO_DENSITY));
    }

    /** One at a time, also where the stream is made parallel. */
    private static Conformer nextOf(ConformerSampler sampler) {
        synchronized (sampler) {
            return sampler.next();
        }
    }

    /** The trained model: network, settings, provenance. */
    public ConformerModel model() {
        return model;
    }

    /** The molecule. */
    public MolecularGraph graph() {
        return model.graph();
    }

    /** What computes here, in one line. */
    public static String backend() {
        return Backend.current().describe();
    }
}
