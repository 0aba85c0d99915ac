package io.github.cdkdrift.labelling;

import io.github.cdkdrift.dynamics.StageListener;
import io.github.cdkdrift.labelling.RelaxedGeometries.Aim;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.potential.Potential;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What becomes of a molecule that does not stay what its structure says, in words. */
final class LostBonds {
    private static final double LONGEST_BOND = 1.5;
    /** Å; no hydrogen atom is bonded over more. */
    private static final double LONGEST_TO_HYDROGEN = 1.35;
    /** kcal/mol/Å. */
    private static final double LARGEST_FORCE = 1;

    /** Energies that show it, of each geometry, at most. */
    static final int STEPS = 200;

    private static final String SOLVENT =
            ", as protons of zwitterions do in vacuo; a solvent (gfn2, gfn1 and gfnff have some, for"
                    + " example water) may keep it where it is, or give the structure with the hydrogen where it goes";

    private LostBonds() {}

    /**
     * What a potential does to geometries on the way to their minima.
     *
     * @param whole geometries with the bonds of the structure, [geometries][atoms · 3] Å
     * @param steps energies of each at most
     * @return one text for each that does not stay whole
     */
    static List<String> under(Potential potential, MolecularGraph graph, List<double[]> whole, int steps) {
        double[] lengths = graph.meanBondLengths(whole);
        return RelaxedGeometries.of(
                        ModelCurvature.of(graph), potential, whole, new Aim(LARGEST_FORCE, steps), StageListener.NONE)
                .positions()
                .stream()
                .map(moved -> of(graph, lengths, moved))
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * What a geometry has lost.
     *
     * @param lengths typical ones of the bonds, [bonds] Å
     * @param positions [atoms · 3] Å
     * @return empty where it is whole
     */
    static Optional<String> of(MolecularGraph graph, double[] lengths, double[] positions) {
        List<int[]> bonds = graph.bonds();
        for (int i = 0; i < lengths.length; i++) {
            int[] bond = bonds.get(i);
            if (!(distance(positions, bond[0], bond[1]) < LONGEST_BOND * lengths[i])) {
                return Optional.of(lost(graph, bond, positions));
            }
        }
        return new IntactMolecule(graph, lengths).test(positions)
                ? Optional.empty()
                : Optional.of("a configuration turns over, or a bond collapses");
    }

    private static String lost(MolecularGraph graph, int[] bond, double[] positions) {
        boolean second = graph.symbol(bond[1]).equals("H");
        if (!second && !graph.symbol(bond[0]).equals("H")) {
            return "the bond between " + name(graph, bond[0]) + " and " + name(graph, bond[1]) + " breaks";
        }
        int hydrogen = second ? bond[1] : bond[0];
        int before = second ? bond[0] : bond[1];
        return IntStream.range(0, graph.atoms())
                .filter(atom -> atom != hydrogen && atom != before)
                .filter(atom -> distance(positions, atom, hydrogen) < LONGEST_TO_HYDROGEN)
                .boxed()
                .min((a, b) -> Double.compare(distance(positions, a, hydrogen), distance(positions, b, hydrogen)))
                .map(to -> name(graph, hydrogen) + " moves from " + name(graph, before) + " to " + name(graph, to)
                        + SOLVENT)
                .orElse(name(graph, hydrogen) + " leaves " + name(graph, before));
    }

    /** Atoms count from 1, as in files. */
    private static String name(MolecularGraph graph, int atom) {
        return graph.symbol(atom) + (atom + 1);
    }

    private static double distance(double[] positions, int a, int b) {
        double squares = 0;
        for (int axis = 0; axis < 3; axis++) {
            double difference = positions[3 * a + axis] - positions[3 * b + axis];
            squares += difference * difference;
        }
        return Math.sqrt(squares);
    }
}
