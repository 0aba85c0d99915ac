package io.github.cdkdrift.sampler;

import io.github.cdkdrift.coordinate.InternalCoordinates;
import io.github.cdkdrift.dynamics.Proposals;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.SymmetryGroup;
import io.github.cdkdrift.molecule.SymmetryOperation;
import io.github.cdkdrift.potential.Potential;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Proposals of a symmetry-equivalent copy of a geometry, which has the same energy. */
final class CopyMoves implements Proposals {
    /** Those of rings of up to 24 atoms without side chains, and the turns of up to four methyl groups. */
    static final int MOST_OPERATIONS = 96;
    /** kcal/mol; renumberings that change an energy by more are none of the potential's. */
    private static final double SAME_ENERGY = 1e-3;

    private static final int PROBED = 4;

    private final SymmetryGroup symmetry;
    private final int coordinates;

    /** @param atoms of the molecule */
    CopyMoves(SymmetryGroup symmetry, int atoms) {
        this.symmetry = symmetry;
        coordinates = 3 * atoms;
    }

    /**
     * The molecule's symmetry where neither a potential, which may hold restraints, nor a configuration tells equal atoms apart, else none.
     *
     * @param starts geometries in all known states, [starts][atoms · 3] Å
     * @param intact whether a geometry has the molecule's configuration
     */
    static SymmetryGroup symmetry(
            Potential potential, MolecularGraph graph, List<double[]> starts, Predicate<double[]> intact) {
        SymmetryOperation identity =
                new SymmetryOperation(IntStream.range(0, graph.atoms()).toArray(), false);
        if (!InternalCoordinates.describe(graph)) {
            return SymmetryGroup.of(List.of(identity));
        }
        SymmetryGroup group = graph.symmetry(starts.get(0), MOST_OPERATIONS);
        List<SymmetryOperation> operations = Stream.concat(
                        group.skeleton().stream(),
                        group.terminalRotors().stream().flatMap(rotor -> rotor.turns().stream()))
                .toList();
        return group.skeleton().size() <= MOST_OPERATIONS
                        && starts.stream()
                                .limit(PROBED)
                                .allMatch(start -> isTheSame(potential, start, operations, intact))
                ? group
                : SymmetryGroup.of(List.of(identity));
    }

    private static boolean isTheSame(
            Potential potential, double[] start, List<SymmetryOperation> operations, Predicate<double[]> intact) {
        List<double[]> images =
                operations.stream().map(operation -> operation.apply(start)).toList();
        double[] all = images.stream().flatMapToDouble(Arrays::stream).toArray();
        double[] energies = new double[images.size()];
        potential.evaluate(all, energies.length, energies, new double[all.length]);
        return images.stream().allMatch(intact)
                && Arrays.stream(energies).allMatch(energy -> Math.abs(energy - energies[0]) < SAME_ENERGY);
    }

    @Override
    public double propose(int walker, double[] positions, int at, RandomGenerator random) {
        double[] copy = symmetry.image(Arrays.copyOfRange(positions, at, at + coordinates), random);
        System.arraycopy(copy, 0, positions, at, coordinates);
        return 0;
    }
}
