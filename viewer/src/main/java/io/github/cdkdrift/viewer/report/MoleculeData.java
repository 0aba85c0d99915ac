package io.github.cdkdrift.viewer.report;

import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.superposition.SymmetricAlignment;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What the page's molecule viewer shows, as JSON of element symbols and whole numbers alone: {@code elements}, {@code bonds},
 * {@code all} and {@code clusters}, lists of conformers as coordinates in thousandths of an Å, superposed and turned to be seen best.
 */
final class MoleculeData {
    private static final int MEMBERS = 10;

    private MoleculeData() {}

    /** @param conformers the most of the whole ensemble */
    static String json(ConformerEnsemble ensemble, ClusterTable clusters, int conformers) {
        MolecularGraph graph = ensemble.graph();
        ConformerEnsemble all = clusters.all();
        double[] first =
                all.conformers().get(clusters.shown().get(0).representative()).positions();
        SymmetricAlignment alignment = SymmetricAlignment.of(graph, first);
        PrincipalAxes axes = new PrincipalAxes(first);
        String elements = IntStream.range(0, graph.atoms())
                .mapToObj(atom -> "\"" + graph.symbol(atom) + "\"")
                .collect(Collectors.joining(","));
        String bonds = graph.bonds().stream().map(Arrays::toString).collect(Collectors.joining(","));
        String every =
                conformers(all, evenly(IntStream.range(0, ensemble.size()).toArray(), conformers), alignment, axes);
        String groups = clusters.shown().stream()
                .map(row -> conformers(all, members(row), alignment, axes))
                .collect(Collectors.joining(",\n"));
        return ("{\"elements\":[" + elements + "],\n\"bonds\":[" + bonds + "],\n\"all\":" + every + ",\n\"clusters\":["
                        + groups + "]}")
                .replace(" ", "");
    }

    /** The representative, then other members evenly. */
    private static List<Integer> members(ClusterTable.Row row) {
        return IntStream.concat(
                        IntStream.of(row.representative()),
                        evenly(row.own(), MEMBERS).stream().mapToInt(Integer::intValue))
                .distinct()
                .limit(MEMBERS)
                .boxed()
                .toList();
    }

    private static List<Integer> evenly(int[] places, int count) {
        int chosen = Math.min(places.length, count);
        return IntStream.range(0, chosen)
                .mapToObj(i -> places[(int) ((long) i * places.length / chosen)])
                .toList();
    }

    private static String conformers(
            ConformerEnsemble all, List<Integer> places, SymmetricAlignment alignment, PrincipalAxes axes) {
        return places.stream()
                .map(place -> axes.turned(
                        alignment.superposed(all.conformers().get(place).positions())))
                .map(x -> Arrays.stream(x)
                        .mapToObj(value -> String.valueOf(Math.round(1000 * value)))
                        .collect(Collectors.joining(",", "[", "]")))
                .collect(Collectors.joining(",\n", "[", "]"));
    }
}
