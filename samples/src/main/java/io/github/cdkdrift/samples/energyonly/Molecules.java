package io.github.cdkdrift.samples.energyonly;

import io.github.cdkdrift.dynamics.LangevinRun;
import io.github.cdkdrift.dynamics.LangevinSampler;
import io.github.cdkdrift.dynamics.LangevinSettings;
import io.github.cdkdrift.dynamics.MetropolisLangevin;
import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.evaluation.Evaluation;
import io.github.cdkdrift.evaluation.EvaluationReport;
import io.github.cdkdrift.evaluation.EvaluationSettings;
import io.github.cdkdrift.evaluation.Metric;
import io.github.cdkdrift.labelling.StartGeometries;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.SymmetryOperation;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.potential.Potentials;
import io.github.cdkdrift.random.Noise;
import io.github.cdkdrift.rotamer.ConformerSymmetry;
import io.github.cdkdrift.training.EnergyTrainer;
import io.github.cdkdrift.training.EnergyTrainingSettings;
import io.github.cdkdrift.training.MolecularEnergy;
import io.github.cdkdrift.training.PointSampler;
import io.github.cdkdrift.training.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smiles.SmilesParser;
import org.openscience.cdk.tools.manipulator.AtomContainerManipulator;

/**
 * Trains one-step samplers of molecules' Boltzmann distributions from MMFF94 alone and compares them with Langevin dynamics of the
 * same potential: {@code samples/run energyonly.Molecules [KELVIN [FILE [SMILES…]]]}, by default 300 K, {@code
 * samples/results/energy-only-molecules.md}, propane and ethanol. Propane has one well, up to the exchange of its hydrogens; ethanol's
 * hydroxyl group has three, of which the sampler knows the one that it starts from. A molecule takes some two minutes of one core.
 */
public final class Molecules {
    private static final int SAMPLES = 10_000;
    private static final int POLISH_STEPS = 20;
    private static final double[] QUANTILES = {0.01, 0.25, 0.5, 0.75, 0.99};

    private final MolecularGraph graph;
    private final Potential potential;
    private final List<SymmetryOperation> operations;
    private final List<Conformer> reference;
    private final double lowest;
    private final StringBuilder text = new StringBuilder();

    private Molecules(MolecularGraph graph, Potential potential, double[] geometry, double kelvin) {
        this.graph = graph;
        this.potential = potential;
        operations = ConformerSymmetry.ofPotential(graph, geometry);
        reference = langevin(geometry, kelvin);
        lowest = Arrays.stream(energies(reference)).min().orElseThrow();
    }

    public static void main(String[] args) throws Exception {
        double kelvin = args.length > 0 ? Double.parseDouble(args[0]) : 300;
        Path file = Path.of(args.length > 1 ? args[1] : "samples/results/energy-only-molecules.md");
        List<String> molecules = args.length > 2 ? List.of(args).subList(2, args.length) : List.of("CCC", "CCO");
        StringBuilder text = new StringBuilder("# Molecules, from a potential alone\n");
        for (String smiles : molecules) {
            text.append(section(smiles, kelvin));
        }
        text.append("\nMade by `")
                .append(("samples/run energyonly.Molecules " + String.join(" ", args)).trim())
                .append("`.\n");
        Files.writeString(file, text);
        System.out.println(text);
    }

    private static String section(String smiles, double kelvin) throws CDKException, IOException {
        IAtomContainer molecule = new SmilesParser(SilentChemObjectBuilder.getInstance()).parseSmiles(smiles);
        AtomContainerManipulator.convertImplicitToExplicitHydrogens(molecule);
        MolecularGraph graph = MolecularGraph.of(molecule);
        double[] start = StartGeometries.of(graph, 1, 0).get(0);
        try (Potential potential = Potentials.of("mmff94", graph, start)) {
            MolecularEnergy energy = MolecularEnergy.of(potential, graph, start, kelvin);
            int dimensions = energy.dimensions();
            double[] minimum = energy.geometries(new double[dimensions])[0];
            Molecules comparison = new Molecules(graph, potential, minimum, kelvin);
            EnergyTrainingSettings settings = EnergyTrainingSettings.molecular(dimensions);
            long begun = System.nanoTime();
            PointSampler sampler = new EnergyTrainer(energy, new float[dimensions], settings).run(progress());
            double seconds = 1e-9 * (System.nanoTime() - begun);
            comparison.header(smiles, kelvin, dimensions, settings, seconds);
            double[] normal = new double[SAMPLES * dimensions];
            RandomGenerator random = Noise.stream(3, 0);
            Arrays.setAll(normal, i -> random.nextGaussian());
            comparison.row("normal distribution about the minimum", energy.geometries(normal));
            double[][] drawn = energy.geometries(sampler.draw(SAMPLES, 1));
            comparison.row("**one step**", drawn);
            comparison.row("one step, then polished", comparison.polished(drawn, kelvin));
            return comparison.text.toString();
        }
    }

