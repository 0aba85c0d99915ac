package io.github.cdkdrift.model;

import io.github.cdkdrift.archive.FramesDigest;
import io.github.cdkdrift.backend.Backend;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.generator.Generator;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.PhysicalConstants;
import io.github.cdkdrift.positives.EquilibriumReport;
import io.github.cdkdrift.positives.EquilibriumSampling;
import io.github.cdkdrift.positives.Positives;
import io.github.cdkdrift.potential.CorrectedForceField;
import io.github.cdkdrift.potential.CountedPotential;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.potential.PotentialCalls;
import io.github.cdkdrift.potential.PotentialException;
import io.github.cdkdrift.training.EnergyPlan;
import io.github.cdkdrift.training.Trainer;
import io.github.cdkdrift.training.TrainingListener;
import io.github.cdkdrift.training.TrainingSettings;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.openscience.cdk.exception.CDKException;

/** Trains a generator from frames, or from a potential, and packs it into a model. */
public final class ModelTraining {
    /** Samples whose uncertainty is asked for. */
    private static final int MOST_TO_LOOK_AT = 500;

    private ModelTraining() {}

    /**
     * Trains from the first step to the last.
     *
     * @param graph the molecule, its atoms in the order of the frames
     * @throws IllegalArgumentException if the molecule's elements are not those of the frames, or as {@link Trainer}
     */
    public static ConformerModel train(
            ForceFrames frames, MolecularGraph graph, TrainingSettings settings, TrainingListener listener) {
        return train(Trainer.of(frames, graph, settings, listener), frames, graph, listener);
    }

    /** The same with a trainer that may have done some of its steps. */
    public static ConformerModel train(
            Trainer trainer, ForceFrames frames, MolecularGraph graph, TrainingListener listener) {
        if (!Arrays.equals(graph.atomicNumbers(), frames.atomicNumbers())) {
            throw new IllegalArgumentException("the molecule's elements " + Arrays.toString(graph.atomicNumbers())
                    + " are not those of the frames " + Arrays.toString(frames.atomicNumbers()));
        }
        requireBonds(frames, graph);
        trainer.run(listener);
        Provenance provenance = new Provenance(
                Provenance.currentVersion(),
                Backend.current().describe(),
                FramesDigest.sha256(frames),
                frames.size(),
                trainer.positives().report(),
                null,
                trainer.curve());
        return new ConformerModel(
                graph,
                frames.positions(0),
                frames.meanDistances(graph.bonds()),
                trainer.generator(),
                trainer.states(),
                trainer.positives().potential(),
                trainer.settings(),
                provenance);
    }

    /**
     * Trains on positives of a potential, without frames; or, where the settings say so, from its energies alone, which finds the well
     * around the first start and its symmetric copies.
     *
     * @param starts intact geometries to begin from, the first of which decides the stereochemistry, [starts][atoms · 3] Å
     * @param potential one that a model file {@link ModelFile#canHold can hold}
     * @throws IllegalArgumentException if a start is no intact geometry of the molecule
     * @throws PotentialException if there is no minimum near the first start, where energies alone are asked for
     */
    public static ConformerModel train(
            Potential potential,
            MolecularGraph graph,
            List<double[]> starts,
            TrainingSettings settings,
            TrainingListener listener)
            throws PotentialException {
        if (settings.plan() instanceof EnergyPlan plan) {
            return new WellTraining(potential, graph, plan, settings, listener).train(starts.get(0));
        }
        CountedPotential counted = new CountedPotential(potential);
        Positives positives = EquilibriumSampling.of(
                counted, graph, starts, settings.temperature(), settings.equilibrium(), settings.seed(), listener);
        long sampling = counted.calls();
        Trainer trainer = Trainer.of(positives, graph, starts.get(0), settings, listener);
        trainer.run(listener);
        Generator generator = trainer.generator();
        Provenance provenance = new Provenance(
                Provenance.currentVersion(),
                Backend.current().describe(),
                null,
                0,
                report(positives, potential, settings.temperature()),
                new PotentialCalls(0, 0, sampling, counted.calls() - sampling, 0),
                trainer.curve());
        return new ConformerModel(
                graph,
                starts.get(0),
                graph.meanBondLengths(positives.geometries()),
                generator,
                trainer.states(),
                potential,
                trainer.settings(),
                provenance);
    }

    /** What was sampled, and of a correction to a force field how far its labels tell of the samples. */
    public static EquilibriumReport report(Positives positives, Potential potential, double temperature) {
        if (!(potential instanceof CorrectedForceField fit)) {
            return positives.report();
        }
        List<double[]> geometries = positives.geometries();
        int every = Math.max(1, geometries.size() / MOST_TO_LOOK_AT);
        int count = geometries.size() / every;
        double[] some = IntStream.range(0, count)
                .mapToObj(i -> geometries.get(i * every))
                .flatMapToDouble(Arrays::stream)
                .toArray();
        return positives
                .report()
                .withLabels(fit.labels(), fit.uncertainShare(some, count, PhysicalConstants.BOLTZMANN * temperature));
    }

    /** Atoms of the right elements in the wrong order would make bonds across the molecule. */
    private static void requireBonds(ForceFrames frames, MolecularGraph graph) {
        List<String> expected = describe(graph);
        List<String> found;
        try {
            found = describe(MolecularGraph.perceive(frames.atomicNumbers(), frames.positions(0)));
        } catch (CDKException e) {
            throw new IllegalArgumentException("the first frame shows no molecule: " + e.getMessage(), e);
        }
        if (!expected.equals(found)) {
            throw new IllegalArgumentException("the molecule's bonds " + expected + " are not those of the first frame "
                    + found + "; MolecularGraph.reorderedLike brings its atoms into the order of the frames");
        }
    }

    private static List<String> describe(MolecularGraph graph) {
        return graph.bonds().stream().map(bond -> bond[0] + "-" + bond[1]).toList();
    }
}
