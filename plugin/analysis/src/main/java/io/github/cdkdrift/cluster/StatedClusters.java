package io.github.cdkdrift.cluster;

import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The clusters that conformers themselves name. */
final class StatedClusters {
    private StatedClusters() {}

    /** The places of the members of each, rising; none unless every conformer names one by a whole number from 1. */
    static int[][] of(ConformerEnsemble ensemble) {
        Map<Integer, List<Integer>> members = new TreeMap<>();
        for (int i = 0; i < ensemble.size(); i++) {
            Conformer conformer = ensemble.conformers().get(i);
            double number = conformer.properties().getOrDefault(ConformerProperties.CLUSTER, Double.NaN);
            if (!(number >= 1 && number <= Integer.MAX_VALUE) || number != Math.rint(number)) {
                return new int[0][];
            }
            members.computeIfAbsent((int) number, key -> new ArrayList<>()).add(i);
        }
        return members.values().stream()
                .map(places -> places.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }
}
