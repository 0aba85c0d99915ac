package io.github.cdkdrift.labelling;

import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.potential.PotentialException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Geometries near minima of a potential, where dynamics can begin. */
public final class Minima {
    /** A start geometry takes at most so many steps to its minimum. */
    static final int STEPS = 500;

    private static final double LARGEST_FORCE = 1;

    private Minima() {}

    /**
     * The minima that geometries lead to, those left out that lose a bond or a configuration.
     *
     * @param starts [starts][atoms · 3] Å
     * @return [minima][atoms · 3] Å, largest force 1 kcal/mol/Å where {@value #STEPS} steps are enough
     * @throws PotentialException if none stays whole
     * @throws IllegalArgumentException if a start has another number of atoms
     */
    public static List<double[]> of(MolecularGraph graph, Potential potential, List<double[]> starts)
            throws PotentialException {
        double[] all = starts.stream().flatMapToDouble(Arrays::stream).toArray();
        if (all.length == 0 || all.length != 3 * graph.atoms() * starts.size()) {
            throw new IllegalArgumentException(
                    starts.size() + " starts with " + all.length + " coordinates for " + graph.atoms() + " atoms");
        }
        double[] minimised = new Minimiser(potential, all).run(LARGEST_FORCE, STEPS);
        IntactMolecule intact = new IntactMolecule(graph, starts);
        List<double[]> minima = IntStream.range(0, starts.size())
                .mapToObj(i -> Arrays.copyOfRange(minimised, 3 * graph.atoms() * i, 3 * graph.atoms() * (i + 1)))
                .filter(intact)
                .toList();
        if (minima.isEmpty()) {
            throw new PotentialException(potential.name() + " breaks " + graph.formula() + " in all of " + starts.size()
                    + " start geometries; expected a minimum with the bonds and configurations of the structure: is the"
                    + " structure right, does the potential know it?");
        }
        return minima;
    }

    /**
     * The one of least energy.
     *
     * @param minima [minima][atoms · 3] Å, at least one
     */
    public static double[] lowest(Potential potential, List<double[]> minima) {
        double[] all = minima.stream().flatMapToDouble(Arrays::stream).toArray();
        double[] energies = new double[minima.size()];
        potential.evaluate(all, energies.length, energies, new double[all.length]);
        return minima.get(IntStream.range(0, energies.length)
                .boxed()
                .min(Comparator.comparingDouble(i -> energies[i]))
                .orElseThrow());
    }
}
