package io.github.cdkdrift.cluster;

import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.superposition.SymmetricSuperposition;
import io.github.cdkdrift.superposition.SymmetricSuperposition.Geometry;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Some of an ensemble's conformers, or all in another order. What is kept keeps its properties: populations go on being shares of the
 * whole ensemble.
 */
public final class ConformerSelection {
    private ConformerSelection() {}

    /**
     * The lowest few, in their order.
     *
     * @throws IllegalStateException if a conformer has no energy
     */
    public static ConformerEnsemble lowest(ConformerEnsemble ensemble, int count) {
        double[] energies = ensemble.energies();
        int[] chosen = places(ensemble)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> energies[i]))
                .limit(count)
                .mapToInt(i -> i)
                .sorted()
                .toArray();
        return of(ensemble, chosen);
    }

    /**
     * Few that differ most, in their order: the lowest (or first, where there are no energies), then again and again the one whose
     * deviation from the nearest that is chosen is largest. Costs conformers · count deviations.
     */
    public static ConformerEnsemble diverse(
            ConformerEnsemble ensemble, int count, SymmetricSuperposition superposition) {
        if (count >= ensemble.size()) {
            return ensemble;
        }
        List<Geometry> geometries = ensemble.conformers().stream()
                .map(conformer -> superposition.geometry(conformer.positions()))
                .toList();
        double[] nearest = new double[ensemble.size()];
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        int[] chosen = new int[count];
        chosen[0] = places(ensemble).boxed().min(byEnergy(ensemble)).orElseThrow();
        for (int k = 1; k < count; k++) {
            int last = chosen[k - 1];
            nearest[last] = Double.NEGATIVE_INFINITY;
            int furthest = -1;
            for (int i = 0; i < nearest.length; i++) {
                if (nearest[i] > 0) {
                    nearest[i] = Math.min(nearest[i], superposition.rmsd(geometries.get(last), geometries.get(i)));
                }
                furthest = furthest < 0 || nearest[i] > nearest[furthest] ? i : furthest;
            }
            chosen[k] = furthest;
        }
        return of(ensemble, Arrays.stream(chosen).sorted().toArray());
    }

    /** By a property, the least first; those without it last. */
    public static ConformerEnsemble sorted(ConformerEnsemble ensemble, String property, boolean greatestFirst) {
        Comparator<Integer> order = Comparator.comparingDouble(i -> {
            double value = ensemble.conformers().get(i).properties().getOrDefault(property, Double.NaN);
            return greatestFirst ? -value : value;
        });
        return of(
                ensemble,
                places(ensemble).boxed().sorted(order).mapToInt(i -> i).toArray());
    }

    private static Comparator<Integer> byEnergy(ConformerEnsemble ensemble) {
        return Comparator.comparingDouble(
                i -> ConformerProperties.energy(ensemble.conformers().get(i)));
    }

    private static IntStream places(ConformerEnsemble ensemble) {
        return IntStream.range(0, ensemble.size());
    }

    private static ConformerEnsemble of(ConformerEnsemble ensemble, int[] places) {
        List<Conformer> chosen =
                Arrays.stream(places).mapToObj(ensemble.conformers()::get).toList();
        return new ConformerEnsemble(ensemble.graph(), chosen);
    }
}
