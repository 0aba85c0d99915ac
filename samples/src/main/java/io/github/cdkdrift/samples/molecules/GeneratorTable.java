package io.github.cdkdrift.samples.molecules;

import io.github.cdkdrift.backend.Kernels;
import io.github.cdkdrift.generator.DensityGenerator;
import io.github.cdkdrift.generator.DensitySource;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.PhysicalConstants;
import io.github.cdkdrift.positives.Positives;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.training.Trainer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * How good one pass of the generator is, by MMFF94 at 300 K: {@code samples/run molecules.GeneratorTable SMILES[,SMILES]… [SETTING]…}
 * prints a Markdown table, a row for each molecule and setting. A setting is {@code layers/width/hidden
 * layers/steps/batch/rate/forces}; without one, the default. Energies are above the lowest positive, kcal/mol; torsions: the
 * largest Jensen–Shannon divergence of a torsion, but of methyl and amino groups, whose copies draws leave out, from the positives', nats, 36 bins; the effective share is
 * (Σw)²/(n Σw²) of the weights exp(−E/k_BT)/ρ of all draws, and once more with weights cut off at √n of their mean.
 */
public final class GeneratorTable {
    private static final int DRAWN = 20_480;
    private static final int BATCH = 2048;
    private static final double[] QUANTILES = {0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99};

    private GeneratorTable() {}

    /** @param arguments molecules, then settings */
    public static void main(String[] arguments) throws Exception {
        System.out.println(
                "| molecule | atoms | setting | sampling, s | training, s | draws that are geometries | mean energy less"
                        + " that of positives | energies at 1, 5, 25, 50, 75, 95, 99 % | positives | torsions | effective share | cut off |\n"
                        + "|---|---|---|---|---|---|---|---|---|---|---|---|");
        List<String> settings = new ArrayList<>(List.of(arguments).subList(1, arguments.length));
        if (settings.isEmpty()) {
            settings.add("default");
        }
        for (String smiles : arguments[0].split(",")) {
            rows(smiles, settings);
        }
    }

    private static void rows(String smiles, List<String> settings) throws Exception {
        SampledMolecule molecule = SampledMolecule.of(smiles, 0);
        for (String text : settings) {
            long start = System.nanoTime();
            Trainer trainer = molecule.trained(molecule.setting(text));
            DensityGenerator generator = SampledMolecule.generator(trainer);
            double training = SampledMolecule.secondsSince(start);
            System.out.printf(
                    Locale.ROOT,
                    "| `%s` | %d | %s | %.1f | %.1f | %s |%n",
                    smiles,
                    molecule.graph().atoms(),
                    text,
                    molecule.seconds(),
                    training,
                    measured(generator, trainer, molecule));
        }
    }

    private static String measured(DensityGenerator generator, Trainer trainer, SampledMolecule molecule) {
        Potential potential = molecule.potential();
        Positives positives = molecule.positives();
        double kelvin = molecule.settings().temperature();
        DensitySource source =
                new DensitySource(generator, generator.logShares(trainer.states()), Kernels.ofBackend(), BATCH);
        double[] geometries = new double[BATCH * 3 * potential.atoms()];
        double[] energies = new double[BATCH];
        double[] forces = new double[geometries.length];
        Random random = new Random(1);
        List<Double> drawn = new ArrayList<>();
        List<double[]> drawnGeometries = new ArrayList<>();
        List<Double> logWeights = new ArrayList<>();
        for (int tried = 0; tried < DRAWN; tried += BATCH) {
            int kept = source.draw(random, geometries);
            potential.evaluate(geometries, kept, energies, forces);
            for (int i = 0; i < kept; i++) {
                drawn.add(energies[i]);
                drawnGeometries.add(
                        Arrays.copyOfRange(geometries, i * 3 * potential.atoms(), (i + 1) * 3 * potential.atoms()));
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
                "%.4f | %+.2f | %s | %s | %.4f | %.3f | %.3f",
                drawn.size() / (double) DRAWN,
                mean(found) - mean(expected),
                quantiles(found),
                quantiles(expected),
                Arrays.stream(MoleculeMetrics.torsionDivergences(
                                turning(molecule.graph()), drawnGeometries, positives.geometries()))
                        .max()
                        .orElse(0),
                SampledMolecule.share(weights),
                SampledMolecule.share(
                        Arrays.stream(weights).map(w -> Math.min(w, limit)).toArray()));
    }

    private static List<int[]> turning(MolecularGraph graph) {
        return graph.rotors().stream()
                .filter(rotor -> !graph.endsInHydrogens(rotor[1]) && !graph.endsInHydrogens(rotor[2]))
                .toList();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static String quantiles(double[] sorted) {
        return DoubleStream.of(QUANTILES)
                .mapToObj(q -> String.format(Locale.ROOT, "%.1f", sorted[(int) (q * (sorted.length - 1))]))
                .collect(Collectors.joining(" "));
    }
}
