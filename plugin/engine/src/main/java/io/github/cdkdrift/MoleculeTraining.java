package io.github.cdkdrift;

import io.github.cdkdrift.dynamics.BrokenWalkersException;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.labelling.ActiveLabelling;
import io.github.cdkdrift.labelling.ActiveSettings;
import io.github.cdkdrift.labelling.Minima;
import io.github.cdkdrift.labelling.StartGeometries;
import io.github.cdkdrift.model.ConformerModel;
import io.github.cdkdrift.model.ModelFile;
import io.github.cdkdrift.model.ModelTraining;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.potential.CountedPotential;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.potential.PotentialCalls;
import io.github.cdkdrift.potential.PotentialException;
import io.github.cdkdrift.potential.PotentialProvider;
import io.github.cdkdrift.potential.Potentials;
import io.github.cdkdrift.rotamer.ConformerSymmetry;
import io.github.cdkdrift.training.TrainingListener;
import io.github.cdkdrift.training.TrainingSettings;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.StreamSupport;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.geometry.GeometryUtil;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IAtomContainerSet;

/**
 * From a structure alone to a generator of its conformers. Stereocentres that the structure leaves open take one configuration: that
 * of its coordinates, or any. Immutable: every {@code with} gives another one.
 *
 * @param graph the molecule, with all its hydrogen atoms
 * @param structure its coordinates, [atoms · 3] Å; null where it has none
 * @param potential gives the potential of the molecule
 * @param labels how a potential that is not cheap is asked, at the temperature and with the seed of the settings
 * @param settings of the training; the temperature is among them
 * @param listener told of the progress; may cancel
 */
