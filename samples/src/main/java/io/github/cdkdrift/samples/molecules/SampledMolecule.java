package io.github.cdkdrift.samples.molecules;

import io.github.cdkdrift.generator.DensityGenerator;
import io.github.cdkdrift.labelling.Minima;
import io.github.cdkdrift.labelling.StartGeometries;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.positives.EquilibriumSampling;
import io.github.cdkdrift.positives.Positives;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.potential.Potentials;
import io.github.cdkdrift.training.Field;
import io.github.cdkdrift.training.FlowSettings;
import io.github.cdkdrift.training.NetworkSettings;
import io.github.cdkdrift.training.OptimiserSettings;
import io.github.cdkdrift.training.Space;
import io.github.cdkdrift.training.Trainer;
import io.github.cdkdrift.training.TrainingListener;
import io.github.cdkdrift.training.TrainingSettings;
import java.util.List;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smiles.SmilesParser;
import org.openscience.cdk.tools.manipulator.AtomContainerManipulator;

/**
 * A molecule sampled by MMFF94 at 300 K, ready to train generators with a density on.
 *
 * @param seconds that sampling took
 */
record SampledMolecule(
        MolecularGraph graph,
        Potential potential,
        List<double[]> minima,
        Positives positives,
        TrainingSettings settings,
        double seconds) {
    private static final int STARTS = 128;

    static SampledMolecule of(String smiles, long seed) throws Exception {
        IAtomContainer molecule = new SmilesParser(SilentChemObjectBuilder.getInstance()).parseSmiles(smiles);
        AtomContainerManipulator.convertImplicitToExplicitHydrogens(molecule);
        MolecularGraph open = MolecularGraph.of(molecule);
        long start = System.nanoTime();
        List<double[]> starts = StartGeometries.of(open, StartGeometries.sought(open), seed);
        MolecularGraph graph = open.completedLike(starts.get(0));
        Potential potential = Potentials.of("mmff94", graph, starts.get(0));
        List<double[]> minima = Minima.distinct(graph, potential, Minima.of(graph, potential, starts), STARTS);
        TrainingSettings recipe = TrainingSettings.of(Field.DENSITY, Space.DISTANCE);
        TrainingSettings settings = TrainingSettings.ofPotential()
                .withPlan(recipe.plan())
                .withNetwork(recipe.network())
                .withOptimiser(recipe.optimiser())
                .withSeed(seed);
        Positives positives = EquilibriumSampling.of(
                potential, graph, minima, settings.temperature(), settings.equilibrium(), seed, stage -> {});
        return new SampledMolecule(graph, potential, minima, positives, settings, secondsSince(start));
    }

    /** The default settings, or {@code layers/width/hidden layers/steps/batch/rate/forces}. */
    TrainingSettings setting(String text) {
        if (text.equals("default")) {
            return settings;
        }
        String[] parts = text.split("/");
        return settings.withFlow(new FlowSettings(Integer.parseInt(parts[0]), Double.parseDouble(parts[6])))
                .withNetwork(new NetworkSettings(3, Integer.parseInt(parts[1]), Integer.parseInt(parts[2]), 1, false))
                .withOptimiser(new OptimiserSettings(
                        Integer.parseInt(parts[3]),
                        Integer.parseInt(parts[4]),
                        Integer.parseInt(parts[4]),
                        Double.parseDouble(parts[5]),
                        settings.optimiser().averagingDecay()));
    }

    Trainer trained(TrainingSettings with) {
        Trainer trainer = Trainer.of(positives, graph, minima.get(0), with, TrainingListener.NONE);
        trainer.run(TrainingListener.NONE);
        return trainer;
    }

    static DensityGenerator generator(Trainer trainer) {
        return (DensityGenerator) trainer.generator();
    }

    static double secondsSince(long start) {
        return (System.nanoTime() - start) * 1e-9;
    }

    /** (Σw)²/(n Σw²) */
    static double share(double[] weights) {
        double sum = 0;
        double squares = 0;
        for (double weight : weights) {
            sum += weight;
            squares += weight * weight;
        }
        return sum * sum / weights.length / squares;
    }
}
