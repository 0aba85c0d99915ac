package io.github.cdkdrift.samples.molecules;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import io.github.cdkdrift.DriftingConformerGenerator;
import io.github.cdkdrift.backend.Backend;
import io.github.cdkdrift.dynamics.LangevinRun;
import io.github.cdkdrift.dynamics.LangevinSampler;
import io.github.cdkdrift.dynamics.LangevinSettings;
import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.io.EnsembleFiles;
import io.github.cdkdrift.labelling.Minima;
import io.github.cdkdrift.labelling.StartGeometries;
import io.github.cdkdrift.model.ConformerModel;
import io.github.cdkdrift.model.ConformerSampler;
import io.github.cdkdrift.model.SamplingSettings;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.positives.EquilibriumSampling;
import io.github.cdkdrift.positives.EquilibriumSettings;
import io.github.cdkdrift.positives.Positives;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.training.TrainingSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What {@code forMolecule} makes of drug-like molecules by MMFF94 at 300 K, beside other programs: {@code samples/run
 * molecules.DrugLikeTable [NAME]…} measures the molecules named (default all, names as in {@link DrugLike}) and writes {@code
 * drug-like.md} and {@code drug-like.json}; others keep the figures that the JSON file has. One seed. Needs Debian's
 * python3-rdkit for the row ETKDGv3; without it the row is left out, and said. Some five minutes a molecule of two cores.
 *
 * <p>The reference is a run of replica exchange with torsion jumps on MMFF94, without proposals by a density, of a length of its own, from other
 * start geometries and with other random numbers than what the generator learns from.
 */
public final class DrugLikeTable {
    static final double KELVIN = 300;
    private static final int CONFORMERS = 10_000;
    private static final int FEW = 300;
    private static final int POLISH = 20;
    private static final int STARTS = 128;
    private static final int REFERENCE_SEED = 99;
    private static final Path FOLDER = Path.of("samples/results");
    private static final Gson GSON = new GsonBuilder()
            .setPrettyPrinting()
            .serializeSpecialFloatingPointValues()
            .create();

    /**
     * One molecule.
     *
     * @param states rotamer states of the model
     * @param splitRhat of the reference
     * @param seconds of the generator from structure to model
     * @param generatedThousand seconds for 1,000 checked conformers with energies
     * @param rejected of the conformers drawn without polish
     * @param rows of the table
     * @param conditions what computed it
     */
    record Entry(
            String name,
            String smiles,
            int atoms,
            int rotors,
            int states,
            double splitRhat,
            double seconds,
            double generatedThousand,
            String rejected,
            List<MoleculeFigures> rows,
            String conditions) {}

    private record Results(List<Entry> entries) {}

    private DrugLikeTable() {}

    public static void main(String[] args) throws Exception {
        List<DrugLike> wanted = args.length == 0
                ? List.of(DrugLike.values())
                : Arrays.stream(args).map(DrugLike::valueOf).toList();
        Path json = Files.createDirectories(FOLDER).resolve("drug-like.json");
        for (DrugLike molecule : wanted) {
            Entry entry = measure(molecule);
            List<Entry> entries = new ArrayList<>(read(json).entries());
            entries.removeIf(other -> other.name().equals(entry.name()));
            entries.add(entry);
            Files.writeString(json, GSON.toJson(new Results(entries)) + "\n");
            Files.writeString(FOLDER.resolve("drug-like.md"), DrugLikeReport.of(entries));
            System.err.println(GSON.toJson(entry));
        }
    }

    private static Results read(Path json) throws IOException {
        return Files.exists(json) ? GSON.fromJson(Files.readString(json), Results.class) : new Results(List.of());
    }

