package io.github.cdkdrift.samples.molecules;

import com.google.gson.Gson;
import com.sun.management.OperatingSystemMXBean;
import io.github.cdkdrift.dynamics.LangevinRun;
import io.github.cdkdrift.dynamics.LangevinRun.Sample;
import io.github.cdkdrift.dynamics.LangevinSampler;
import io.github.cdkdrift.dynamics.LangevinSettings;
import io.github.cdkdrift.dynamics.Tempering;
import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.io.EnsembleFiles;
import io.github.cdkdrift.labelling.Minima;
import io.github.cdkdrift.labelling.StartGeometries;
import io.github.cdkdrift.molecule.BondTurn;
import io.github.cdkdrift.molecule.GeometryCheck;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.PhysicalConstants;
import io.github.cdkdrift.molecule.Torsion;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.potential.Potentials;
import io.github.cdkdrift.sampler.EnsembleSampler;
import io.github.cdkdrift.sampler.EnsembleSettings;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smiles.SmilesParser;
import org.openscience.cdk.tools.manipulator.AtomContainerManipulator;

/**
 * Coverage, population error and cost of methods that make conformers, by MMFF94 at 300 K: {@code samples/run molecules.MethodTable
 * samples/results/ring-populations-reference.jsonl FOLDER} prints a Markdown table, a row for each molecule and method. FOLDER holds
 * what {@code samples/benchmarks/etkdg_frames.py} wrote. Coverage is of the distinct minima within 3 kcal/mol that any method found
 * (energies that differ by more than 0.03 kcal/mol); of samplers 500 samples, evenly chosen, are minimised. Embeddings are given
 * Boltzmann weights by the energies of their distinct minima, as is usual.
 */
public final class MethodTable {
    private static final int STARTS = 128;
    private static final int KELVIN = 300;
    private static final int QUENCHED = 500;
    private static final double SAME = 0.03;
    private static final double WINDOW = 3;

    private MethodTable() {}

    private record Reference(String smiles, String state, int[] torsion, double[] range, double share_percent) {
        boolean contains(double[] positions) {
            double above = Torsion.degrees(positions, torsion) - range[0];
            return above - 360 * Math.floor(above / 360) < range[1] - range[0];
        }
    }

    /** What a method gave. */
    private record Found(double share, double seconds, Set<Long> minima) {}

    /** @param arguments the reference, and the folder */
    public static void main(String[] arguments) throws Exception {
        System.out.println(
                "| molecule | state | reference, % | method | found, % | minima within 3 kcal/mol: found, of all |"
                        + " processor seconds |\n|---|---|---|---|---|---|---|");
        Set<String> done = new HashSet<>();
        for (String line : Files.readAllLines(Path.of(arguments[0]))) {
            Reference reference = new Gson().fromJson(line, Reference.class);
            if (reference.range == null) {
                continue;
            }
            if (done.add(reference.smiles)) {
                rows(reference, Path.of(arguments[1], done.size() + ".xyz"));
            }
        }
    }

    private static void rows(Reference reference, Path embeddings) throws Exception {
        IAtomContainer molecule = new SmilesParser(SilentChemObjectBuilder.getInstance()).parseSmiles(reference.smiles);
        AtomContainerManipulator.convertImplicitToExplicitHydrogens(molecule);
        MolecularGraph open = MolecularGraph.of(molecule);
        double begun = processorSeconds();
        List<double[]> starts = StartGeometries.of(open, StartGeometries.sought(open), 0);
        MolecularGraph graph = open.completedLike(starts.get(0));
        Map<String, Found> found = new LinkedHashMap<>();
        try (Potential potential = Potentials.of("mmff94", graph, starts.get(0))) {
            List<double[]> minima = Minima.distinct(graph, potential, Minima.of(graph, potential, starts), STARTS);
            double before = processorSeconds() - begun;
            GeometryCheck check = new GeometryCheck(graph, graph.meanBondLengths(minima));
            Predicate<double[]> intact =
                    geometry -> check.check(geometry.clone()).isEmpty();
            found.put(
                    "RDKit ETKDGv3, 300, and MMFF94",
                    embedded(reference, graph, potential, () -> read(embeddings, graph)));
            found.put(
                    "OpenChemLib, 300, and MMFF94",
                    embedded(reference, graph, potential, () -> StartGeometries.ofFragments(open, 300, 0)));
            double[] all = minima.stream().flatMapToDouble(Arrays::stream).toArray();
            LangevinSettings dynamics = LangevinSettings.at(KELVIN)
                    .withTimeStep(1)
                    .withFriction(10)
                    .withWalkers(128)
                    .withSteps(16_640, 2000, 13);
            LangevinSampler sampler = LangevinSampler.of(potential, graph.atomicNumbers(), dynamics);
            found.put(
                    "Langevin dynamics",
                    sampled(reference, graph, potential, before, () -> samples(sampler.run(all, intact))));
            LangevinSampler exchange = sampler.withTempering(new Tempering(8, 4, 10));
            List<BondTurn> jumps = BondTurn.of(graph);
            found.put(
                    "replica exchange with torsion jumps",
                    sampled(
                            reference,
                            graph,
                            potential,
                            before,
                            () -> samples(
                                    (jumps.isEmpty() ? exchange : exchange.withJumps(jumps, 5)).run(all, intact))));
            found.put("global moves (ours)", sampled(reference, graph, potential, before, () -> EnsembleSampler.sample(
                            potential, graph, minima, KELVIN, EnsembleSettings.defaults(), intact, 0, stage -> {})
                    .chains()
                    .stream()
                    .flatMap(List::stream)
                    .map(Sample::positions)
                    .toList()));
        }
        long lowest = found.values().stream()
                .flatMap(f -> f.minima.stream())
                .min(Long::compare)
                .orElseThrow();
        Set<Long> low = new HashSet<>();
        found.values().forEach(f -> f.minima.stream()
                .filter(e -> (e - lowest) * SAME <= WINDOW)
                .forEach(low::add));
        List<Long> distinct = distinct(low);
        found.forEach((method, f) -> System.out.printf(
                Locale.ROOT,
                "| `%s` | %s | %.1f | %s | %.1f | %d of %d | %.1f |%n",
                reference.smiles,
                reference.state,
                reference.share_percent,
                method,
                100 * f.share,
                distinct.stream().filter(e -> near(f.minima, e)).count(),
                distinct.size(),
                f.seconds));
    }

