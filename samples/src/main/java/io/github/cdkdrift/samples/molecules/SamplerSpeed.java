package io.github.cdkdrift.samples.molecules;

import com.sun.management.OperatingSystemMXBean;
import io.github.cdkdrift.dynamics.Convergence;
import io.github.cdkdrift.dynamics.LangevinRun;
import io.github.cdkdrift.dynamics.LangevinRun.Sample;
import io.github.cdkdrift.dynamics.LangevinSampler;
import io.github.cdkdrift.dynamics.LangevinSettings;
import io.github.cdkdrift.dynamics.Tempering;
import io.github.cdkdrift.labelling.Minima;
import io.github.cdkdrift.labelling.StartGeometries;
import io.github.cdkdrift.molecule.BondTurn;
import io.github.cdkdrift.molecule.GeometryCheck;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.SlowCoordinate;
import io.github.cdkdrift.potential.CountedPotential;
import io.github.cdkdrift.potential.Potentials;
import io.github.cdkdrift.sampler.EnsembleSampler;
import io.github.cdkdrift.sampler.EnsembleSettings;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smiles.SmilesParser;
import org.openscience.cdk.tools.manipulator.AtomContainerManipulator;

/**
 * Independent conformers a second of processor time by MMFF94 at 300 K, of three samplers from the same minima: {@code samples/run
 * molecules.SamplerSpeed SMILES…} prints a Markdown table. Independent ones are the effective sample size of the slowest of energy,
 * sines and cosines of all slow motions, by one way of counting for all three. Start geometries and minimisation count for the first alone.
 */
public final class SamplerSpeed {
    private static final int STARTS = 128;
    private static final int KELVIN = 300;
    private static final int STEPS = 16_640;
    private static final int STRIDE = 13;
    private static final double NANO = 1e-9;

    private SamplerSpeed() {}

    /** What a run gave. */
    private record Run(Function<ToDoubleFunction<Sample>, Convergence> convergence, double seconds, long calls) {}

    /** @param arguments molecules */
    public static void main(String[] arguments) throws Exception {
        System.out.println(
                "| molecule | sampler | processor seconds | potential calls | effective conformers | split-R\u0302 |"
                        + " independent conformers a processor second |\n|---|---|---|---|---|---|---|");
        for (String smiles : arguments) {
            rows(smiles);
        }
    }

    private static double processorSeconds() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() * NANO;
    }

    private static void rows(String smiles) throws Exception {
        IAtomContainer molecule = new SmilesParser(SilentChemObjectBuilder.getInstance()).parseSmiles(smiles);
        AtomContainerManipulator.convertImplicitToExplicitHydrogens(molecule);
        MolecularGraph open = MolecularGraph.of(molecule);
        double begun = processorSeconds();
        List<double[]> starts = StartGeometries.of(open, StartGeometries.sought(open), 0);
        MolecularGraph graph = open.completedLike(starts.get(0));
        try (CountedPotential potential = new CountedPotential(Potentials.of("mmff94", graph, starts.get(0)))) {
            List<double[]> minima = Minima.distinct(graph, potential, Minima.of(graph, potential, starts), STARTS);
            GeometryCheck check = new GeometryCheck(graph, graph.meanBondLengths(minima));
            Predicate<double[]> intact =
                    geometry -> check.check(geometry.clone()).isEmpty();
            List<List<Sample>> chains = EnsembleSampler.sample(
                            potential, graph, minima, KELVIN, EnsembleSettings.defaults(), intact, 0, stage -> {})
                    .chains();
            double seconds = processorSeconds() - begun;
            print(
                    smiles,
                    "global moves (ours)",
                    graph,
                    new Run(of -> convergence(chains, of), seconds, potential.calls()));
            double[] all = minima.stream().flatMapToDouble(Arrays::stream).toArray();
            LangevinSettings dynamics = LangevinSettings.at(KELVIN)
                    .withTimeStep(1)
                    .withFriction(10)
                    .withWalkers(128)
                    .withSteps(STEPS, 2000, STRIDE);
            LangevinSampler sampler = LangevinSampler.of(potential, graph.atomicNumbers(), dynamics);
            print(smiles, "Langevin dynamics, 1 fs", graph, run(sampler, potential, all, intact));
            List<BondTurn> jumps = BondTurn.of(graph);
            LangevinSampler exchange = sampler.withTempering(new Tempering(8, 4, 10));
            print(
                    smiles,
                    "replica exchange with torsion jumps",
                    graph,
                    run(jumps.isEmpty() ? exchange : exchange.withJumps(jumps, 5), potential, all, intact));
        }
    }

    private static Run run(
            LangevinSampler sampler, CountedPotential potential, double[] starts, Predicate<double[]> intact) {
        double begun = processorSeconds();
        long before = potential.calls();
        LangevinRun run = sampler.run(starts, intact);
        return new Run(run::convergence, processorSeconds() - begun, potential.calls() - before);
    }

    private static Convergence convergence(List<List<Sample>> chains, ToDoubleFunction<Sample> of) {
        int length = chains.stream().mapToInt(List::size).max().orElseThrow();
        return Convergence.of(chains.stream()
                .filter(chain -> chain.size() == length)
                .map(chain -> chain.stream().mapToDouble(of).toArray())
                .toArray(double[][]::new));
    }

    private static void print(String smiles, String sampler, MolecularGraph graph, Run run) {
        List<ToDoubleFunction<Sample>> observables = new ArrayList<>(List.of(Sample::energy));
        for (SlowCoordinate motion : graph.slowCoordinates()) {
            observables.add(sample -> Math.cos(Math.toRadians(motion.degrees(sample.positions()))));
            observables.add(sample -> Math.sin(Math.toRadians(motion.degrees(sample.positions()))));
        }
        double effective = Double.POSITIVE_INFINITY;
        double splitRhat = 1;
        for (ToDoubleFunction<Sample> observable : observables) {
            Convergence convergence = run.convergence.apply(observable);
            effective = Math.min(effective, convergence.effectiveSamples());
            splitRhat = Math.max(splitRhat, convergence.splitRhat());
        }
        System.out.printf(
                Locale.ROOT,
                "| `%s` | %s | %.1f | %,d | %,.0f | %.3f | %.1f |%n",
                smiles,
                sampler,
                run.seconds,
                run.calls,
                effective,
                splitRhat,
                effective / run.seconds);
    }
}