    private static Entry measure(DrugLike molecule) throws Exception {
        long start = System.nanoTime();
        TrainingSettings settings = TrainingSettings.ofPotential().withTemperature(KELVIN);
        ConformerModel model = DriftingConformerGenerator.forMolecule(EnsembleFiles.readMolecule(molecule.smiles()))
                .withSettings(settings)
                .train()
                .model();
        double seconds = secondsSince(start);
        MolecularGraph graph = model.graph();
        Potential potential = model.potential();
        // Numbered as the model's: of two equal branches the torsions tell which is which.
        double[] like = model.sampler(SamplingSettings.seed(0)).next().positions();
        List<double[]> starts = StartGeometries.of(graph, like, STARTS, REFERENCE_SEED);
        List<double[]> minima = Minima.of(graph, potential, starts.subList(1, starts.size()));
        Positives reference = reference(graph, potential, minima, settings.equilibrium());
        MoleculeMetrics metrics = new MoleculeMetrics(graph, potential, conformers(reference.geometries()));

        List<MoleculeFigures> rows = new ArrayList<>();
        ConformerSampler sampler = model.sampler(SamplingSettings.seed(1));
        start = System.nanoTime();
        List<Conformer> drawn = Stream.generate(sampler::next).limit(CONFORMERS).toList();
        double thousand = secondsSince(start) * 1000 / CONFORMERS;
        rows.add(metrics.measure("one pass", drawn));
        ConformerSampler polished = model.sampler(SamplingSettings.seed(1).withPolish(POLISH));
        rows.add(metrics.measure(
                "one pass, polish " + POLISH,
                Stream.generate(polished::next).limit(CONFORMERS).toList()));
        rows.add(metrics.measure("Langevin, equal wall time", langevin(graph, potential, minima.get(0), seconds)));
        rows.add(metrics.measure("OpenChemLib + MMFF94", conformers(minima)));
        RdkitConformers.of(graph, minima.get(0), FEW)
                .ifPresent(found -> rows.add(metrics.measure("RDKit ETKDGv3 + MMFF94", found)));
        rows.add(metrics.floor("floor: replica exchange, other half"));
        return new Entry(
                molecule.title(),
                molecule.smiles(),
                graph.atoms(),
                graph.rotors().size(),
                model.states().size(),
                reference.report().splitRhat(),
                seconds,
                thousand,
                String.format(Locale.ROOT, "%d of %d", sampler.drawn() - CONFORMERS, sampler.drawn()),
                rows,
                String.format(
                        Locale.ROOT,
                        "%s, %d processor(s)",
                        Backend.current().describe(),
                        Runtime.getRuntime().availableProcessors()));
    }

    private static Positives reference(
            MolecularGraph graph, Potential potential, List<double[]> minima, EquilibriumSettings usual) {
        EquilibriumSettings longer =
                usual.withEnsemble(null).withSteps(2 * usual.equilibration(), 2 * usual.steps(), 2 * usual.stride());
        return EquilibriumSampling.of(potential, graph, minima, KELVIN, longer, REFERENCE_SEED, stage -> {});
    }

    /** One walker a processor thread's worth: 16 from one minimum, as one would run it, for as long as the generator took. */
    private static List<Conformer> langevin(
            MolecularGraph graph, Potential potential, double[] minimum, double seconds) {
        LangevinSettings probe =
                LangevinSettings.at(KELVIN).withTimeStep(1).withWalkers(16).withSteps(2000, 0, 100);
        long start = System.nanoTime();
        LangevinSampler.of(potential, graph.atomicNumbers(), probe).run(minimum, geometry -> true);
        int steps = (int) Math.max(2000, 2000 * seconds / secondsSince(start));
        LangevinRun run = LangevinSampler.of(
                        potential,
                        graph.atomicNumbers(),
                        probe.withSteps(steps, steps / 20, Math.max(1, 16 * steps / CONFORMERS)))
                .run(minimum, geometry -> true);
        return conformers(
                run.samples().stream().map(LangevinRun.Sample::positions).toList());
    }

    private static List<Conformer> conformers(List<double[]> geometries) {
        return geometries.stream().map(Conformer::of).toList();
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
