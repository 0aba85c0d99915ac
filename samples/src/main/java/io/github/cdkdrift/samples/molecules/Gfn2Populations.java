package io.github.cdkdrift.samples.molecules;

import com.google.gson.Gson;
import io.github.cdkdrift.DriftingConformerGenerator;
import io.github.cdkdrift.cluster.EnsembleUncertainty;
import io.github.cdkdrift.conformer.SampledConformers;
import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.io.EnsembleFiles;
import io.github.cdkdrift.molecule.Torsion;
import io.github.cdkdrift.potential.PotentialChoice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Populations by GFN2-xTB at 300 K of a fit to at most 300 labels, beside those of {@code samples/benchmarks/gfn2_populations.py}, a sampler of another kind on
 * libxtb itself: {@code samples/run molecules.Gfn2Populations samples/results/gfn2-populations-reference.jsonl 2} prints a Markdown table with as many seeds.
 * Standard errors: of the samples alone, and with what the labels leave open of the fit.
 */
public final class Gfn2Populations {
    private static final int CONFORMERS = 4000;

    private Gfn2Populations() {}

    /**
     * A line of the reference: a state is one of some ways in which torsions lie within ranges, and perhaps two atoms within a distance; perhaps its share among
     * geometries of another state.
     */
    private record Reference(
            String smiles,
            String solvent,
            String state,
            int[][] torsions,
            double[][] ranges,
            int[][][] any,
            double[] distance,
            int[][] given,
            double[][] given_ranges,
            double share_percent,
            double error_percent) {
        boolean contains(double[] positions) {
            int[][][] ways = any == null ? new int[][][] {torsions} : any;
            return Arrays.stream(ways).anyMatch(way -> isWithin(positions, way, ranges)) && isNear(positions);
        }

        boolean counts(double[] positions) {
            return given == null || isWithin(positions, given, given_ranges);
        }

        private static boolean isWithin(double[] positions, int[][] way, double[][] bounds) {
            for (int i = 0; i < way.length; i++) {
                double above = Torsion.degrees(positions, way[i]) - bounds[i][0];
                if (above - 360 * Math.floor(above / 360) >= bounds[i][1] - bounds[i][0]) {
                    return false;
                }
            }
            return true;
        }

        private boolean isNear(double[] positions) {
            if (distance == null) {
                return true;
            }
            double squares = 0;
            for (int axis = 0; axis < 3; axis++) {
                double apart = positions[3 * (int) distance[0] + axis] - positions[3 * (int) distance[1] + axis];
                squares += apart * apart;
            }
            return Math.sqrt(squares) < distance[2];
        }
    }

    /** @param arguments the reference and the number of seeds */
    public static void main(String[] arguments) throws Exception {
        Map<String, List<Reference>> molecules = new LinkedHashMap<>();
        for (String line : Files.readAllLines(Path.of(arguments[0]))) {
            Reference reference = new Gson().fromJson(line, Reference.class);
            molecules
                    .computeIfAbsent(reference.smiles + " " + reference.solvent, key -> new ArrayList<>())
                    .add(reference);
        }
        System.out.println(
                "| molecule | state | reference, % | seed | calls | ours, %: error of the samples, with that of the fit | difference | in standard errors |\n"
                        + "|---|---|---|---|---|---|---|---|");
        for (List<Reference> states : molecules.values()) {
            for (int seed = 0; seed < Integer.parseInt(arguments[1]); seed++) {
                measure(states, seed);
            }
        }
    }

    private static String inErrors(double off, double error) {
        return error > 0 ? String.format(Locale.ROOT, "%.1f", Math.abs(off) / error) : "none";
    }

    private static void measure(List<Reference> states, long seed) throws Exception {
        Reference first = states.get(0);
        PotentialChoice choice = PotentialChoice.of("gfn2");
        SampledConformers sampled = DriftingConformerGenerator.forMolecule(EnsembleFiles.readMolecule(first.smiles))
                .withPotential(first.solvent == null ? choice : choice.withSolvent(first.solvent))
                .withSeed(seed)
                .sample();
        ConformerEnsemble ensemble =
                sampled.take(Math.min(CONFORMERS, sampled.ensemble().size()), seed);
        EnsembleUncertainty ofAll = sampled.uncertainty(ensemble);
        List<double[]> geometries =
                ensemble.conformers().stream().map(Conformer::positions).toList();
        for (Reference state : states) {
            int[] counted = IntStream.range(0, geometries.size())
                    .filter(i -> state.counts(geometries.get(i)))
                    .toArray();
            EnsembleUncertainty uncertainty =
                    ofAll.of(counted, ofAll.effectiveSamples() * counted.length / geometries.size());
            double[] shares = new double[counted.length];
            Arrays.fill(shares, 1.0 / shares.length);
            double[] inside = IntStream.of(counted)
                    .mapToDouble(i -> state.contains(geometries.get(i)) ? 1 : 0)
                    .toArray();
            double share = Arrays.stream(inside).average().orElseThrow();
            double chance = share * (1 - share) * (1.0 / shares.length + 1 / uncertainty.effectiveSamples());
            double error = Math.sqrt(chance + uncertainty.variance(shares, inside));
            double off = 100 * share - state.share_percent;
            System.out.printf(
                    Locale.ROOT,
                    "| `%s`%s | %s | %.1f ± %.1f | %d | %d | %.1f ± %.1f, ± %.1f | %+.1f | %s |%n",
                    state.smiles,
                    state.solvent == null ? "" : " in " + state.solvent,
                    state.state,
                    state.share_percent,
                    state.error_percent,
                    seed,
                    sampled.calls().total(),
                    100 * share,
                    100 * Math.sqrt(chance),
                    100 * error,
                    off,
                    inErrors(off, Math.hypot(100 * error, state.error_percent)));
        }
        sampled.potential().close();
    }
}
