package io.github.cdkdrift.cli;

import io.github.cdkdrift.cluster.ConformerProperties;
import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Distinct conformers as text: energy, free energy, population. The numbers are those of the file. */
final class ConformerTable {
    private static final int MOST_ROWS = 12;

    private ConformerTable() {}

    static String of(ConformerEnsemble distinct) {
        boolean free = distinct.conformers().get(0).properties().containsKey(ConformerProperties.RELATIVE_FREE_ENERGY);
        String heading = String.format(
                Locale.ROOT,
                "  %9s  %7s  %s%s",
                "conformer",
                "cluster",
                "E, kcal/mol",
                free ? "  free energy, kcal/mol  population, %" : "  population, %");
        String rows = IntStream.range(0, Math.min(MOST_ROWS, distinct.size()))
                .mapToObj(i -> row(i + 1, distinct.conformers().get(i), free))
                .collect(Collectors.joining("\n"));
        int more = distinct.size() - MOST_ROWS;
        return heading + "\n" + rows + (more > 0 ? String.format(Locale.ROOT, "%n  … and %,d more", more) : "");
    }

    private static String row(int number, Conformer conformer, boolean free) {
        Map<String, Double> properties = conformer.properties();
        return String.format(
                        Locale.ROOT,
                        "  %9d  %7.0f  %11s",
                        number,
                        properties.get(ConformerProperties.CLUSTER),
                        value(properties.get(ConformerProperties.RELATIVE_ENERGY), 1, "%.2f"))
                + (free
                        ? String.format(
                                Locale.ROOT,
                                "  %21s",
                                withError(
                                        properties.get(ConformerProperties.RELATIVE_FREE_ENERGY),
                                        properties.get(ConformerProperties.FREE_ENERGY_ERROR),
                                        1,
                                        "%.2f"))
                        : "")
                + String.format(
                        Locale.ROOT,
                        "  %13s",
                        withError(
                                properties.get(ConformerProperties.CLUSTER_POPULATION),
                                properties.get(ConformerProperties.CLUSTER_POPULATION_ERROR),
                                100,
                                "%.1f"));
    }

    private static String withError(Double value, Double error, double factor, String format) {
        return value(value, factor, format) + (error == null ? "" : " ± " + value(error, factor, format));
    }

    private static String value(Double value, double factor, String format) {
        return value == null ? "" : String.format(Locale.ROOT, format, factor * value);
    }
}
