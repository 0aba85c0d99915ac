package io.github.cdkdrift.viewer.cluster;

import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.superposition.SymmetricAlignment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Conformers of an ensemble in groups, the largest first.
 *
 * <p>Where bonds turn, a group is one combination of wells of the torsions' own densities, equal atoms exchanged as the graph
 * allows; mirror images stay apart. This costs O(conformers · torsions · exchanges). Where none turns (rings, small
 * molecules), a conformer joins the first group whose first member lies within {@value #RADIUS} Å by heavy atoms
 * ({@link SymmetricAlignment}), and founds one otherwise.
 *
 * @param clusters the groups
 * @param rotors the names of the torsions that the groups differ in, for example {@code C1-C0-O2-H8}; none if they differ in RMSD
 */
public record ConformerClusters(List<Cluster> clusters, List<String> rotors) {
    private static final double RADIUS = 0.5;
    /** Founders by deviation; what comes near none of so many joins the nearest. */
    private static final int MOST_FOUNDERS = 20;

    /** Copies the lists. */
    public ConformerClusters {
        clusters = List.copyOf(clusters);
        rotors = List.copyOf(rotors);
    }

    /**
     * One group.
     *
     * @param members places in the ensemble, rising; not to be modified
     * @param representative the place of the member nearest to the middle of the group
     * @param torsions [rotors] mean angle in degrees of the well of each rotor
     */
    public record Cluster(int[] members, int representative, List<Double> torsions) {
        /** Copies the list. */
        public Cluster {
            torsions = List.copyOf(torsions);
        }

        /** The number of members. */
        public int size() {
            return members.length;
        }
    }

    /**
     * Groups an ensemble.
     *
     * @throws IllegalArgumentException if it is empty
     */
    public static ConformerClusters of(ConformerEnsemble ensemble) {
        return of(ensemble, ensemble.size());
    }

    /**
     * Groups an ensemble together with its reference: the wells are those of the reference, the representatives of the ensemble,
     * unless a group has none of it.
     *
     * @param ensemble the ensemble's conformers, then those of the reference
     * @param own how many are not of the reference; all, where there is none
     * @throws IllegalArgumentException if the ensemble is empty
     */
    public static ConformerClusters of(ConformerEnsemble ensemble, int own) {
        if (ensemble.size() == 0) {
            throw new IllegalArgumentException("an empty ensemble; expected at least one conformer");
        }
        TorsionReader reader = new TorsionReader(ensemble.graph());
        List<Cluster> clusters = reader.size() == 0 ? byDeviation(ensemble) : byTorsions(ensemble, reader, own);
        List<Cluster> sorted = new ArrayList<>(clusters);
        sorted.sort(Comparator.comparing((Cluster cluster) -> -cluster.size())
                .thenComparing(cluster -> cluster.members()[0]));
        return new ConformerClusters(
                sorted,
                reader.rotors().stream().map(rotor -> name(ensemble, rotor)).toList());
    }

    private static String name(ConformerEnsemble ensemble, int[] rotor) {
        return Arrays.stream(rotor)
                .mapToObj(atom -> ensemble.graph().symbol(atom) + atom)
                .collect(Collectors.joining("-"));
    }

    private static List<Cluster> byTorsions(ConformerEnsemble ensemble, TorsionReader reader, int own) {
        double[][] degrees = ensemble.conformers().stream()
                .map(conformer -> reader.read(conformer.positions()))
                .toArray(double[][]::new);
        int from = own < degrees.length ? own : 0;
        TorsionWells[] wells = wells(Arrays.copyOfRange(degrees, from, degrees.length), reader);
        Map<List<Integer>, List<Integer>> groups = new LinkedHashMap<>();
        double[][] arranged = new double[degrees.length][];
        for (int i = 0; i < degrees.length; i++) {
            int[] states = new int[wells.length];
            for (int t = 0; t < states.length; t++) {
                states[t] = wells[t].of(degrees[i][t]);
            }
            int[] exchange = smallest(states, reader.exchanges());
            double[] angles = degrees[i];
            arranged[i] = Arrays.stream(exchange).mapToDouble(t -> angles[t]).toArray();
            List<Integer> word =
                    Arrays.stream(exchange).map(t -> states[t]).boxed().toList();
            groups.computeIfAbsent(word, key -> new ArrayList<>()).add(i);
        }
        int[] places = reader.placesOfRotors();
        return groups.entrySet().stream()
                .map(group -> cluster(
                        group.getValue().stream().mapToInt(Integer::intValue).toArray(),
                        arranged,
                        own,
                        Arrays.stream(places)
                                .mapToObj(t -> wells[t].centre(group.getKey().get(t)))
                                .toList()))
                .toList();
    }

    /** The wells of each torsion, those of equal torsions found together. */
    private static TorsionWells[] wells(double[][] degrees, TorsionReader reader) {
        TorsionWells[] wells = new TorsionWells[reader.size()];
        for (int t = 0; t < wells.length; t++) {
            if (wells[t] == null) {
                int torsion = t;
                int[] equal = reader.exchanges().stream()
                        .mapToInt(exchange -> exchange[torsion])
                        .distinct()
                        .toArray();
                TorsionWells shared = TorsionWells.of(Arrays.stream(degrees)
                        .flatMapToDouble(angles -> Arrays.stream(equal).mapToDouble(e -> angles[e]))
                        .toArray());
                for (int e : equal) {
                    wells[e] = shared;
                }
            }
        }
        return wells;
    }

    private static int[] smallest(int[] states, List<int[]> exchanges) {
        int[] best = exchanges.get(0);
        for (int[] exchange : exchanges) {
            for (int t = 0; t < exchange.length; t++) {
                int difference = states[exchange[t]] - states[best[t]];
                if (difference != 0) {
                    best = difference < 0 ? exchange : best;
                    break;
                }
            }
        }
        return best;
    }

    private static Cluster cluster(int[] members, double[][] arranged, int own, List<Double> centres) {
        int torsions = arranged[members[0]].length;
        double[] mean = new double[torsions];
        for (int t = 0; t < torsions; t++) {
            double x = 0;
            double y = 0;
            for (int member : members) {
                x += Math.cos(Math.toRadians(arranged[member][t]));
                y += Math.sin(Math.toRadians(arranged[member][t]));
            }
            mean[t] = Math.toDegrees(Math.atan2(y, x));
        }
        int middle = members[0];
        double least = Double.POSITIVE_INFINITY;
        for (int member : members) {
            if (member >= own && members[0] < own) {
                break;
            }
            double distance = IntStream.range(0, torsions)
                    .mapToDouble(t -> 1 - Math.cos(Math.toRadians(arranged[member][t] - mean[t])))
                    .sum();
            if (distance < least) {
                least = distance;
                middle = member;
            }
        }
        return new Cluster(members, middle, centres);
    }

    private static List<Cluster> byDeviation(ConformerEnsemble ensemble) {
        List<SymmetricAlignment> founders = new ArrayList<>();
        List<List<Integer>> members = new ArrayList<>();
        List<Integer> founderPlaces = new ArrayList<>();
        for (int i = 0; i < ensemble.size(); i++) {
            Conformer conformer = ensemble.conformers().get(i);
            int nearest = nearest(founders, conformer.positions());
            if (nearest < 0) {
                founders.add(SymmetricAlignment.of(ensemble.graph(), conformer.positions()));
                members.add(new ArrayList<>());
                founderPlaces.add(i);
                nearest = founders.size() - 1;
            }
            members.get(nearest).add(i);
        }
        return IntStream.range(0, founders.size())
                .mapToObj(k -> new Cluster(
                        members.get(k).stream().mapToInt(Integer::intValue).toArray(), founderPlaces.get(k), List.of()))
                .toList();
    }

    /** The founder to join, −1 for none. */
    private static int nearest(List<SymmetricAlignment> founders, double[] positions) {
        int nearest = -1;
        double least = founders.size() < MOST_FOUNDERS ? RADIUS : Double.POSITIVE_INFINITY;
        for (int k = 0; k < founders.size(); k++) {
            double rmsd = founders.get(k).rmsd(positions);
            if (rmsd <= least) {
                least = rmsd;
                nearest = k;
            }
        }
        return nearest;
    }
}