    private static TrainingListener progress() {
        return progress -> System.err.printf(
                Locale.ROOT,
                "step %d: drift² %.4f, width %.3f%n",
                progress.step(),
                progress.loss(),
                progress.widthRatio());
    }

    private List<Conformer> langevin(double[] geometry, double kelvin) {
        LangevinSettings settings = LangevinSettings.at(kelvin).withSteps(16_000, 4_000, 200);
        LangevinRun run = LangevinSampler.of(potential, graph.atomicNumbers(), settings)
                .run(geometry, positions -> Arrays.stream(positions).allMatch(Double::isFinite));
        RandomGenerator random = Noise.stream(1, 0);
        List<Conformer> samples = new ArrayList<>();
        run.samples().forEach(sample -> samples.add(exchanged(sample.positions(), random)));
        return samples;
    }

    /** Dynamics and training stay in one of the wells that symmetry makes equal: both are spread over all of them. */
    private Conformer exchanged(double[] positions, RandomGenerator random) {
        return Conformer.of(operations.get(random.nextInt(operations.size())).apply(positions));
    }

    private double[][] polished(double[][] drawn, double kelvin) {
        double[] positions =
                Arrays.stream(drawn).flatMapToDouble(Arrays::stream).toArray();
        MetropolisLangevin langevin = new MetropolisLangevin(potential, kelvin);
        langevin.tune(positions, 500, 0);
        langevin.move(positions, new double[drawn.length], drawn.length, POLISH_STEPS, 0);
        int stride = 3 * graph.atoms();
        double[][] polished = new double[drawn.length][];
        Arrays.setAll(polished, i -> Arrays.copyOfRange(positions, i * stride, (i + 1) * stride));
        return polished;
    }

    private void header(String smiles, double kelvin, int dimensions, EnergyTrainingSettings settings, double seconds) {
        text.append(String.format(
                Locale.ROOT,
                "%n## %s at %.0f K, %s%n%n%,d samples against %,d of Langevin dynamics of the same potential (0.5 fs, 128 walkers, "
                        + "one sample every 0.1 ps). No data: %,d steps of %d samples over %d internal coordinates in units of their "
                        + "thermal widths, %d energies a sample and step, %.0f s. Polished: %d Metropolis-adjusted Langevin steps more, an "
                        + "option.%n%n| | TVD | per-pair TVD | bond MAE, Å | width ratio | energy, 1/25/50/75/99 %%, kcal/mol |%n"
                        + "|---|---|---|---|---|---|%n",
                smiles,
                kelvin,
                potential.name(),
                SAMPLES,
                reference.size(),
                settings.optimiser().steps(),
                settings.optimiser().batch(),
                dimensions,
                settings.drift().probes() * settings.drift().levels(),
                seconds,
                POLISH_STEPS));
    }

    private void row(String title, double[][] geometries) {
        RandomGenerator random = Noise.stream(2, 0);
        List<Conformer> conformers = Arrays.stream(geometries)
                .map(geometry -> exchanged(geometry, random))
                .toList();
        EvaluationReport report = Evaluation.evaluate(
                new ConformerEnsemble(graph, conformers),
                new ConformerEnsemble(graph, reference),
                null,
                EvaluationSettings.defaults().withCoverage(0, 0.5).withFloorRepeats(2));
        text.append(String.format(
                Locale.ROOT,
                "| %s | %.4f | %.4f | %.4f | %.3f | %s |%n",
                title,
                report.get(Metric.TVD).orElseThrow(),
                report.get(Metric.PAIR_TVD).orElseThrow(),
                report.get(Metric.BOND_MAE).orElseThrow(),
                report.get(Metric.WIDTH_RATIO).orElseThrow(),
                quantiles(conformers)));
        if (title.contains("polished")) {
            text.append(String.format(
                    Locale.ROOT,
                    "| a perfect sampler of that size | %.4f | %.4f | %.4f | %.3f | %s |%n",
                    report.floor().get(Metric.TVD).orElseThrow(),
                    report.floor().get(Metric.PAIR_TVD).orElseThrow(),
                    report.floor().get(Metric.BOND_MAE).orElseThrow(),
                    report.floor().get(Metric.WIDTH_RATIO).orElseThrow(),
                    quantiles(reference)));
        }
    }

    private String quantiles(List<Conformer> conformers) {
        double[] sorted = energies(conformers);
        Arrays.sort(sorted);
        List<String> words = new ArrayList<>();
        for (double quantile : QUANTILES) {
            words.add(String.format(Locale.ROOT, "%.1f", sorted[(int) (quantile * (sorted.length - 1))] - lowest));
        }
        return String.join("/", words);
    }

    private double[] energies(List<Conformer> conformers) {
        double[] positions = conformers.stream()
                .flatMapToDouble(conformer -> Arrays.stream(conformer.positions()))
                .toArray();
        double[] energies = new double[conformers.size()];
        potential.evaluate(positions, energies.length, energies, new double[positions.length]);
        return energies;
    }
}
