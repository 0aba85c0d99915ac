package io.github.cdkdrift.ensemble;

import io.github.cdkdrift.molecule.SymmetricShapes;
import io.github.cdkdrift.molecule.SymmetricShapes.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The distinct conformers of an ensemble that was drawn from the Boltzmann distribution, and how populated each is.
 *
 * <p>From the lowest energy upwards, a conformer joins the first cluster whose lowest member is within a deviation of heavy
 * atoms ({@link SymmetricShapes}: equal atoms may change places, mirror images stay apart) and founds one otherwise. So each
 * cluster is represented by its member of lowest energy, and representatives lie further apart than the deviation. Every
 * sample stands for the same probability, so the population of a cluster is its share of the samples; energies do not enter it.
 * Costs O(conformers · clusters) at worst; most pairs are told apart in nanoseconds.
 *
 * @param clusters by the energy of their representatives, the lowest first
 * @param conformers how many conformers there are in all
 */
public record DistinctConformers(List<Cluster> clusters, int conformers) {
    /** The energy of a conformer in kcal/mol, where it has one. */
    public static final String ENERGY = "energy";

    /** The energy in kcal/mol above the lowest of the ensemble. */
    public static final String RELATIVE_ENERGY = "relative_energy";

    /** The share of the ensemble that one conformer stands for: the same for all samples, a cluster's for a representative. */
    public static final String POPULATION = "population";

    /** The number of the conformer's cluster, from 1. */
    public static final String CLUSTER = "cluster";

    /** The share of samples in the conformer's cluster. */
    public static final String CLUSTER_POPULATION = "cluster_population";

    /** Copies the list. */
    public DistinctConformers {
        clusters = List.copyOf(clusters);
    }

    /**
     * One cluster.
     *
     * @param members places in the ensemble, the lowest energy first; not to be modified
     */
    public record Cluster(int[] members) {
        /** The place of the member with the lowest energy. */
        public int representative() {
            return members[0];
        }
    }

    /**
     * Finds the distinct conformers.
     *
     * @param ensemble samples, all of the same weight; where they have no energy the first in order counts as the lowest
     * @param rmsd conformers at most so far apart are one, Å, over heavy atoms
     */
    public static DistinctConformers of(ConformerEnsemble ensemble, double rmsd) {
        if (!(rmsd >= 0)) {
            throw new IllegalArgumentException("the deviation must be 0 Å or more, is " + rmsd);
        }
        SymmetricShapes shapes = new SymmetricShapes(ensemble.graph());
        List<Shape> founders = new ArrayList<>();
        List<List<Integer>> members = new ArrayList<>();
        for (int conformer : byEnergy(ensemble)) {
            Shape shape = shapes.shape(ensemble.conformers().get(conformer).positions());
            int cluster = 0;
            while (cluster < founders.size() && !shapes.within(shape, founders.get(cluster), rmsd)) {
                cluster++;
            }
            if (cluster == founders.size()) {
                founders.add(shape);
                members.add(new ArrayList<>());
            }
            members.get(cluster).add(conformer);
        }
        List<Cluster> clusters = members.stream()
                .map(list -> new Cluster(list.stream().mapToInt(i -> i).toArray()))
                .toList();
        return new DistinctConformers(clusters, ensemble.size());
    }

    private static int[] byEnergy(ConformerEnsemble ensemble) {
        return IntStream.range(0, ensemble.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> energy(ensemble, i)))
                .mapToInt(i -> i)
                .toArray();
    }

    private static double energy(ConformerEnsemble ensemble, int conformer) {
        return ensemble.conformers().get(conformer).properties().getOrDefault(ENERGY, Double.NaN);
    }

    /** The share of all samples that a cluster has, 0 to 1. */
    public double population(int cluster) {
        return (double) clusters.get(cluster).members().length / conformers;
    }

    /** The representatives alone, the lowest energy first, with {@link #POPULATION} that of their cluster. */
    public ConformerEnsemble representatives(ConformerEnsemble ensemble) {
        double lowest = lowest(ensemble);
        List<Conformer> chosen = new ArrayList<>();
        for (int cluster = 0; cluster < clusters.size(); cluster++) {
            Conformer conformer =
                    ensemble.conformers().get(clusters.get(cluster).representative());
            chosen.add(annotated(conformer, lowest, population(cluster), cluster));
        }
        return new ConformerEnsemble(ensemble.graph(), chosen);
    }

    /** All samples in their order, annotated with energies, populations and clusters. */
    public ConformerEnsemble annotated(ConformerEnsemble ensemble) {
        double lowest = lowest(ensemble);
        Conformer[] all = new Conformer[ensemble.size()];
        for (int cluster = 0; cluster < clusters.size(); cluster++) {
            for (int member : clusters.get(cluster).members()) {
                all[member] = annotated(ensemble.conformers().get(member), lowest, 1.0 / conformers, cluster);
            }
        }
        return new ConformerEnsemble(ensemble.graph(), Arrays.asList(all));
    }

    private Conformer annotated(Conformer conformer, double lowest, double population, int cluster) {
        Map<String, Double> properties = new TreeMap<>(conformer.properties());
        Double energy = properties.get(ENERGY);
        if (energy != null) {
            properties.put(RELATIVE_ENERGY, energy - lowest);
        }
        properties.put(POPULATION, population);
        properties.put(CLUSTER, cluster + 1.0);
        properties.put(CLUSTER_POPULATION, population(cluster));
        return conformer.withProperties(properties);
    }

    private static double lowest(ConformerEnsemble ensemble) {
        return IntStream.range(0, ensemble.size())
                .mapToDouble(i -> energy(ensemble, i))
                .filter(Double::isFinite)
                .min()
                .orElse(Double.NaN);
    }
}
