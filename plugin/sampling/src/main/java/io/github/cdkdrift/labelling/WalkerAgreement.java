package io.github.cdkdrift.labelling;

import io.github.cdkdrift.dynamics.Convergence;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.SlowCoordinate;
import io.github.cdkdrift.molecule.Torsion;
import io.github.cdkdrift.rotamer.CanonicalDomain;
import io.github.cdkdrift.rotamer.ConformerSymmetry;
import io.github.cdkdrift.rotamer.RotamerStates;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Whether independent walkers agree on a molecule's slow motions: rotors, rings, nitrogen atoms that invert. NaN where it has none, or a walker has fewer than
 * four frames.
 *
 * @param splitRhat largest split-R-hat of the cosines and sines of all slow coordinates over the walkers (see {@link Convergence}); 1 where they agree
 * @param effectiveSamples smallest number of independent frames, over the same
 * @param states rotamer states, symmetry-equivalent ones together, with their shares of all frames
 * @param difference of the states' shares between every second walker and the others, or between both halves of a single walker: half
 *     the sum of absolute differences, 0 to 1
 */
public record WalkerAgreement(double splitRhat, double effectiveSamples, RotamerStates states, double difference) {
    private static final int FEWEST_FRAMES = 4;

    /** @param frames walker after walker, each in the order of time */
    static WalkerAgreement of(MolecularGraph graph, List<WalkerFrame> frames) {
        Map<Integer, List<double[]>> chains = new TreeMap<>();
        frames.forEach(frame -> chains.computeIfAbsent(frame.walker(), walker -> new ArrayList<>())
                .add(frame.positions()));
        int length = chains.values().stream().mapToInt(List::size).min().orElseThrow();
        List<SlowCoordinate> slow = graph.slowCoordinates();
        if (slow.isEmpty() || length < FEWEST_FRAMES) {
            return new WalkerAgreement(Double.NaN, Double.NaN, RotamerStates.single(), Double.NaN);
        }
        double rhat = 1;
        double effective = Double.POSITIVE_INFINITY;
        for (SlowCoordinate motion : slow) {
            for (int quarter = 0; quarter < 2; quarter++) {
                double shift = quarter * Math.PI / 2;
                double[][] series = chains.values().stream()
                        .map(chain -> chain.subList(0, length).stream()
                                .mapToDouble(positions -> Math.cos(Torsion.radians(positions, motion.atoms()) - shift))
                                .toArray())
                        .toArray(double[][]::new);
                Convergence convergence = Convergence.of(series);
                rhat = Math.max(rhat, convergence.splitRhat());
                effective = Math.min(effective, convergence.effectiveSamples());
            }
        }
        CanonicalDomain domain = CanonicalDomain.of(
                graph,
                ConformerSymmetry.of(graph, frames.get(0).positions()),
                frames.stream()
                        .flatMapToDouble(frame -> Arrays.stream(frame.positions()))
                        .toArray());
        return new WalkerAgreement(rhat, effective, domain.states(), difference(domain, frames, chains.size()));
    }

    private static double difference(CanonicalDomain domain, List<WalkerFrame> frames, int walkers) {
        double[][] counts = new double[2][domain.states().size()];
        int[] sizes = new int[2];
        for (int i = 0; i < frames.size(); i++) {
            int half = walkers > 1 ? frames.get(i).walker() % 2 : 2 * i / frames.size();
            counts[half][domain.state()[i]]++;
            sizes[half]++;
        }
        return IntStream.range(0, counts[0].length)
                .mapToDouble(state -> 0.5 * Math.abs(counts[0][state] / sizes[0] - counts[1][state] / sizes[1]))
                .sum();
    }
}
