package io.github.cdkdrift.samples.molecules;

import io.github.cdkdrift.dynamics.Convergence;
import io.github.cdkdrift.dynamics.LangevinRun.Sample;
import io.github.cdkdrift.labelling.Minima;
import io.github.cdkdrift.labelling.StartGeometries;
import io.github.cdkdrift.molecule.GeometryCheck;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.SlowCoordinate;
import io.github.cdkdrift.molecule.TerminalRotor;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.potential.Potentials;
import io.github.cdkdrift.sampler.EnsembleSampler;
import io.github.cdkdrift.sampler.EnsembleSettings;
import io.github.cdkdrift.sampler.SampledEnsemble;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smiles.SmilesParser;
import org.openscience.cdk.tools.manipulator.AtomContainerManipulator;

/**
 * How often populations of two seeds agree within two of their standard errors, by MMFF94 at 300 K: {@code samples/run
 * molecules.SeedAgreement samples/benchmarks/seed-molecules.smi} prints a Markdown table. A population is the share of a slow motion's torsion in a
 * third of the circle, from −120°, 0° or 120° on; those below half a percent are left out.
 */
public final class SeedAgreement {
    private static final int STARTS = 128;
    private static final int SEEDS = 2;
    private static final int THIRDS = 3;
    private static final double RAREST = 0.005;

    private SeedAgreement() {}

    /** @param arguments a file with a SMILES a line */
    public static void main(String[] arguments) throws Exception {
        System.out.println(
                "| molecule | converged | seconds of both seeds | populations | within two standard errors | farthest, in standard"
                        + " errors |\n|---|---|---|---|---|---|");
        int all = 0;
        int within = 0;
        for (String line : Files.readAllLines(Path.of(arguments[0]))) {
            String smiles = line.strip().split("\\s+")[0];
            long start = System.nanoTime();
            List<SampledEnsemble> seeds = new ArrayList<>();
            double[] like = StartGeometries.of(molecule(smiles), 1, 0).get(0);
            for (int seed = 0; seed < SEEDS; seed++) {
                seeds.add(sampled(smiles, seed, like));
            }
            List<Double> deviations = deviations(slow(molecule(smiles), like), seeds);
            long near = deviations.stream().filter(deviation -> deviation <= 2).count();
            all += deviations.size();
            within += (int) near;
            System.out.printf(
                    Locale.ROOT,
                    "| `%s` | %s, %s | %.0f | %d | %d | %.1f |%n",
                    smiles,
                    seeds.get(0).converged() ? "yes" : "no",
                    seeds.get(1).converged() ? "yes" : "no",
                    (System.nanoTime() - start) * 1e-9,
                    deviations.size(),
                    near,
                    deviations.stream().mapToDouble(x -> x).max().orElse(0));
        }
        System.out.printf(Locale.ROOT, "| all | | | %d | %d, %.0f %% | |%n", all, within, 100.0 * within / all);
    }

    private static MolecularGraph molecule(String smiles) throws Exception {
        IAtomContainer molecule = new SmilesParser(SilentChemObjectBuilder.getInstance()).parseSmiles(smiles);
        AtomContainerManipulator.convertImplicitToExplicitHydrogens(molecule);
        return MolecularGraph.of(molecule);
    }

    /** @param like how equal atoms are numbered, and of which hand a molecule is whose mirror image has other numbers, [atoms · 3] Å */
    private static SampledEnsemble sampled(String smiles, long seed, double[] like) throws Exception {
        MolecularGraph graph = molecule(smiles);
        List<double[]> starts = graph.renumbered(StartGeometries.of(graph, StartGeometries.sought(graph), seed), like);
        try (Potential potential = Potentials.of("mmff94", graph, starts.get(0))) {
            List<double[]> minima = Minima.distinct(graph, potential, Minima.of(graph, potential, starts), STARTS);
            GeometryCheck check = new GeometryCheck(graph, graph.meanBondLengths(minima));
            return EnsembleSampler.sample(
                    potential,
                    graph,
                    minima,
                    300,
                    EnsembleSettings.defaults(),
                    geometry -> check.check(geometry.clone()).isEmpty(),
                    seed,
                    stage -> {});
        }
    }

    /** But turns of methyl groups and their like, whose equal atoms have no numbers of their own. */
    private static List<SlowCoordinate> slow(MolecularGraph graph, double[] like) {
        List<TerminalRotor> terminalRotors = graph.symmetry(like, 1).terminalRotors();
        return graph.slowCoordinates().stream()
                .filter(motion -> terminalRotors.stream()
                        .noneMatch(terminal -> isAbout(motion.atoms(), terminal.torsion()[1], terminal.torsion()[2])))
                .toList();
    }

    private static boolean isAbout(int[] torsion, int a, int b) {
        return torsion[1] == a && torsion[2] == b || torsion[1] == b && torsion[2] == a;
    }

    private static List<Double> deviations(List<SlowCoordinate> slow, List<SampledEnsemble> seeds) {
        List<Double> deviations = new ArrayList<>();
        for (SlowCoordinate motion : slow) {
            for (int third = 0; third < THIRDS; third++) {
                Convergence a = share(seeds.get(0), motion, third);
                Convergence b = share(seeds.get(1), motion, third);
                double mean = (a.mean() + b.mean()) / 2;
                if (mean > RAREST && mean < 1 - RAREST) {
                    deviations.add(Math.abs(a.mean() - b.mean()) / Math.hypot(a.standardError(), b.standardError()));
                }
            }
        }
        return deviations;
    }

    private static Convergence share(SampledEnsemble ensemble, SlowCoordinate motion, int third) {
        int length = ensemble.chains().stream().mapToInt(List::size).max().orElseThrow();
        return Convergence.of(ensemble.chains().stream()
                .filter(chain -> chain.size() == length)
                .map(chain -> chain.stream()
                        .mapToDouble(sample -> isIn(sample, motion, third) ? 1 : 0)
                        .toArray())
                .toArray(double[][]::new));
    }

    private static boolean isIn(Sample sample, SlowCoordinate motion, int third) {
        double degrees = motion.degrees(sample.positions()) + 120;
        return (int) ((degrees - 360 * Math.floor(degrees / 360)) / 120) % THIRDS == third;
    }
}
