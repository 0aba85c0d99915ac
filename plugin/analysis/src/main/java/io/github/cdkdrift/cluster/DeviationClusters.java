package io.github.cdkdrift.cluster;

import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.superposition.SymmetricSuperposition;
import io.github.cdkdrift.superposition.SymmetricSuperposition.Geometry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Conformers gathered around those of lowest energy: see {@link ConformerClusters#byDeviation}. */
final class DeviationClusters {
    private DeviationClusters() {}

    /** The places of the members of each, the lowest energy first, the clusters by the energy of their first. */
    static List<int[]> of(ConformerEnsemble ensemble, double rmsd, SymmetricSuperposition superposition) {
        List<Geometry> founders = new ArrayList<>();
        List<List<Integer>> members = new ArrayList<>();
        for (int conformer : byEnergy(ensemble)) {
            Geometry geometry =
                    superposition.geometry(ensemble.conformers().get(conformer).positions());
            int cluster = 0;
            while (cluster < founders.size() && !superposition.within(geometry, founders.get(cluster), rmsd)) {
                cluster++;
            }
            if (cluster == founders.size()) {
                founders.add(geometry);
                members.add(new ArrayList<>());
            }
            members.get(cluster).add(conformer);
        }
        return members.stream()
                .map(list -> list.stream().mapToInt(i -> i).toArray())
                .toList();
    }

    private static int[] byEnergy(ConformerEnsemble ensemble) {
        return IntStream.range(0, ensemble.size())
                .boxed()
                .sorted(Comparator.comparingDouble(
                        i -> ConformerProperties.energy(ensemble.conformers().get(i))))
                .mapToInt(i -> i)
                .toArray();
    }
}
