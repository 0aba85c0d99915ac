package io.github.cdkdrift.cli;

import io.github.cdkdrift.cluster.ConformerClusters;
import io.github.cdkdrift.cluster.EnsembleUncertainty;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The clusters of a molecule's conformers, in numbers.
 *
 * @param count how many there are
 * @param populations of the largest, the largest first
 * @param errors their standard errors; null where they were not measured
 */
record StateShares(int count, List<Double> populations, List<Double> errors) {
    /** As many clusters as a page shows. */
    private static final int MOST = 24;

    /** @param uncertainty of the ensemble that they are clusters of */
    static StateShares of(ConformerClusters clusters, EnsembleUncertainty uncertainty) {
        int shown = Math.min(MOST, clusters.clusters().size());
        return new StateShares(
                clusters.clusters().size(),
                clusters.clusters().stream()
                        .limit(shown)
                        .map(cluster -> cluster.population())
                        .toList(),
                Double.isNaN(uncertainty.effectiveSamples())
                        ? null
                        : IntStream.range(0, shown)
                                .mapToObj(cluster -> clusters.standardError(cluster, uncertainty))
                                .toList());
    }
}
