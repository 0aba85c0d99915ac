package io.github.cdkdrift.simulation;

import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.evaluation.GroupedShares;
import io.github.cdkdrift.model.FreeEnergy;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.PhysicalConstants;
import io.github.cdkdrift.rotamer.CanonicalDomain;
import io.github.cdkdrift.rotamer.ConformerSymmetry;
import io.github.cdkdrift.rotamer.RotamerStates;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rotamer states, found from all ensembles together, with their shares in each of them; symmetry-equivalent states are one.
 *
 * @param states what they are; the populations are those of all geometries together
 * @param simulation shares of the simulation's frames
 * @param samples shares of the model's draws; null where there are none
 * @param reference shares of the reference; null where there is none
 */
public record StateComparison(
        RotamerStates states, GroupedShares simulation, GroupedShares samples, GroupedShares reference) {
    /** States with less of either ensemble have free energies of a few geometries. */
    private static final double SMALLEST_SHARE = 0.01;

    /**
     * Sorts all geometries.
     *
     * @param walkers frames of the walkers that never broke, [walkers][frames][atoms · 3] Å
     * @param samples null for none
     * @param reference null for none
     */
    static StateComparison of(
            MolecularGraph graph, List<List<double[]>> walkers, List<Conformer> samples, List<Conformer> reference) {
        List<List<double[]>> groups = new ArrayList<>(walkers);
        groups.addAll(pieces(samples));
        groups.addAll(pieces(reference));
        double[][] geometries = groups.stream().flatMap(List::stream).toArray(double[][]::new);
        CanonicalDomain domain = CanonicalDomain.of(
                graph,
                ConformerSymmetry.of(graph, geometries[0]),
                Arrays.stream(geometries).flatMapToDouble(Arrays::stream).toArray());
        int[][] states = new int[groups.size()][];
        int at = 0;
        for (int g = 0; g < states.length; g++) {
            states[g] =
                    Arrays.copyOfRange(domain.state(), at, at + groups.get(g).size());
            at += states[g].length;
        }
        int count = domain.states().size();
        int own = walkers.size();
        int drawn = samples == null ? 0 : Pieces.COUNT;
        return new StateComparison(
                domain.states(),
                GroupedShares.of(Arrays.copyOf(states, own), count),
                samples == null ? null : GroupedShares.of(Arrays.copyOfRange(states, own, own + drawn), count),
                reference == null
                        ? null
                        : GroupedShares.of(Arrays.copyOfRange(states, own + drawn, states.length), count));
    }

    private static List<List<double[]>> pieces(List<Conformer> conformers) {
        return conformers == null
                ? List.of()
                : Pieces.of(conformers.stream().map(Conformer::positions).toList());
    }

    /** Of the states that hold enough of both, the one whose free energy differs most; −1 where fewer than two do. */
    static int largest(GroupedShares first, GroupedShares second) {
        int largest = -1;
        int enough = 0;
        for (int state = 0; state < first.shares().length; state++) {
            if (first.shares()[state] >= SMALLEST_SHARE && second.shares()[state] >= SMALLEST_SHARE) {
                enough++;
                boolean larger = largest < 0
                        || Math.abs(logRatio(first, second, state)) > Math.abs(logRatio(first, second, largest));
                largest = larger ? state : largest;
            }
        }
        return enough < 2 ? -1 : largest;
    }

    /** The states of which one ensemble holds enough and the other nothing. */
    static List<Integer> oneSided(GroupedShares first, GroupedShares second) {
        return IntStream.range(0, first.shares().length)
                .filter(state -> Math.min(first.shares()[state], second.shares()[state]) == 0
                        && Math.max(first.shares()[state], second.shares()[state]) >= SMALLEST_SHARE)
                .boxed()
                .toList();
    }

    /**
     * The free energy −k_BT ln p of a state in the first ensemble less that in the second; the error is that of both shares together.
     *
     * @param kelvin temperature
     */
    static FreeEnergy difference(GroupedShares first, GroupedShares second, int state, double kelvin) {
        double unit = PhysicalConstants.BOLTZMANN * kelvin;
        double a = first.errors()[state] / first.shares()[state];
        double b = second.errors()[state] / second.shares()[state];
        return new FreeEnergy(-unit * logRatio(first, second, state), unit * Math.sqrt(a * a + b * b));
    }

    private static double logRatio(GroupedShares first, GroupedShares second, int state) {
        return Math.log(first.shares()[state] / second.shares()[state]);
    }
}
