package io.github.cdkdrift.rotamer;

import io.github.cdkdrift.coordinate.InternalFeatures;
import io.github.cdkdrift.dynamics.Convergence;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.SlowCoordinate;
import io.github.cdkdrift.molecule.SymmetryGroup;
import io.github.cdkdrift.molecule.SymmetryOperation;
import io.github.cdkdrift.molecule.Torsion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Assigns each geometry of a molecule to one symmetry copy and to a rotamer state. Of a geometry's symmetry-equivalent
 * copies the one is kept that is nearest to a typical geometry of its state; terminal rotors are turned beforehand as {@link TerminalSector} says. A state is a combination of the basins of all
 * rotors and of the rings and nitrogen atoms that take several shapes, together with the symmetry-equivalent combinations; rare ones, such as barriers, join the state that one of their
 * copies is nearest to.
 *
 * @param positions the copies, [geometries · atoms · 3] Å
 * @param state of each geometry, [geometries]
 * @param states what the states are, and their shares of the geometries
 */
public record CanonicalDomain(double[] positions, int[] state, RotamerStates states) {
    /** More states than this would leave each too few geometries and network inputs too many. */
    private static final int MOST_STATES = 64;

    /** A combination of sectors is a state where it holds at least so many geometries, and this share of all. */
    private static final int FEWEST_GEOMETRIES = 20;

    private static final double SMALLEST_SHARE = 0.002;

    /** A state's centre is chosen among so many of its geometries. */
    private static final int CENTRE_CANDIDATES = 500;

    /** Densities of torsions are taken from about so many geometries. */
    private static final int DENSITY_SAMPLE = 4000;

    /**
     * Sorts geometries.
     *
     * @param positions [geometries · atoms · 3] Å, not modified
     * @param symmetry of the molecule
     */
    public static CanonicalDomain of(MolecularGraph graph, SymmetryGroup symmetry, double[] positions) {
        return new Sorting(graph, symmetry, positions).sort();
    }

    /**
     * The same with standard errors of the populations.
     *
     * @param chains independent chains that the geometries come from, equally long, one after another; 0 where that is not known
     */
    public CanonicalDomain withErrors(int chains) {
        int length = chains == 0 ? 0 : state.length / chains;
        if (length < Convergence.FEWEST_SAMPLES) {
            return this;
        }
        double[] errors = new double[states.size()];
        Arrays.setAll(errors, s -> Convergence.of(IntStream.range(0, chains)
                        .mapToObj(chain -> IntStream.range(chain * length, (chain + 1) * length)
                                .mapToDouble(i -> state[i] == s ? 1 : 0)
                                .toArray())
                        .toArray(double[][]::new))
                .standardError());
        return new CanonicalDomain(positions, state, states.withErrors(errors));
    }

    /** Sectors of all rotors. */
    private record Sectors(List<Integer> ofRotors) {}

    private static final class Sorting {
        private final InternalFeatures features;
        private final int[][] rotors;
        private final List<SymmetryOperation> operations;
        private final List<TerminalSector> terminalRotors;
        private final double[] positions;
        private final int stride;
        private final int count;
        private final RotorSectors[] sectors;

        Sorting(MolecularGraph graph, SymmetryGroup symmetry, double[] positions) {
            features = new InternalFeatures(graph.atoms(), graph.bonds());
            operations = symmetry.skeleton();
            this.positions = positions;
            stride = 3 * graph.atoms();
            count = positions.length / stride;
            // A methyl group's torsion may be measured against an amino group's first atom, which must be the right one
            // before.
            terminalRotors = symmetry.terminalRotors().stream()
                    .sorted(Comparator.comparingInt(terminal -> terminal.turns().size()))
                    .map(terminal -> TerminalSector.of(terminal, sample()))
                    .toList();
            List<int[]> told = new ArrayList<>();
            List<RotorSectors> ofTold = new ArrayList<>();
            for (SlowCoordinate motion : graph.slowCoordinates()) {
                RotorSectors divided = RotorSectors.of(torsions(motion.atoms()));
                if (motion.turns() || divided.sectors() > 1) {
                    told.add(motion.atoms());
                    ofTold.add(divided);
                }
            }
            rotors = told.toArray(int[][]::new);
            sectors = ofTold.toArray(RotorSectors[]::new);
        }

