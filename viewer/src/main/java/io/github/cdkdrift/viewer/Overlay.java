package io.github.cdkdrift.viewer;

import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.superposition.SymmetricAlignment;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Conformers laid over the first of them, equal atoms exchanged where they lie better so.
 *
 * @param graph their molecule
 * @param geometries in the order asked for, each [atoms · 3] Å
 */
record Overlay(MolecularGraph graph, List<double[]> geometries) {
    /** At most as many conformers of an ensemble as the settings say, evenly. */
    static Overlay of(ConformerEnsemble ensemble, PreviewSettings settings) {
        return of(ensemble, evenly(ensemble.size(), settings.conformers()), settings);
    }

    /** Some conformers of an ensemble. */
    static Overlay of(ConformerEnsemble ensemble, int[] chosen, PreviewSettings settings) {
        SymmetricAlignment alignment = alignment(ensemble, chosen[0], settings);
        List<double[]> geometries = Arrays.stream(chosen)
                .mapToObj(index -> alignment.superposed(geometry(ensemble, index)))
                .toList();
        return new Overlay(ensemble.graph(), geometries);
    }

    /** The alignment on one of the conformers. */
    static SymmetricAlignment alignment(ConformerEnsemble ensemble, int index, PreviewSettings settings) {
        double[] reference = geometry(ensemble, index);
        return settings.atoms().isEmpty()
                ? SymmetricAlignment.of(ensemble.graph(), reference)
                : SymmetricAlignment.on(
                        ensemble.graph(),
                        reference,
                        settings.atoms().stream().mapToInt(Integer::intValue).toArray());
    }

    /** At most {@code count} of {@code size} places, evenly over all and beginning with the first. */
    static int[] evenly(int size, int count) {
        if (size == 0) {
            throw new IllegalArgumentException("an empty ensemble; expected at least one conformer");
        }
        int chosen = Math.min(size, count);
        return IntStream.range(0, chosen)
                .map(i -> (int) ((long) i * size / chosen))
                .toArray();
    }

    static double[] geometry(ConformerEnsemble ensemble, int index) {
        if (!ensemble.conformers().get(index).isFinite()) {
            throw new IllegalArgumentException("conformer " + index + " has a coordinate that is not finite");
        }
        return ensemble.conformers().get(index).positions();
    }
}
