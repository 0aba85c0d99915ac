package io.github.cdkdrift.cluster;

import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.superposition.SymmetricSuperposition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Conformers of an ensemble in groups, the most populated first: what a file, a report, a picture and a script say of one ensemble.
 *
 * <p>Conformers that all state a cluster keep it. Otherwise, where bonds turn, a group is one combination of wells of the
 * torsions' own densities, equal atoms exchanged as the graph allows; mirror images stay apart. This costs O(conformers · torsions ·
 * exchanges). Where none turns (rings, small molecules), a group is what lies within {@value #RADIUS} Å of its member of
 * lowest energy, as {@link #byDeviation} has it.
 *
 * <p>Every sample of an equilibrium ensemble stands for the same probability, so the population of a group is its share of
 * the conformers; energies do not enter it. Conformers that state a population of their own count by that.
 *
 * @param clusters the groups
 * @param rotors the names of the torsions in which conformers of the molecule differ, for example {@code C1-C0-O2-H8}
 * @param criterion what makes conformers members of one group
 */
public record ConformerClusters(List<Cluster> clusters, List<String> rotors, Criterion criterion) {
    /** The deviation of heavy atoms within which rigid molecules are one conformer, Å. */
    public static final double RADIUS = 0.5;

    /** What makes conformers members of one group. */
    public enum Criterion {
        /** The wells that their torsions lie in. */
        WELLS,
        /** The deviation of their atoms. */
        DEVIATION,
        /** The minimum of the potential that they lead to. */
        MINIMA,
        /** What the ensemble itself states. */
        STATED
    }

    /**
     * One group.
     *
     * @param members places in the ensemble, rising; not to be modified
     * @param representative the place of the member nearest to the middle of the group, or of lowest energy where deviations decide
     * @param torsions [rotors] mean angle in degrees of each rotor
     * @param population the share of the ensemble, 0 to 1
     */
    public record Cluster(int[] members, int representative, List<Double> torsions, double population) {
        /** Copies the list. */
        public Cluster {
            torsions = List.copyOf(torsions);
        }

        /** The number of members. */
        public int size() {
            return members.length;
        }
    }

    /** Copies the lists. */
    public ConformerClusters {
        clusters = List.copyOf(clusters);
        rotors = List.copyOf(rotors);
    }

    /**
     * Groups an ensemble.
     *
     * @throws IllegalArgumentException if it is empty
     */
    public static ConformerClusters of(ConformerEnsemble ensemble) {
        requireConformers(ensemble);
        int[][] stated = StatedClusters.of(ensemble);
        return stated.length > 0 ? stated(ensemble, stated) : of(ensemble, ensemble.size());
    }

    /**
     * Groups an ensemble together with its reference, whatever they state: the wells are those of the reference, the representatives
     * of the ensemble, unless a group has none of it.
     *
     * @param ensemble the ensemble's conformers, then those of the reference
     * @param own how many are not of the reference; all, where there is none
     * @throws IllegalArgumentException if the ensemble is empty
     */
    public static ConformerClusters of(ConformerEnsemble ensemble, int own) {
        requireConformers(ensemble);
        TorsionAngles angles = TorsionAngles.of(ensemble);
        if (angles.rotors() == 0) {
            return byDeviation(ensemble, RADIUS);
        }
        double[] populations = ensemble.populations();
        int from = own < ensemble.size() ? own : 0;
        List<Cluster> clusters = angles.byWells(from).stream()
                .map(members -> angles.cluster(members, own, populations))
                .toList();
        return sorted(clusters, angles.names(), Criterion.WELLS);
    }

    /**
     * Groups an ensemble by the deviation of heavy atoms. From the lowest energy upwards, a conformer joins the first group whose
     * lowest member is within the deviation (equal atoms may change places, mirror images stay apart) and founds one
     * otherwise. So each group is represented by its member of lowest energy, and representatives lie further apart than the
     * deviation. Costs O(conformers · groups) at worst; most pairs are told apart in nanoseconds.
     *
     * @param ensemble where conformers have no energy the first in order counts as the lowest
     * @param rmsd conformers at most so far apart are one, Å
     * @throws IllegalArgumentException if the ensemble is empty or the deviation negative
     */
    public static ConformerClusters byDeviation(ConformerEnsemble ensemble, double rmsd) {
        return byDeviation(ensemble, rmsd, SymmetricSuperposition.ofHeavyAtoms(ensemble.graph()), Criterion.DEVIATION);
    }

    /**
     * The same by the deviation of chosen atoms. Where the ensemble is one of minima, each conformer replaced by that of its basin, the
     * groups are the basins of the potential.
     *
     * @param superposition compares them
     * @param criterion what the ensemble is, and with it the groups
     */
    public static ConformerClusters byDeviation(
            ConformerEnsemble ensemble, double rmsd, SymmetricSuperposition superposition, Criterion criterion) {
        requireConformers(ensemble);
        if (!(rmsd >= 0)) {
            throw new IllegalArgumentException("the deviation must be 0 Å or more, is " + rmsd);
        }
        TorsionAngles angles = TorsionAngles.of(ensemble);
        double[] populations = ensemble.populations();
        List<Cluster> clusters = DeviationClusters.of(ensemble, rmsd, superposition).stream()
                .map(byEnergy -> new Cluster(
                        Arrays.stream(byEnergy).sorted().toArray(),
                        byEnergy[0],
                        angles.means(byEnergy),
                        sum(populations, byEnergy)))
                .toList();
        return sorted(clusters, angles.names(), criterion);
    }

    private static ConformerClusters stated(ConformerEnsemble ensemble, int[][] groups) {
        TorsionAngles angles = TorsionAngles.of(ensemble);
        double[] populations = ensemble.populations();
        List<Cluster> clusters = Arrays.stream(groups)
                .map(members -> angles.cluster(members, ensemble.size(), populations))
                .toList();
        return sorted(clusters, angles.names(), Criterion.STATED);
    }

    private static ConformerClusters sorted(List<Cluster> clusters, List<String> rotors, Criterion criterion) {
        List<Cluster> sorted = new ArrayList<>(clusters);
        // Stable: of equally populated ones the order stays, so that what a file states is read back with the same
        // numbers.
        sorted.sort(Comparator.comparingDouble(cluster -> -cluster.population()));
        return new ConformerClusters(sorted, rotors, criterion);
    }

    static double sum(double[] populations, int[] members) {
        return Arrays.stream(members).mapToDouble(member -> populations[member]).sum();
    }

    private static void requireConformers(ConformerEnsemble ensemble) {
        if (ensemble.size() == 0) {
            throw new IllegalArgumentException("an empty ensemble; expected at least one conformer");
        }
    }

    /**
     * The standard error of a cluster's population, √(p (1 − p) (1/n + 1/N) + v): n conformers were drawn of what N independent samples
     * told, and v is what uncertain energies add. N is the smallest over all slow motions, so that this is rather too large than too small.
     *
     * @param uncertainty of the ensemble; where N was not measured, the error is NaN
     */
    public double standardError(int cluster, EnsembleUncertainty uncertainty) {
        Cluster of = clusters.get(cluster);
        int drawn = clusters.stream().mapToInt(other -> other.members().length).sum();
        double[] shares = new double[drawn];
        Arrays.fill(shares, 1.0 / drawn);
        double[] inside = new double[drawn];
        for (int member : of.members()) {
            inside[member] = 1;
        }
        double population = of.population();
        // Shares are sums, which may pass 1 in their last digit.
        double chance = population * Math.max(0, 1 - population) * (1.0 / drawn + 1 / uncertainty.effectiveSamples());
        return Math.sqrt(chance + uncertainty.variance(shares, inside));
    }

    /** All conformers in their order, with energies above the lowest, populations and clusters as {@link ConformerProperties}. */
    public ConformerEnsemble annotated(ConformerEnsemble ensemble) {
        return annotated(ensemble, EnsembleUncertainty.of(Double.NaN));
    }

    /**
     * The same with the standard errors of the clusters' populations.
     *
     * @param uncertainty see {@link #standardError}
     */
    public ConformerEnsemble annotated(ConformerEnsemble ensemble, EnsembleUncertainty uncertainty) {
        OptionalDouble lowest = ConformerProperties.lowestEnergy(ensemble);
        double[] populations = ensemble.populations();
        Conformer[] all = new Conformer[ensemble.size()];
        for (int cluster = 0; cluster < clusters.size(); cluster++) {
            double error = standardError(cluster, uncertainty);
            for (int member : clusters.get(cluster).members()) {
                all[member] = annotated(ensemble.conformers().get(member), lowest, populations[member], cluster, error);
            }
        }
        return new ConformerEnsemble(ensemble.graph(), Arrays.asList(all));
    }

    /** The representatives alone, the lowest energy first, each with the population of its cluster. */
    public ConformerEnsemble representatives(ConformerEnsemble ensemble) {
        return representatives(ensemble, EnsembleUncertainty.of(Double.NaN));
    }

    /**
     * The same with the standard errors of the populations.
     *
     * @param uncertainty see {@link #standardError}
     */
    public ConformerEnsemble representatives(ConformerEnsemble ensemble, EnsembleUncertainty uncertainty) {
        OptionalDouble lowest = ConformerProperties.lowestEnergy(ensemble);
        List<Conformer> chosen = new ArrayList<>();
        for (int cluster = 0; cluster < clusters.size(); cluster++) {
            Cluster of = clusters.get(cluster);
            chosen.add(annotated(
                    ensemble.conformers().get(of.representative()),
                    lowest,
                    of.population(),
                    cluster,
                    standardError(cluster, uncertainty)));
        }
        chosen.sort(Comparator.comparingDouble(ConformerProperties::energy));
        return new ConformerEnsemble(ensemble.graph(), chosen);
    }

    private Conformer annotated(
            Conformer conformer, OptionalDouble lowest, double population, int cluster, double error) {
        Map<String, Double> properties = new TreeMap<>(conformer.properties());
        double energy = ConformerProperties.energy(conformer);
        if (lowest.isPresent() && Double.isFinite(energy)) {
            properties.put(ConformerProperties.RELATIVE_ENERGY, energy - lowest.getAsDouble());
        }
        properties.put(ConformerProperties.POPULATION, population);
        properties.put(ConformerProperties.CLUSTER, cluster + 1.0);
        properties.put(
                ConformerProperties.CLUSTER_POPULATION, clusters.get(cluster).population());
        if (Double.isFinite(error)) {
            properties.put(ConformerProperties.CLUSTER_POPULATION_ERROR, error);
        }
        return conformer.withProperties(properties);
    }
}