        private double[] torsions(int[] rotor) {
            return sample().flatMap(geometry -> operations.stream().map(operation -> image(operation, geometry)))
                    .mapToDouble(image -> Torsion.degrees(image, rotor))
                    .toArray();
        }

        private Stream<double[]> sample() {
            int every = Math.max(1, count / DENSITY_SAMPLE);
            return IntStream.range(0, count).filter(i -> i % every == 0).mapToObj(this::geometry);
        }

        /** The geometry under an operation of the skeleton, then with every terminal rotor in its window. */
        private double[] image(SymmetryOperation operation, double[] geometry) {
            double[] image = operation.apply(geometry);
            for (TerminalSector terminal : terminalRotors) {
                image = terminal.turned(image);
            }
            return image;
        }

        private double[] geometry(int i) {
            return Arrays.copyOfRange(positions, i * stride, (i + 1) * stride);
        }

        private Sectors sectors(double[] image) {
            return new Sectors(IntStream.range(0, rotors.length)
                    .mapToObj(rotor -> sectors[rotor].sector(Torsion.degrees(image, rotors[rotor])))
                    .toList());
        }

        CanonicalDomain sort() {
            Sectors[][] ofImages = new Sectors[count][];
            for (int i = 0; i < count; i++) {
                double[] geometry = geometry(i);
                ofImages[i] = operations.stream()
                        .map(operation -> sectors(image(operation, geometry)))
                        .toArray(Sectors[]::new);
            }
            Map<Sectors, Sectors> representatives = representatives(ofImages);
            List<Sectors> states = byShare(representatives, ofImages);
            float[][] centres =
                    states.stream().map(state -> centre(state, ofImages)).toArray(float[][]::new);
            int[] state = new int[count];
            double[] canonical = new double[positions.length];
            for (int i = 0; i < count; i++) {
                Sectors representative = representatives.getOrDefault(ofImages[i][0], ofImages[i][0]);
                state[i] = place(i, states.indexOf(representative), centres, canonical);
            }
            return new CanonicalDomain(canonical, state, states(states, state));
        }

        /**
         * For each combination of sectors that is a state the one that stands for it and its symmetry-equivalent ones. An operation
         * takes nearly all geometries of a combination to one other; those on barriers that go elsewhere are outvoted.
         */
        private Map<Sectors, Sectors> representatives(Sectors[][] ofImages) {
            Map<Sectors, Integer> counts = new LinkedHashMap<>();
            Map<Sectors, Map<Integer, Map<Sectors, Integer>>> votes = new LinkedHashMap<>();
            for (Sectors[] images : ofImages) {
                for (Sectors image : images) {
                    counts.merge(image, 1, Integer::sum);
                }
                for (int operation = 0; operation < images.length; operation++) {
                    votes.computeIfAbsent(images[0], key -> new LinkedHashMap<>())
                            .computeIfAbsent(operation, key -> new LinkedHashMap<>())
                            .merge(images[operation], 1, Integer::sum);
                }
            }
            double fewest = Math.max(FEWEST_GEOMETRIES, SMALLEST_SHARE * count * operations.size());
            List<Sectors> main = counts.entrySet().stream()
                    .sorted(Map.Entry.<Sectors, Integer>comparingByValue().reversed())
                    .filter(entry -> entry.getValue() >= fewest)
                    .map(Map.Entry::getKey)
                    .toList();
            Map<Sectors, Sectors> parents = new LinkedHashMap<>();
            main.forEach(combination -> parents.put(combination, combination));
            for (Sectors combination : main) {
                for (Map<Sectors, Integer> vote :
                        votes.getOrDefault(combination, Map.of()).values()) {
                    Sectors image = Collections.max(vote.entrySet(), Map.Entry.comparingByValue())
                            .getKey();
                    if (parents.containsKey(image)) {
                        parents.put(root(parents, image), root(parents, combination));
                    }
                }
            }
            Map<Sectors, Sectors> roots = new LinkedHashMap<>();
            main.forEach(combination -> roots.put(combination, root(parents, combination)));
            return roots;
        }

