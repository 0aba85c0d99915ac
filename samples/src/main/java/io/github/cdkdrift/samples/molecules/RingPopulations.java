package io.github.cdkdrift.samples.molecules;

import com.google.gson.Gson;
import io.github.cdkdrift.dynamics.Convergence;
import io.github.cdkdrift.dynamics.LangevinRun.Sample;
import io.github.cdkdrift.labelling.Minima;
import io.github.cdkdrift.labelling.StartGeometries;
import io.github.cdkdrift.molecule.GeometryCheck;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.Torsion;
import io.github.cdkdrift.potential.CountedPotential;
import io.github.cdkdrift.potential.Potentials;
import io.github.cdkdrift.sampler.EnsembleSampler;
import io.github.cdkdrift.sampler.EnsembleSettings;
import io.github.cdkdrift.sampler.SampledEnsemble;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smiles.SmilesParser;
import org.openscience.cdk.tools.manipulator.AtomContainerManipulator;

/**
 * Populations of ring shapes, amides and inverting amines by MMFF94 at 300 K, from SMILES, beside those of {@code
 * samples/benchmarks/ring_populations.py}, which uses RDKit alone: {@code samples/run molecules.RingPopulations
 * samples/results/ring-populations-reference.jsonl 3} prints a Markdown table with as many seeds.
 */
public final class RingPopulations {
    private static final int STARTS = 128;

    private RingPopulations() {}

    /**
     * A line of the reference; torsions lie within a range of degrees that may pass 180. Without a range the atoms are those of a ring, and every third of its
     * torsions, and no other, is beyond 120°.
     */
    private record Reference(
            String smiles, String state, int[] torsion, double[] range, double share_percent, double standard_error) {
        boolean contains(double[] positions) {
            if (range == null) {
                return isSquare(positions, torsion);
            }
            double above = Torsion.degrees(positions, torsion) - range[0];
            return above - 360 * Math.floor(above / 360) < range[1] - range[0];
        }
    }

    private static boolean isSquare(double[] positions, int[] ring) {
        boolean[] anti = new boolean[ring.length];
        int count = 0;
        int first = -1;
        for (int i = 0; i < ring.length; i++) {
            int[] torsion = {
                ring[i], ring[(i + 1) % ring.length], ring[(i + 2) % ring.length], ring[(i + 3) % ring.length]
            };
            anti[i] = Math.abs(Torsion.degrees(positions, torsion)) > 120;
            count += anti[i] ? 1 : 0;
            first = first < 0 && anti[i] ? i : first;
        }
        boolean square = count == ring.length / 3;
        for (int i = first; square && i < ring.length; i += 3) {
            square = anti[i];
        }
        return square && first < 3;
    }

    /** @param arguments the reference, how many seeds and, if it is to be one molecule alone, its SMILES */
    public static void main(String[] arguments) throws Exception {
        System.out.println("| molecule | state | reference, % | seed | found, % | off by, standard errors | converged |"
                + " effective samples | potential calls | seconds |\n|---|---|---|---|---|---|---|---|---|---|");
        for (String line : Files.readAllLines(Path.of(arguments[0]))) {
            Reference reference = new Gson().fromJson(line, Reference.class);
            boolean chosen = arguments.length < 3 || arguments[2].equals(reference.smiles);
            for (int seed = 0; chosen && seed < Integer.parseInt(arguments[1]); seed++) {
                System.out.println(row(reference, seed));
            }
        }
    }

    private static String row(Reference reference, long seed) throws Exception {
        long start = System.nanoTime();
        IAtomContainer molecule = new SmilesParser(SilentChemObjectBuilder.getInstance()).parseSmiles(reference.smiles);
        AtomContainerManipulator.convertImplicitToExplicitHydrogens(molecule);
        MolecularGraph open = MolecularGraph.of(molecule);
        List<double[]> starts = StartGeometries.of(open, StartGeometries.sought(open), seed);
        MolecularGraph graph = open.completedLike(starts.get(0));
        try (CountedPotential potential = new CountedPotential(Potentials.of("mmff94", graph, starts.get(0)))) {
            List<double[]> minima = Minima.distinct(graph, potential, Minima.of(graph, potential, starts), STARTS);
            GeometryCheck check = new GeometryCheck(graph, graph.meanBondLengths(minima));
            SampledEnsemble ensemble = EnsembleSampler.sample(
                    potential,
                    graph,
                    minima,
                    300,
                    EnsembleSettings.defaults(),
                    geometry -> check.check(geometry.clone()).isEmpty(),
                    seed,
                    stage -> {});
            Convergence share = share(ensemble, reference);
            double error = Math.hypot(100 * share.standardError(), reference.standard_error);
            return String.format(
                    Locale.ROOT,
                    "| `%s` | %s | %.2f ± %.2f | %d | %.2f ± %.2f | %.1f | %s | %,.0f | %,d | %.0f |",
                    reference.smiles,
                    reference.state,
                    reference.share_percent,
                    reference.standard_error,
                    seed,
                    100 * share.mean(),
                    100 * share.standardError(),
                    Math.abs(100 * share.mean() - reference.share_percent) / error,
                    ensemble.converged() ? "yes" : "no",
                    ensemble.mixing().effectiveSamples(),
                    potential.calls(),
                    (System.nanoTime() - start) * 1e-9);
        }
    }

    private static Convergence share(SampledEnsemble ensemble, Reference reference) {
        int length = ensemble.chains().stream().mapToInt(List::size).max().orElseThrow();
        return Convergence.of(ensemble.chains().stream()
                .filter(chain -> chain.size() == length)
                .map(chain -> chain.stream()
                        .map(Sample::positions)
                        .mapToDouble(positions -> reference.contains(positions) ? 1 : 0)
                        .toArray())
                .toArray(double[][]::new));
    }
}
