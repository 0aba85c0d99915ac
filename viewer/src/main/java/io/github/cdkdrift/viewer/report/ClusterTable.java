package io.github.cdkdrift.viewer.report;

import io.github.cdkdrift.cluster.ConformerClusters;
import io.github.cdkdrift.cluster.ConformerClusters.Cluster;
import io.github.cdkdrift.cluster.ConformerClusters.Criterion;
import io.github.cdkdrift.cluster.ConformerProperties;
import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * The clusters of an ensemble, found together with those of the reference, so that what is missing has a row too. Ordered by
 * size in the ensemble, then in the reference.
 */
final class ClusterTable {
    /** Rows; the others are counted in one more. */
    static final int MOST_ROWS = 24;

    private static final String ENERGY = ConformerProperties.ENERGY;

    private final ConformerEnsemble ensemble;
    private final ConformerEnsemble all;
    private final int own;
    private final ConformerClusters clusters;
    private final boolean samples;
    private final List<Row> rows = new ArrayList<>();

    /**
     * A cluster.
     *
     * @param own places of its members in the ensemble
     * @param share of the ensemble
     * @param inReference how many members the reference has
     * @param referenceShare share of the reference
     * @param representative among ensemble and reference, one after the other
     * @param torsions mean angles of its wells in degrees
     */
    record Row(
            int[] own,
            double share,
            int inReference,
            double referenceShare,
            int representative,
            List<Double> torsions) {}

    /** @param reference null for none */
    ClusterTable(ConformerEnsemble ensemble, ConformerEnsemble reference) {
        this.ensemble = ensemble;
        own = ensemble.size();
        List<Conformer> both = new ArrayList<>(ensemble.conformers());
        if (reference != null) {
            both.addAll(reference.conformers());
        }
        all = new ConformerEnsemble(ensemble.graph(), both);
        clusters = reference == null ? ConformerClusters.of(ensemble) : ConformerClusters.of(all, own);
        double[] populations = ensemble.populations();
        double[] ofReference = reference == null ? new double[0] : reference.populations();
        samples = Arrays.stream(populations).allMatch(share -> share == populations[0]);
        for (Cluster cluster : clusters.clusters()) {
            rows.add(row(cluster, populations, ofReference));
        }
        rows.sort(Comparator.comparingDouble((Row row) -> -row.share()).thenComparing(row -> -row.referenceShare()));
    }

    private Row row(Cluster cluster, double[] populations, double[] ofReference) {
        int[] members =
                Arrays.stream(cluster.members()).filter(member -> member < own).toArray();
        return new Row(
                members,
                Arrays.stream(members)
                        .mapToDouble(member -> populations[member])
                        .sum(),
                cluster.size() - members.length,
                Arrays.stream(cluster.members())
                        .filter(member -> member >= own)
                        .mapToDouble(member -> ofReference[member - own])
                        .sum(),
                cluster.representative(),
                cluster.torsions());
    }

    /** What makes conformers members of one cluster. */
    Criterion criterion() {
        return clusters.criterion();
    }

    List<String> rotors() {
        return clusters.rotors();
    }

    /** The largest clusters. */
    List<Row> shown() {
        return rows.subList(0, Math.min(MOST_ROWS, rows.size()));
    }

    /** The others. */
    List<Row> others() {
        return rows.subList(shown().size(), rows.size());
    }

    /** Ensemble and reference, one after the other. */
    ConformerEnsemble all() {
        return all;
    }

    /** Whether the conformers state the standard errors of their clusters' populations, and the clusters are those that they state. */
    boolean statesErrors() {
        return clusters.criterion() == Criterion.STATED
                && ensemble.conformers().stream()
                        .allMatch(conformer ->
                                conformer.properties().containsKey(ConformerProperties.CLUSTER_POPULATION_ERROR));
    }

    /**
     * The standard error of a share: what the conformers state, otherwise √(p (1 − p)/n), members taken as independent; empty where
     * conformers stand for others.
     */
    OptionalDouble uncertainty(Row row) {
        if (row.own().length > 0 && statesErrors()) {
            return OptionalDouble.of(ensemble.conformers()
                    .get(row.own()[0])
                    .properties()
                    .get(ConformerProperties.CLUSTER_POPULATION_ERROR));
        }
        return samples ? OptionalDouble.of(Math.sqrt(row.share() * (1 - row.share()) / own)) : OptionalDouble.empty();
    }

    /** −ln of the share over that of the largest cluster; empty for an empty one. */
    OptionalDouble freeEnergy(Row row) {
        return row.own().length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.log(rows.get(0).share() / row.share()));
    }

    /** Whether every conformer of the ensemble has an energy. */
    boolean hasEnergies() {
        return hasEnergies(ensemble);
    }

    static boolean hasEnergies(ConformerEnsemble ensemble) {
        return ensemble.conformers().stream()
                .allMatch(conformer -> conformer.properties().containsKey(ENERGY)
                        && Double.isFinite(conformer.properties().get(ENERGY)));
    }

    /** [conformers] kcal/mol. */
    static double[] energies(ConformerEnsemble ensemble) {
        return ensemble.conformers().stream()
                .mapToDouble(conformer -> conformer.properties().get(ENERGY))
                .toArray();
    }

    /** The mean energy of a cluster above the lowest of the ensemble, kcal/mol. */
    OptionalDouble meanEnergy(Row row) {
        double lowest = Arrays.stream(energies(ensemble)).min().orElseThrow();
        return energies(row).average().stream().map(mean -> mean - lowest).findFirst();
    }

    /** The lowest energy of a cluster above the lowest of the ensemble, kcal/mol. */
    OptionalDouble lowestEnergy(Row row) {
        double lowest = Arrays.stream(energies(ensemble)).min().orElseThrow();
        return energies(row).min().stream().map(least -> least - lowest).findFirst();
    }

    private java.util.stream.DoubleStream energies(Row row) {
        return IntStream.of(row.own())
                .mapToDouble(
                        place -> ensemble.conformers().get(place).properties().get(ENERGY));
    }
}
