package io.github.cdkdrift.samples.molecules;

import io.github.cdkdrift.DriftingConformerGenerator;
import io.github.cdkdrift.backend.Backend;
import io.github.cdkdrift.dynamics.Convergence;
import io.github.cdkdrift.dynamics.LangevinRun;
import io.github.cdkdrift.dynamics.LangevinSampler;
import io.github.cdkdrift.dynamics.LangevinSettings;
import io.github.cdkdrift.io.EnsembleFiles;
import io.github.cdkdrift.labelling.Minima;
import io.github.cdkdrift.labelling.StartGeometries;
import io.github.cdkdrift.model.ConformerModel;
import io.github.cdkdrift.model.ConformerSampler;
import io.github.cdkdrift.model.SamplingSettings;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.Torsion;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.potential.Potentials;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * From how many conformers on a generator pays: {@code samples/run molecules.BreakEven [SECONDS]} compares independent conformers a
 * second, at 300 K, of generators and of plain Langevin dynamics on the same potential that runs for {@code SECONDS} (default 120),
 * and writes {@code break-even.md}. Walkers begin in different minima; their samples count by the integrated autocorrelation time of the slowest torsion. A few minutes a line; one seed.
 */
public final class BreakEven {
    private static final double KELVIN = 300;
    private static final int WALKERS = 16;
    private static final int STARTS = 128;
    private static final int CONFORMERS = 20_000;
    private static final int PROBE_STEPS = 100;
    private static final int SAMPLES_A_WALKER = 1000;

    private BreakEven() {}

    /** One line of the table. */
    private record Line(
            DrugLike molecule,
            int atoms,
            String potential,
            long calls,
            double seconds,
            double conformersPerSecond,
            double picoseconds,
            double effectiveSamples,
            double splitRhat,
            double independentPerSecond) {
        /** Conformers after which training is paid for by what each further one costs less. */
        double breakEven() {
            return seconds / (1 / independentPerSecond - 1 / conformersPerSecond);
        }
    }

    public static void main(String[] args) throws Exception {
        double seconds = args.length > 0 ? Double.parseDouble(args[0]) : 120;
        Path file = Files.createDirectories(Path.of("samples/results")).resolve("break-even.md");
        List<Line> lines = new ArrayList<>();
        for (DrugLike molecule : List.of(DrugLike.PROPANEDIOL, DrugLike.PARACETAMOL)) {
            for (String potential : List.of("mmff94", "gfn2")) {
                lines.add(measure(molecule, potential, seconds));
                System.err.println(lines.get(lines.size() - 1));
                Files.writeString(
                        file, markdown(lines, ("samples/run molecules.BreakEven " + String.join(" ", args)).trim()));
            }
        }
        System.out.println(Files.readString(file));
    }

    private static Line measure(DrugLike molecule, String name, double seconds) throws Exception {
        long start = System.nanoTime();
        ConformerModel model = DriftingConformerGenerator.forMolecule(EnsembleFiles.readMolecule(molecule.smiles()))
                .withPotential(name)
                .withTemperature(KELVIN)
                .train()
                .model();
        double training = secondsSince(start);
        ConformerSampler sampler = model.sampler(SamplingSettings.seed(0).withEnergies(false));
        for (int i = 0; i < CONFORMERS; i++) {
            sampler.next();
        }
        start = System.nanoTime();
        for (int i = 0; i < CONFORMERS; i++) {
            sampler.next();
        }
        double rate = CONFORMERS / secondsSince(start);
        MolecularGraph graph = model.graph();
        List<double[]> geometries = Minima.of(graph, Potentials.guide(graph), StartGeometries.of(graph, STARTS, 0));
        try (Potential potential = Potentials.of(name, graph, geometries.get(0))) {
            LangevinRun run = dynamics(graph, potential, geometries, seconds);
            Convergence slowest = slowest(graph, run);
            LangevinSettings settings = run.settings();
            return new Line(
                    molecule,
                    graph.atoms(),
                    name,
                    model.provenance().calls().total(),
                    training,
                    rate,
                    settings.walkers() * settings.steps() * settings.timeStep() / 1000,
                    slowest.effectiveSamples(),
                    slowest.splitRhat(),
                    slowest.effectiveSamples() / seconds);
        }
    }

    /** 16 walkers from different minima, for about so many seconds after a tenth of them for equilibration. */
    private static LangevinRun dynamics(
            MolecularGraph graph, Potential potential, List<double[]> minima, double seconds) {
        double[] starts = new double[WALKERS * 3 * graph.atoms()];
        for (int walker = 0; walker < WALKERS; walker++) {
            System.arraycopy(
                    minima.get(walker % minima.size()), 0, starts, walker * 3 * graph.atoms(), 3 * graph.atoms());
        }
        LangevinSettings probe =
                LangevinSettings.at(KELVIN).withTimeStep(1).withWalkers(WALKERS).withSteps(PROBE_STEPS, 0, 10);
        LangevinSampler.of(potential, graph.atomicNumbers(), probe).run(starts, geometry -> true);
        long start = System.nanoTime();
        LangevinSampler.of(potential, graph.atomicNumbers(), probe).run(starts, geometry -> true);
        int steps = (int) (PROBE_STEPS * seconds / secondsSince(start));
        int stride = Math.max(1, steps / SAMPLES_A_WALKER);
        return LangevinSampler.of(potential, graph.atomicNumbers(), probe.withSteps(steps, steps / 10, stride))
                .run(starts, geometry -> true);
    }

    private static Convergence slowest(MolecularGraph graph, LangevinRun run) {
        Convergence slowest = null;
        for (int[] rotor : graph.rotors()) {
            for (double shift : new double[] {0, Math.PI / 2}) {
                Convergence convergence =
                        run.convergence(sample -> Math.cos(Torsion.radians(sample.positions(), rotor) - shift));
                if (slowest == null || convergence.effectiveSamples() < slowest.effectiveSamples()) {
                    slowest = convergence;
                }
            }
        }
        return slowest;
    }

    private static String markdown(List<Line> lines, String command) {
        StringBuilder text = new StringBuilder();
        text.append("Generators beside plain Langevin dynamics (")
                .append(WALKERS)
                .append(
                        " walkers from different minima, 1 fs, after a tenth as long for equilibration) on the same potential at 300 K. Independent samples are"
                                + " those of the slowest torsion by its integrated autocorrelation time; where split-R̂ is well above 1 the"
                                + " walkers have not mixed, and their number is too high. Break-even: conformers from which on the"
                                + " generator, labels and training included, is faster. One seed.\n\n")
                .append(
                        "| molecule | atoms | potential | calls | structure to model, s | conformers/s | dynamics, ps | independent"
                                + " samples | split-R̂ | independent/s | ratio | break-even |\n")
                .append("|---|---|---|---|---|---|---|---|---|---|---|---|\n");
        for (Line line : lines) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %d | %s | %,d | %.0f | %,.0f | %,.0f | %.0f | %.2f | %.2f | %,.0f | %,.0f |%n",
                    line.molecule().title(),
                    line.atoms(),
                    line.potential(),
                    line.calls(),
                    line.seconds(),
                    line.conformersPerSecond(),
                    line.picoseconds(),
                    line.effectiveSamples(),
                    line.splitRhat(),
                    line.independentPerSecond(),
                    line.conformersPerSecond() / line.independentPerSecond(),
                    line.breakEven()));
        }
        return text.append("\nMade by `")
                .append(command)
                .append("` (")
                .append(Backend.current().describe())
                .append(").\n")
                .toString();
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