    private static double processorSeconds() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() * 1e-9;
    }

    /** Energies count in units of {@link #SAME}; neighbours are one. */
    private static List<Long> distinct(Set<Long> energies) {
        List<Long> chosen = new ArrayList<>();
        energies.stream().sorted().forEach(e -> {
            if (chosen.isEmpty() || e - chosen.get(chosen.size() - 1) > 1) {
                chosen.add(e);
            }
        });
        return chosen;
    }

    private static boolean near(Set<Long> energies, long wanted) {
        return Stream.of(-1, 0, 1).anyMatch(by -> energies.contains(wanted + by));
    }

    private static List<double[]> read(Path file, MolecularGraph graph) throws Exception {
        return EnsembleFiles.read(file).conformers().stream()
                .map(Conformer::positions)
                .toList();
    }

    private static List<double[]> samples(LangevinRun run) {
        return run.samples().stream().map(Sample::positions).toList();
    }

    private static Found embedded(
            Reference reference, MolecularGraph graph, Potential potential, Callable<List<double[]>> geometries)
            throws Exception {
        double begun = processorSeconds();
        List<double[]> minima = Minima.of(graph, potential, geometries.call());
        Map<Long, double[]> byEnergy = byEnergy(potential, minima);
        double lowest = byEnergy.keySet().stream().min(Long::compare).orElseThrow() * SAME;
        double inside = 0;
        double all = 0;
        for (Map.Entry<Long, double[]> minimum : byEnergy.entrySet()) {
            double weight = Math.exp((lowest - minimum.getKey() * SAME) / (PhysicalConstants.BOLTZMANN * KELVIN));
            all += weight;
            inside += reference.contains(minimum.getValue()) ? weight : 0;
        }
        return new Found(inside / all, processorSeconds() - begun, byEnergy.keySet());
    }

    private static Found sampled(
            Reference reference,
            MolecularGraph graph,
            Potential potential,
            double before,
            Callable<List<double[]>> sampling)
            throws Exception {
        double begun = processorSeconds();
        List<double[]> samples = sampling.call();
        double seconds = before + processorSeconds() - begun;
        double share = samples.stream().filter(reference::contains).count() / (double) samples.size();
        List<double[]> some = new ArrayList<>();
        for (int i = 0; i < QUENCHED; i++) {
            some.add(samples.get((int) ((long) i * samples.size() / QUENCHED)));
        }
        return new Found(
                share,
                seconds,
                byEnergy(potential, Minima.of(graph, potential, some)).keySet());
    }

    private static Map<Long, double[]> byEnergy(Potential potential, List<double[]> minima) {
        double[] energies = new double[minima.size()];
        double[] all = minima.stream().flatMapToDouble(Arrays::stream).toArray();
        potential.evaluate(all, energies.length, energies, new double[all.length]);
        Map<Long, double[]> byEnergy = new LinkedHashMap<>();
        for (int i = 0; i < energies.length; i++) {
            byEnergy.putIfAbsent(Math.round(energies[i] / SAME), minima.get(i));
        }
        return byEnergy;
    }
}
