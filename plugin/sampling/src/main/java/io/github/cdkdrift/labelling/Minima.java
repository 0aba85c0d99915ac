package io.github.cdkdrift.labelling;

import io.github.cdkdrift.dynamics.StageListener;
import io.github.cdkdrift.labelling.RelaxedGeometries.Aim;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.SlowCoordinate;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.potential.PotentialException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Geometries near minima of a potential, where dynamics can begin. */
public final class Minima {
    /** A start geometry takes at most so many energies to its minimum. */
    static final int STEPS = 500;

    private static final double LARGEST_FORCE = 1;
    /** kcal/mol; forces below the largest leave about as much. */
    private static final double SAME_ENERGY = 0.1;
    /** Degrees. */
    private static final double SAME_TORSION = 30;

    private Minima() {}

    /**
     * The minima that geometries lead to, those left out that lose a bond or a configuration.
     *
     * @param starts [starts][atoms · 3] Å
     * @return [minima][atoms · 3] Å, largest force 1 kcal/mol/Å where {@value #STEPS} energies are enough
     * @throws PotentialException if none stays whole
     * @throws IllegalArgumentException if a start has another number of atoms
     */
    public static List<double[]> of(MolecularGraph graph, Potential potential, List<double[]> starts)
            throws PotentialException {
        return of(graph, potential, starts, StageListener.NONE);
    }

    /**
     * The same, watched.
     *
     * @param listener told what part of them is done
     */
    public static List<double[]> of(
            MolecularGraph graph, Potential potential, List<double[]> starts, StageListener listener)
            throws PotentialException {
        if (starts.isEmpty() || starts.stream().anyMatch(start -> start.length != 3 * graph.atoms())) {
            throw new IllegalArgumentException(starts.size() + " starts for a molecule of " + graph.atoms()
                    + " atoms; expected at least one, each of three coordinates an atom");
        }
        RelaxedGeometries relaxed = RelaxedGeometries.of(
                ModelCurvature.of(graph), potential, starts, new Aim(LARGEST_FORCE, STEPS), listener);
        IntactMolecule intact = new IntactMolecule(graph, starts);
        List<double[]> minima = IntStream.range(0, starts.size())
                .filter(i -> Double.isFinite(relaxed.energies()[i]))
                .mapToObj(relaxed.positions()::get)
                .filter(intact)
                .toList();
        if (minima.isEmpty()) {
            String lost = LostBonds.of(
                            graph,
                            graph.meanBondLengths(starts),
                            relaxed.positions().get(0))
                    .orElse("numbers that are none");
            throw new PotentialException(potential.name() + " breaks " + graph.formula() + " in all of " + starts.size()
                    + " start geometries (" + lost
                    + "; atoms count from 1); expected a minimum with the bonds and configurations of the structure: is the"
                    + " structure right, does the potential know it?");
        }
        return minima;
    }

    /**
     * Those that differ in energy or in a slow motion, the lowest first.
     *
     * @param minima [minima][atoms · 3] Å, at least one
     * @param count how many at most
     */
    public static List<double[]> distinct(MolecularGraph graph, Potential potential, List<double[]> minima, int count) {
        double[] energies = energies(potential, minima);
        List<SlowCoordinate> slow = graph.slowCoordinates();
        Map<List<Long>, Integer> first = new LinkedHashMap<>();
        IntStream.range(0, energies.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> energies[i]))
                .forEach(i -> first.putIfAbsent(
                        Stream.concat(
                                        Stream.of(Math.round(energies[i] / SAME_ENERGY)),
                                        slow.stream()
                                                .map(motion -> Math.floorMod(
                                                        Math.round(motion.degrees(minima.get(i)) / SAME_TORSION),
                                                        (long) (360 / SAME_TORSION))))
                                .toList(),
                        i));
        return first.values().stream().limit(count).map(minima::get).toList();
    }

    /**
     * Those within so many kcal/mol of the lowest, in their order.
     *
     * @param minima [minima][atoms · 3] Å, at least one
     */
    public static List<double[]> within(Potential potential, List<double[]> minima, double window) {
        double[] energies = energies(potential, minima);
        double highest = Arrays.stream(energies).min().orElseThrow() + window;
        return IntStream.range(0, energies.length)
                .filter(i -> energies[i] <= highest)
                .mapToObj(minima::get)
                .toList();
    }

    private static double[] energies(Potential potential, List<double[]> minima) {
        double[] all = minima.stream().flatMapToDouble(Arrays::stream).toArray();
        double[] energies = new double[minima.size()];
        potential.evaluate(all, energies.length, energies, new double[all.length]);
        return energies;
    }

    /**
     * The one of least energy.
     *
     * @param minima [minima][atoms · 3] Å, at least one
     */
    public static double[] lowest(Potential potential, List<double[]> minima) {
        double[] energies = energies(potential, minima);
        return minima.get(IntStream.range(0, energies.length)
                .boxed()
                .min(Comparator.comparingDouble(i -> energies[i]))
                .orElseThrow());
    }
}
