package io.github.cdkdrift.sampler;

import io.github.cdkdrift.density.ConformerDensity;
import io.github.cdkdrift.dynamics.Convergence;
import io.github.cdkdrift.dynamics.LangevinRun.Sample;
import io.github.cdkdrift.molecule.SymmetryOperation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Whether independent chains agree on everything slow: on the basins of each coordinate that has several, on the joint states, and on the
 * energy.
 *
 * @param splitRhat the largest split-R̂ (see {@link Convergence}); NaN where chains are too short to say
 * @param effectiveSamples the smallest number of independent samples; NaN where chains are too short to say
 * @param observables how many quantities were looked at
 */
public record Mixing(double splitRhat, double effectiveSamples, int observables) {
    /** Nothing was measured. */
    public static final Mixing NOT_MEASURED = new Mixing(Double.NaN, Double.NaN, 0);

    /** Rarer basins and states are not asked for. */
    private static final double SMALLEST_SHARE = 0.005;

    private static final int SHORTEST = 8;

    /** For people; empty where nothing was measured. */
    String inWords() {
        return Double.isNaN(splitRhat)
                ? ""
                : String.format(Locale.ROOT, "split-R-hat %.3f, %,.0f effective samples", splitRhat, effectiveSamples);
    }

    /**
     * Looks at chains.
     *
     * @param chains samples of independent chains in the order of time; those shorter than the longest are left out
     * @param operations by which walkers move among copies of the same geometry: joint states that differ by them alone count as one, since
     *     walkers agree on the shares of copies without agreeing on anything else
     */
    static Mixing of(ConformerDensity density, List<List<Sample>> chains, List<SymmetryOperation> operations) {
        int length = chains.stream().mapToInt(List::size).max().orElse(0);
        List<List<Sample>> whole =
                chains.stream().filter(chain -> chain.size() == length).toList();
        if (length < SHORTEST || 2 * whole.size() < chains.size()) {
            return NOT_MEASURED;
        }
        List<double[][]> observables = new ArrayList<>();
        observables.add(whole.stream()
                .map(chain -> chain.stream().mapToDouble(Sample::energy).toArray())
                .toArray(double[][]::new));
        if (density != null) {
            addBasins(density, whole, length, operations, observables);
        }
        double rhat = 1;
        double effective = Double.POSITIVE_INFINITY;
        for (double[][] observable : observables) {
            Convergence convergence = Convergence.of(observable);
            rhat = Math.max(rhat, convergence.splitRhat());
            effective = Math.min(effective, convergence.effectiveSamples());
        }
        return new Mixing(rhat, effective, observables.size());
    }

    private static void addBasins(
            ConformerDensity density,
            List<List<Sample>> chains,
            int length,
            List<SymmetryOperation> operations,
            List<double[][]> observables) {
        ConformerDensity.Workspace workspace = density.workspace();
        int splits = density.splits();
        // The number of each joint state, and behind it the basins that it is made of.
        int[][][] labels = new int[splits + 1][chains.size()][length];
        Map<List<Integer>, Integer> states = new HashMap<>();
        int[] code = new int[splits];
        int[] copy = new int[splits];
        int kinds = 0;
        for (int chain = 0; chain < chains.size(); chain++) {
            for (int i = 0; i < length; i++) {
                double[] positions = chains.get(chain).get(i).positions();
                workspace.basins(positions, 0, code);
                List<Integer> state = list(code);
                Integer known = states.get(state);
                if (known == null) {
                    known = kinds++;
                    states.put(state, known);
                    for (SymmetryOperation operation : operations) {
                        workspace.basins(operation.apply(positions), 0, copy);
                        states.putIfAbsent(list(copy), known);
                    }
                }
                labels[0][chain][i] = known;
                for (int j = 0; j < splits; j++) {
                    labels[j + 1][chain][i] = code[j];
                }
            }
        }
        for (int k = splits == 1 ? 1 : 0; k <= splits; k++) {
            addLabels(labels[k], observables);
        }
    }

    private static List<Integer> list(int[] code) {
        return Arrays.stream(code).boxed().toList();
    }

    /** An indicator for each label that is neither rare nor everywhere. */
    private static void addLabels(int[][] labels, List<double[][]> observables) {
        int[] counts = new int
                [1 + Arrays.stream(labels).flatMapToInt(Arrays::stream).max().orElse(0)];
        Arrays.stream(labels).flatMapToInt(Arrays::stream).forEach(label -> counts[label]++);
        double all = Arrays.stream(counts).sum();
        for (int label = 0; label < counts.length; label++) {
            if (counts[label] >= SMALLEST_SHARE * all && counts[label] <= (1 - SMALLEST_SHARE) * all) {
                int chosen = label;
                observables.add(Arrays.stream(labels)
                        .map(chain -> Arrays.stream(chain)
                                .mapToDouble(here -> here == chosen ? 1 : 0)
                                .toArray())
                        .toArray(double[][]::new));
            }
        }
    }
}
