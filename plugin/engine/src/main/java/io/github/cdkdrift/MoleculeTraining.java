package io.github.cdkdrift;

import io.github.cdkdrift.conformer.SampledConformers;
import io.github.cdkdrift.labelling.ActiveSettings;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.potential.PotentialProvider;
import io.github.cdkdrift.potential.Potentials;
import io.github.cdkdrift.potential.Restraint;
import io.github.cdkdrift.training.TrainingListener;
import io.github.cdkdrift.training.TrainingSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
 * @param listener told of the progress of every stage; may cancel in every stage
 * @param labelFile where labels of a potential that is not cheap are kept, and taken from; null for nowhere
 * @param restraints that hold a part of the molecule, its atoms numbered as in the graph; none for most
 */
public record MoleculeTraining(
        MolecularGraph graph,
        double[] structure,
        PotentialProvider potential,
        ActiveSettings labels,
        Path labelFile,
        TrainingSettings settings,
        TrainingListener listener,
        List<Restraint> restraints) {
    private static final String DEFAULT_POTENTIAL = "mmff94";

    /** Without restraints, and with labels that are not kept. */
    public MoleculeTraining(
            MolecularGraph graph,
            double[] structure,
            PotentialProvider potential,
            ActiveSettings labels,
            TrainingSettings settings,
            TrainingListener listener) {
        this(graph, structure, potential, labels, null, settings, listener, List.of());
    }

    /** Checks that nothing but the coordinates and the file is missing. */
    public MoleculeTraining {
        Objects.requireNonNull(graph, "graph");
        Objects.requireNonNull(potential, "potential");
        Objects.requireNonNull(labels, "labels");
        Objects.requireNonNull(settings, "settings");
        Objects.requireNonNull(listener, "listener");
        restraints = List.copyOf(restraints);
    }

    static MoleculeTraining of(IAtomContainer molecule) throws CDKException {
        return new MoleculeTraining(
                MolecularGraph.of(molecule),
                GeometryUtil.has3DCoordinates(molecule) ? positions(molecule) : null,
                Potentials.provider(DEFAULT_POTENTIAL),
                ActiveSettings.defaults(),
                null,
                TrainingSettings.ofPotential(),
                TrainingListener.NONE,
                List.of());
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
     * With a potential of one's own. It is asked for some hundred labels ({@link #withLabels}); a surrogate fitted to these is sampled and
     * goes into the model. The potential stays open. A potential that is cheap enough to be sampled itself comes by a {@link PotentialProvider}.
     *
     * @param newPotential of this molecule, its atoms in the order of the graph
     */
    public MoleculeTraining withPotential(Potential newPotential) {
        return withPotential(Potentials.provider(newPotential));
    }

    /** With the potential that a provider gives for the molecule. */
    public MoleculeTraining withPotential(PotentialProvider newPotential) {
        return new MoleculeTraining(graph, structure, newPotential, labels, labelFile, settings, listener, restraints);
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
        return new MoleculeTraining(graph, structure, potential, labels, labelFile, newSettings, listener, restraints);
    }

    /** With other numbers of labels from a potential that is not cheap, or another beginning of the fit to them. */
    public MoleculeTraining withLabels(ActiveSettings newLabels) {
        return new MoleculeTraining(graph, structure, potential, newLabels, labelFile, settings, listener, restraints);
    }

    /**
     * With a file that keeps the labels of a potential that is not cheap as they come: extended XYZ or npz, by its name. Labels that are in it
     * already, as of an interrupted run with the same seed, are not asked for again.
     */
    public MoleculeTraining withLabelFile(Path file) {
        return new MoleculeTraining(graph, structure, potential, labels, file, settings, listener, restraints);
    }

    /** With another effort: draft for a look, thorough for large molecules. Temperature and seed stay. */
    public MoleculeTraining withEffort(Effort effort) {
        return withSettings(
                effort.settings().withTemperature(settings.temperature()).withSeed(settings.seed()));
    }

    /**
     * With restraints instead of none: {@link #sample} gives conformers distributed as exp(−(E + U)/k_BT), U the energy of the restraints.
     * Networks are trained without.
     */
    public MoleculeTraining withRestraints(List<Restraint> newRestraints) {
        return new MoleculeTraining(graph, structure, potential, labels, labelFile, settings, listener, newRestraints);
    }

    /** Watched by a listener. */
    public MoleculeTraining withListener(TrainingListener newListener) {
        return new MoleculeTraining(graph, structure, potential, labels, labelFile, settings, newListener, restraints);
    }

    /**
     * Samples the potential at equilibrium and trains a generator on the samples; where the settings have the drift of energies alone
     * ({@link TrainingSettings#ofEnergies}), trains without samples on the lowest well that was found.
     *
     * @throws CDKException if no geometry of the molecule is found, or the potential does not know it or is not there
     * @throws IOException if the potential is a file that cannot be read
     * @throws java.util.concurrent.CancellationException if the listener asked for it
     * @throws IllegalArgumentException if there are restraints
     */
    public DriftingConformerGenerator train() throws IOException, CDKException {
        return new StructureWork(this).train();
    }

    /**
     * Samples the potential at equilibrium, or the fit that stands for an expensive one, and trains nothing: the quickest way to up to some
     * thousand conformers.
     *
     * @throws CDKException as {@link #train}
     * @throws IOException as {@link #train}
     * @throws java.util.concurrent.CancellationException if the listener asked for it
     */
    public SampledConformers sample() throws IOException, CDKException {
        return new StructureWork(this).sample();
    }

    /** Trains, and draws conformers. */
    public IAtomContainerSet generate(int count) throws IOException, CDKException {
        return train().generate(count);
    }
}