        private static Sectors root(Map<Sectors, Sectors> parents, Sectors combination) {
            Sectors root = combination;
            while (!parents.get(root).equals(root)) {
                root = parents.get(root);
            }
            return root;
        }

        /** The representatives, the most populated first; at least one. */
        private static List<Sectors> byShare(Map<Sectors, Sectors> representatives, Sectors[][] ofImages) {
            Map<Sectors, Integer> counts = new LinkedHashMap<>();
            for (Sectors[] images : ofImages) {
                Sectors state = representatives.get(images[0]);
                if (state != null) {
                    counts.merge(state, 1, Integer::sum);
                }
            }
            List<Sectors> states = counts.entrySet().stream()
                    .sorted(Map.Entry.<Sectors, Integer>comparingByValue().reversed())
                    .limit(MOST_STATES)
                    .map(Map.Entry::getKey)
                    .toList();
            return states.isEmpty() ? List.of(ofImages[0][0]) : states;
        }

        /** Features of the copy in this combination of sectors whose torsions are closest to the densest ones. */
        private float[] centre(Sectors state, Sectors[][] ofImages) {
            double[] peaks = peaks(state);
            double[] best = null;
            double highest = Double.NEGATIVE_INFINITY;
            int candidates = 0;
            for (int i = 0; i < count && candidates < CENTRE_CANDIDATES; i++) {
                int operation = Arrays.asList(ofImages[i]).indexOf(state);
                if (operation >= 0) {
                    candidates++;
                    double[] image = image(operations.get(operation), geometry(i));
                    double closeness = 0;
                    for (int rotor = 0; rotor < rotors.length; rotor++) {
                        double off = Torsion.radians(image, rotors[rotor]) - Math.toRadians(peaks[rotor]);
                        closeness += Math.cos(off);
                    }
                    if (closeness > highest) {
                        highest = closeness;
                        best = image;
                    }
                }
            }
            if (best == null) {
                throw new IllegalStateException("a state without a geometry");
            }
            return features(best);
        }

        private double[] peaks(Sectors state) {
            return IntStream.range(0, rotors.length)
                    .mapToDouble(
                            rotor -> sectors[rotor].peaks()[state.ofRotors().get(rotor)])
                    .toArray();
        }

        /**
         * Writes that copy of a geometry that is nearest to the centre of its state.
         *
         * @param known its state; −1 to join the nearest one
         * @return its state
         */
        private int place(int i, int known, float[][] centres, double[] canonical) {
            double nearest = Double.POSITIVE_INFINITY;
            int state = 0;
            for (SymmetryOperation operation : operations) {
                double[] image = image(operation, geometry(i));
                float[] here = features(image);
                for (int candidate = 0; candidate < centres.length; candidate++) {
                    double distance =
                            known < 0 || candidate == known ? squaredDistance(here, centres[candidate]) : nearest;
                    if (distance < nearest) {
                        nearest = distance;
                        state = candidate;
                        System.arraycopy(image, 0, canonical, i * stride, stride);
                    }
                }
            }
            return state;
        }

        private RotamerStates states(List<Sectors> states, int[] state) {
            double[] populations = new double[states.size()];
            for (int s : state) {
                populations[s] += 1.0 / count;
            }
            double[][] torsions = states.stream().map(this::peaks).toArray(double[][]::new);
            return new RotamerStates(rotors, torsions, populations).withPopulations(populations);
        }

        private float[] features(double[] geometry) {
            float[] single = new float[stride];
            for (int i = 0; i < stride; i++) {
                single[i] = (float) geometry[i];
            }
            float[] values = new float[features.size()];
            features.map(single, 0, values, 0);
            return values;
        }

        private static double squaredDistance(float[] a, float[] b) {
            double sum = 0;
            for (int i = 0; i < a.length; i++) {
                sum += (a[i] - b[i]) * (a[i] - b[i]);
            }
            return sum;
        }
    }
}
