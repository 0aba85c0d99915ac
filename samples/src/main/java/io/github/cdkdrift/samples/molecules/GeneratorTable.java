package io.github.cdkdrift.samples.molecules;

import io.github.cdkdrift.backend.Kernels;
import io.github.cdkdrift.generator.DensityGenerator;
import io.github.cdkdrift.generator.DensitySource;
import io.github.cdkdrift.labelling.Minima;
import io.github.cdkdrift.labelling.StartGeometries;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.PhysicalConstants;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smiles.SmilesParser;
import org.openscience.cdk.tools.manipulator.AtomContainerManipulator;

/**
 * How good one pass of the generator is, by MMFF94 at 300 K: {@code samples/run molecules.GeneratorTable SMILES[,SMILES]… [SETTING]…}
 * prints a Markdown table, a row for each molecule and setting. A setting is {@code layers/width/hidden
 * layers/steps/batch/rate/forces}; without one, the default. Energies are above the lowest positive, kcal/mol; the effective share is
 * (Σw)²/(n Σw²) of the weights exp(−E/k_BT)/ρ of all draws, and once more with weights cut off at √n of their mean.
 */
public final class GeneratorTable {
    private static final int SOUGHT = 256;
    private static final int STARTS = 128;
    private static final int DRAWN = 20_480;
    private static final int BATCH = 2048;
    private static final double[] QUANTILES = {0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99};

    private GeneratorTable() {}

    /** @param arguments molecules, then settings */
    public static void main(String[] arguments) throws Exception {
        System.out.println(
                "| molecule | atoms | setting | sampling, s | training, s | draws that are geometries | mean energy less"
                        + " that of positives | energies at 1, 5, 25, 50, 75, 95, 99 % | positives | effective share | cut off |\n"
                        + "|---|---|---|---|---|---|---|---|---|---|---|");
        List<String> settings = new ArrayList<>(List.of(arguments).subList(1, arguments.length));
        if (settings.isEmpty()) {
            settings.add("default");
        }
        for (String smiles : arguments[0].split(",")) {
            rows(smiles, settings);
        }
    }

    private static TrainingSettings setting(String text) {
        TrainingSettings standard = TrainingSettings.ofPotential()
                .withFlow(TrainingSettings.of(Field.DENSITY, Space.DISTANCE).flow());
        TrainingSettings recipe = TrainingSettings.of(Field.DENSITY, Space.DISTANCE);
        standard = standard.withNetwork(recipe.network()).withOptimiser(recipe.optimiser());
        if (text.equals("default")) {
            return standard;
        }
        String[] parts = text.split("/");
        return standard.withFlow(new FlowSettings(Integer.parseInt(parts[0]), Double.parseDouble(parts[6])))
                .withNetwork(new NetworkSettings(3, Integer.parseInt(parts[1]), Integer.parseInt(parts[2]), 1, false))
                .withOptimiser(new OptimiserSettings(
                        Integer.parseInt(parts[3]),
                        Integer.parseInt(parts[4]),
                        Integer.parseInt(parts[4]),
                        Double.parseDouble(parts[5]),
                        recipe.optimiser().averagingDecay()));
    }

    private static void rows(String smiles, List<String> settings) throws Exception {
        IAtomContainer molecule = new SmilesParser(SilentChemObjectBuilder.getInstance()).parseSmiles(smiles);
        AtomContainerManipulator.convertImplicitToExplicitHydrogens(molecule);
        MolecularGraph open = MolecularGraph.of(molecule);
        long start = System.nanoTime();
        List<double[]> starts = StartGeometries.of(open, SOUGHT, 0);
        MolecularGraph graph = open.completedLike(starts.get(0));
        Potential potential = Potentials.of("mmff94", graph, starts.get(0));
        List<double[]> minima = Minima.distinct(graph, potential, Minima.of(graph, potential, starts), STARTS);
        TrainingSettings first = setting(settings.get(0));
        Positives positives = EquilibriumSampling.of(
                potential, graph, minima, first.temperature(), first.equilibrium(), 0, stage -> {});
        double sampling = seconds(start);
        for (String text : settings) {
            start = System.nanoTime();
            Trainer trainer = Trainer.of(positives, graph, minima.get(0), setting(text), TrainingListener.NONE);
            trainer.run(TrainingListener.NONE);
            DensityGenerator generator = (DensityGenerator) trainer.generator();
            double training = seconds(start);
            System.out.printf(
                    Locale.ROOT,
                    "| `%s` | %d | %s | %.1f | %.1f | %s |%n",
                    smiles,
                    graph.atoms(),
                    text,
                    sampling,
                    training,
                    measured(generator, trainer, potential, positives, first.temperature()));
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) * 1e-9;
    }

    private static String measured(
            DensityGenerator generator, Trainer trainer, Potential potential, Positives positives, double kelvin) {
        DensitySource source =
                new DensitySource(generator, generator.logShares(trainer.states()), Kernels.ofBackend(), BATCH);
        double[] geometries = new double[BATCH * 3 * potential.atoms()];
        double[] energies = new double[BATCH];
        double[] forces = new double[geometries.length];
        Random random = new Random(1);
        List<Double> drawn = new ArrayList<>();
        List<Double> logWeights = new ArrayList<>();
        for (int tried = 0; tried < DRAWN; tried += BATCH) {
            int kept = source.draw(random, geometries);
            potential.evaluate(geometries, kept, energies, forces);
            for (int i = 0; i < kept; i++) {
                drawn.add(energies[i]);
                logWeights.add(-energies[i] / (PhysicalConstants.BOLTZMANN * kelvin) - source.logDensities()[i]);
            }
        }
        double lowest = Arrays.stream(positives.energies()).min().orElseThrow();
        double[] found = drawn.stream().mapToDouble(e -> e - lowest).sorted().toArray();
        double[] expected = Arrays.stream(positives.energies())
                .map(e -> e - lowest)
                .sorted()
                .toArray();
        double highest = logWeights.stream().mapToDouble(w -> w).max().orElseThrow();
        double[] weights =
                logWeights.stream().mapToDouble(w -> Math.exp(w - highest)).toArray();
        double limit = Arrays.stream(weights).average().orElseThrow() * Math.sqrt(weights.length);
        return String.format(
                Locale.ROOT,
                "%.4f | %+.2f | %s | %s | %.3f | %.3f",
                drawn.size() / (double) DRAWN,
                mean(found) - mean(expected),
                quantiles(found),
                quantiles(expected),
                share(weights),
                share(Arrays.stream(weights).map(w -> Math.min(w, limit)).toArray()));
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double share(double[] weights) {
        double sum = Arrays.stream(weights).sum();
        return sum
                * sum
                / weights.length
                / Arrays.stream(weights).map(w -> w * w).sum();
    }

    private static String quantiles(double[] sorted) {
        return DoubleStream.of(QUANTILES)
                .mapToObj(q -> String.format(Locale.ROOT, "%.1f", sorted[(int) (q * (sorted.length - 1))]))
                .collect(Collectors.joining(" "));
    }
}
