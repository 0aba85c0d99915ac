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
import io.github.cdkdrift.positives.EquilibriumReport;
import io.github.cdkdrift.positives.EquilibriumSampling;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.potential.Potentials;
import io.github.cdkdrift.training.TrainingSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * From how many conformers on a generator pays: {@code samples/run molecules.BreakEven [SECONDS]} compares independent conformers a
 * second, at 300 K, of generators, of plain Langevin dynamics on the same potential that runs for {@code SECONDS} (default 120), and
 * of replica exchange with torsion jumps, and writes {@code break-even.md}. Walkers begin in different minima;
 * their samples count by the integrated autocorrelation time of the slowest torsion. Replica exchange needs millions of energies and
 * runs on MMFF94 alone. A few minutes a line; one seed.
 */
public final class BreakEven {
    private static final double KELVIN = 300;
    private static final String CHEAP = "mmff94";
    private static final String EXPENSIVE = "gfn2";

    /** Some with high barriers, one without. */
    private static final List<DrugLike> MOLECULES =
            List.of(DrugLike.PROPANEDIOL, DrugLike.PARACETAMOL, DrugLike.DOPAMINE);

    private static final List<DrugLike> FEWER = List.of(DrugLike.PROPANEDIOL, DrugLike.PARACETAMOL);
    private static final int WALKERS = 16;
    private static final int STARTS = 128;
    private static final int CONFORMERS = 20_000;
    private static final int PROBE_STEPS = 100;
    private static final int SAMPLES_A_WALKER = 1000;

    private BreakEven() {}

    /**
     * What a sampler of the potential itself gives.
     *
     * @param effectiveSamples independent ones, by the slowest torsion
     * @param seconds that they took
     */
    private record Dynamics(double effectiveSamples, double splitRhat, double seconds) {
        double perSecond() {
            return effectiveSamples / seconds;
        }
    }

    /**
     * One line of the table.
     *
     * @param exchange null where the potential is too expensive for it
     */
    private record Line(
            DrugLike molecule,
            int atoms,
            String potential,
            long calls,
            double seconds,
            double conformersPerSecond,
            Dynamics langevin,
            Dynamics exchange) {
        /** Conformers after which training is paid for by what each further one costs less. */
        private double breakEven(Dynamics other) {
            return seconds / (1 / other.perSecond() - 1 / conformersPerSecond);
        }

        private String beside(Dynamics other) {
            return other == null
                    ? "| | | | | "
                    : String.format(
                            Locale.ROOT,
                            "| %,.0f | %.2f | %.2f | %,.0f | %,.0f ",
                            other.effectiveSamples(),
                            other.splitRhat(),
                            other.perSecond(),
                            conformersPerSecond / other.perSecond(),
                            breakEven(other));
        }

        String row() {
            return String.format(
                            Locale.ROOT,
                            "| %s | %d | %s | %,d | %.0f | %,.0f ",
                            molecule.title(),
                            atoms,
                            potential,
                            calls,
                            seconds,
                            conformersPerSecond)
                    + beside(langevin)
                    + beside(exchange)
                    + "|\n";
        }
    }

    public static void main(String[] args) throws Exception {
        double seconds = args.length > 0 ? Double.parseDouble(args[0]) : 120;
        Path file = Files.createDirectories(Path.of("samples/results")).resolve("break-even.md");
        List<Line> lines = new ArrayList<>();
        for (String potential : List.of(CHEAP, EXPENSIVE)) {
            for (DrugLike molecule : potential.equals(CHEAP) ? MOLECULES : FEWER) {
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
        List<double[]> starts = StartGeometries.of(graph, STARTS, 0);
        List<double[]> geometries = Minima.of(graph, Potentials.guide(graph, starts.get(0)), starts);
        try (Potential potential = Potentials.of(name, graph, geometries.get(0))) {
            return new Line(
                    molecule,
                    graph.atoms(),
                    name,
                    model.provenance().calls().total(),
                    training,
                    rate,
                    langevin(graph, potential, geometries, seconds),
                    name.equals(CHEAP) ? exchange(graph, potential, geometries) : null);
        }
    }

    /** On ladders of eight temperatures, its equilibration included. */
    private static Dynamics exchange(MolecularGraph graph, Potential potential, List<double[]> minima) {
        long start = System.nanoTime();
        EquilibriumReport report = EquilibriumSampling.of(
                        potential,
                        graph,
                        minima,
                        KELVIN,
                        TrainingSettings.ofPotential().equilibrium().withEnsemble(null),
                        1,
                        stage -> {})
                .report();
        return new Dynamics(report.effectiveSamples(), report.splitRhat(), secondsSince(start));
    }

    /** 16 walkers from different minima, for about so many seconds after a tenth of them for equilibration. */
    private static Dynamics langevin(MolecularGraph graph, Potential potential, List<double[]> minima, double seconds) {
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
        start = System.nanoTime();
        LangevinRun run = LangevinSampler.of(
                        potential, graph.atomicNumbers(), probe.withSteps(steps, steps / 10, stride))
                .run(starts, geometry -> true);
        double spent = secondsSince(start);
        Convergence slowest = slowest(graph, run);
        return new Dynamics(slowest.effectiveSamples(), slowest.splitRhat(), spent);
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
        text.append("Generators beside two samplers of the same potential at 300 K: plain Langevin dynamics (")
                .append(WALKERS)
                .append(
                        " walkers from different minima, 1 fs, after a tenth as long for equilibration), and replica exchange with"
                                + " torsion jumps (ladders of eight temperatures). Independent samples are those of the slowest"
                                + " torsion by its integrated autocorrelation time; where split-R̂ (Langevin dynamics: of that torsion; replica exchange: the largest) is well above 1 the walkers have not"
                                + " mixed, and their number is too high. Break-even: conformers from which on the generator, labels and"
                                + " training included, is faster. One seed.\n\n")
                .append("| | | | | | generator | Langevin | | | | | replica exchange | | | | |\n")
                .append("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n")
                .append("| molecule | atoms | potential | calls | structure to model, s | conformers/s |"
                        + " independent samples | split-R̂ | independent/s | ratio | break-even |"
                        + " independent samples | split-R̂ | independent/s | ratio | break-even |\n");
        lines.forEach(line -> text.append(line.row()));
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
