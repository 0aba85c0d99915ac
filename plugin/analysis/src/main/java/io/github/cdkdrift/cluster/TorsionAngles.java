package io.github.cdkdrift.cluster;

import io.github.cdkdrift.cluster.ConformerClusters.Cluster;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The torsions of all conformers of an ensemble, equal atoms exchanged so that those in equal wells have equal torsions. */
final class TorsionAngles {
    private final TorsionReader reader;
    private final List<String> names;
    private final int[] rotors;
    private final double[][] degrees;
    private double[][] arranged;

    private TorsionAngles(ConformerEnsemble ensemble) {
        reader = new TorsionReader(ensemble.graph());
        names = reader.rotors().stream().map(rotor -> name(ensemble, rotor)).toList();
        rotors = reader.placesOfRotors();
        degrees = rotors.length == 0
                ? new double[ensemble.size()][0]
                : ensemble.conformers().stream()
                        .map(conformer -> reader.read(conformer.positions()))
                        .toArray(double[][]::new);
        arranged = degrees;
    }

    /** With the wells of all conformers. */
    static TorsionAngles of(ConformerEnsemble ensemble) {
        TorsionAngles angles = new TorsionAngles(ensemble);
        angles.byWells(0);
        return angles;
    }

    private static String name(ConformerEnsemble ensemble, int[] rotor) {
        return Arrays.stream(rotor)
                .mapToObj(atom -> ensemble.graph().symbol(atom) + (atom + 1))
                .collect(Collectors.joining("-"));
    }

    int rotors() {
        return rotors.length;
    }

    List<String> names() {
        return names;
    }

    /**
     * The conformers by the combination of wells that they lie in, and their torsions arranged accordingly.
     *
     * @param from the first conformer that the wells are found from
     * @return the places of the members of each group, rising
     */
    List<int[]> byWells(int from) {
        TorsionWells[] wells = wells(Arrays.copyOfRange(degrees, from, degrees.length));
        Map<List<Integer>, List<Integer>> groups = new LinkedHashMap<>();
        arranged = new double[degrees.length][];
        for (int i = 0; i < degrees.length; i++) {
            double[] angles = degrees[i];
            int[] states = new int[wells.length];
            Arrays.setAll(states, t -> wells[t].of(angles[t]));
            int[] exchange = smallest(states, reader.exchanges());
            arranged[i] = Arrays.stream(exchange).mapToDouble(t -> angles[t]).toArray();
            List<Integer> word =
                    Arrays.stream(exchange).map(t -> states[t]).boxed().toList();
            groups.computeIfAbsent(word, key -> new ArrayList<>()).add(i);
        }
        return groups.values().stream()
                .map(members -> members.stream().mapToInt(Integer::intValue).toArray())
                .toList();
    }

    /** The wells of each torsion, those of equal torsions found together. */
    private TorsionWells[] wells(double[][] of) {
        TorsionWells[] wells = new TorsionWells[reader.size()];
        for (int t = 0; t < wells.length; t++) {
            if (wells[t] == null) {
                int torsion = t;
                int[] equal = reader.exchanges().stream()
                        .mapToInt(exchange -> exchange[torsion])
                        .distinct()
                        .toArray();
                TorsionWells shared = TorsionWells.of(Arrays.stream(of)
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

    /** The mean torsion of each rotor over some conformers, degrees. */
    List<Double> means(int[] members) {
        double[] mean = mean(members);
        return Arrays.stream(rotors).mapToObj(t -> mean[t]).toList();
    }

    /**
     * A group with the member in its middle.
     *
     * @param own conformers from this place on represent only groups without others
     */
    Cluster cluster(int[] members, int own, double[] populations) {
        double[] mean = mean(members);
        int middle = members[0];
        double least = Double.POSITIVE_INFINITY;
        for (int member : members) {
            if (member >= own && members[0] < own) {
                break;
            }
            double distance = IntStream.range(0, mean.length)
                    .mapToDouble(t -> 1 - Math.cos(Math.toRadians(arranged[member][t] - mean[t])))
                    .sum();
            if (distance < least) {
                least = distance;
                middle = member;
            }
        }
        return new Cluster(
                members,
                middle,
                Arrays.stream(rotors).mapToObj(t -> mean[t]).toList(),
                ConformerClusters.sum(populations, members));
    }

    /** [torsions] */
    private double[] mean(int[] members) {
        double[] mean = new double[arranged[members[0]].length];
        for (int t = 0; t < mean.length; t++) {
            double x = 0;
            double y = 0;
            for (int member : members) {
                x += Math.cos(Math.toRadians(arranged[member][t]));
                y += Math.sin(Math.toRadians(arranged[member][t]));
            }
            mean[t] = Math.toDegrees(Math.atan2(y, x));
        }
        return mean;
    }
}