public record MoleculeTraining(
        MolecularGraph graph,
        double[] structure,
        PotentialProvider potential,
        ActiveSettings labels,
        TrainingSettings settings,
        TrainingListener listener) {
    /** Geometries that sampling begins from, in different rotamers and ring shapes. */
    private static final int STARTS = 128;

    private static final String DEFAULT_POTENTIAL = "mmff94";

    /** Checks that nothing but the coordinates is missing. */
    public MoleculeTraining {
        Objects.requireNonNull(graph, "graph");
        Objects.requireNonNull(potential, "potential");
        Objects.requireNonNull(labels, "labels");
        Objects.requireNonNull(settings, "settings");
        Objects.requireNonNull(listener, "listener");
    }

    static MoleculeTraining of(IAtomContainer molecule) throws CDKException {
        return new MoleculeTraining(
                MolecularGraph.of(molecule),
                GeometryUtil.has3DCoordinates(molecule) ? positions(molecule) : null,
                Potentials.provider(DEFAULT_POTENTIAL),
                ActiveSettings.defaults(),
                TrainingSettings.ofPotential(),
                TrainingListener.NONE);
    }

    private static double[] positions(IAtomContainer molecule) {
        return StreamSupport.stream(molecule.atoms().spliterator(), false)
                .map(IAtom::getPoint3d)
                .flatMapToDouble(point -> DoubleStream.of(point.x, point.y, point.z))
                .toArray();
    }

    /**
     * With another potential: {@code mmff94} (the default), {@code mmff94s}, {@code gfn2}, … as {@link Potentials#of} takes it. A
     * solvent, a dielectric or unpaired electrons come with a {@link io.github.cdkdrift.potential.PotentialChoice}.
     */
    public MoleculeTraining withPotential(String newPotential) {
        return withPotential(Potentials.provider(newPotential));
    }

    /**
     * With a potential of one's own. It is asked for some hundred labels ({@link #withLabels}), and a fit to them stands for it and
     * goes into the model; it stays open. A potential that is cheap enough to be sampled itself comes by a {@link PotentialProvider}.
     *
     * @param newPotential of this molecule, its atoms in the order of the graph
     */
    public MoleculeTraining withPotential(Potential newPotential) {
        return withPotential(Potentials.provider(newPotential));
    }

    /** With the potential that a provider gives for the molecule. */
    public MoleculeTraining withPotential(PotentialProvider newPotential) {
        return new MoleculeTraining(graph, structure, newPotential, labels, settings, listener);
    }

    /** At another temperature than 300 K. */
    public MoleculeTraining withTemperature(double kelvin) {
        return withSettings(settings.withTemperature(kelvin));
    }

    /** With another seed than 0. */
    public MoleculeTraining withSeed(long seed) {
        return withSettings(settings.withSeed(seed));
    }

    /** With other settings; those in use are a good beginning. */
    public MoleculeTraining withSettings(TrainingSettings newSettings) {
        return new MoleculeTraining(graph, structure, potential, labels, newSettings, listener);
    }

    /** With other numbers of labels from a potential that is not cheap. */
    public MoleculeTraining withLabels(ActiveSettings newLabels) {
        return new MoleculeTraining(graph, structure, potential, newLabels, settings, listener);
    }

    /** Watched by a listener. */
    public MoleculeTraining withListener(TrainingListener newListener) {
        return new MoleculeTraining(graph, structure, potential, labels, settings, newListener);
    }

    /**
     * Samples the potential at equilibrium and trains a generator on the samples; where the settings have the drift of energies alone
     * ({@link TrainingSettings#ofEnergies}), trains without samples on the lowest well that was found.
     *
     * @throws CDKException if no geometry of the molecule is found, or the potential does not know it or is not there
     * @throws IOException if the potential is a file that cannot be read
     */
    public DriftingConformerGenerator train() throws IOException, CDKException {
        List<double[]> starts = starts(graph);
        MolecularGraph decided = graph.completedLike(starts.get(0));
        if (decided.stereocentres().size() > graph.stereocentres().size()) {
            starts = starts(decided);
        }
        Potential chosen = potential.potential(decided, starts.get(0));
        if (ModelFile.canHold(chosen)) {
            // The model keeps it, so it stays open.
            return DriftingConformerGenerator.of(trained(chosen, decided, starts));
        }
        try (chosen;
                Potential guide = potential.guide(decided, starts.get(0))) {
            return DriftingConformerGenerator.of(fitted(chosen, guide, decided, starts));
        }
    }

    private ConformerModel trained(Potential cheap, MolecularGraph decided, List<double[]> starts) throws CDKException {
        CountedPotential counted = new CountedPotential(cheap);
        List<double[]> minima = Minima.distinct(decided, counted, minima(counted, decided, starts), STARTS);
        List<double[]> from = settings.energy() == null ? minima : List.of(Minima.lowest(counted, minima));
        ConformerModel model = train(cheap, decided, from);
        PotentialCalls calls = model.provenance().calls();
        return model.withCalls(calls.withMinimisation(calls.minimisation() + counted.calls()));
    }

    private ConformerModel train(Potential cheap, MolecularGraph decided, List<double[]> from) throws CDKException {
        try {
            return ModelTraining.train(cheap, decided, from, settings, listener);
        } catch (BrokenWalkersException e) {
            throw new PotentialException(
                    String.format(
                            Locale.ROOT,
                            "found that the molecule does not stay what it is on %s at %.0f K: its barriers are too low to keep a"
                                    + " bond or a configuration, as MMFF94's is about N=N double bonds; expected a molecule that"
                                    + " keeps both: take another potential, for example gfn2, or a lower temperature",
                            cheap.name(),
                            settings.temperature()),
                    e);
        }
    }

    /** An expensive potential: trains on samples of a surrogate that is fitted to its forces. */
    private ConformerModel fitted(Potential expensive, Potential guide, MolecularGraph decided, List<double[]> starts)
            throws CDKException {
        if (settings.energy() != null) {
            throw new PotentialException("training from energies alone asks the potential millions of times; found "
                    + expensive.name() + ", expected mmff94, mmff94s, an sGDML model or a provider of a cheap one");
        }
        CountedPotential counted = new CountedPotential(expensive);
        List<double[]> minima = Minima.distinct(decided, guide, minima(guide, decided, starts), STARTS);
        ForceFrames frames = ActiveLabelling.of(
                        decided,
                        counted,
                        guide,
                        minima,
                        ConformerSymmetry.ofPotential(decided, minima.get(0)),
                        labels,
                        settings.temperature(),
                        settings.seed(),
                        listener)
                .frames();
        return ModelTraining.train(frames, decided, settings.onLabels(frames.size()), listener)
                .withCalls(PotentialCalls.ofLabels(counted.calls()));
    }

    private List<double[]> minima(Potential potential, MolecularGraph decided, List<double[]> starts)
            throws CDKException {
        listener.onStage("minimising " + starts.size() + " start geometries by " + potential.name());
        return Minima.of(decided, potential, starts, listener);
    }

    /** Trains, and draws conformers. */
    public IAtomContainerSet generate(int count) throws IOException, CDKException {
        return train().generate(count);
    }

    private List<double[]> starts(MolecularGraph of) throws CDKException {
        listener.onStage("making start geometries");
        return StartGeometries.of(of, structure, StartGeometries.sought(of), settings.seed());
    }
}
