package io.github.cdkdrift.io;

import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.molecule.MolecularGraph;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Names and our data fields of conformers as a table (RFC 4180), without their geometries; the columns are always the same, so that lines
 * of many molecules stand one under another wherever they were made. A text that a spreadsheet would run as a formula gets an apostrophe
 * before it.
 */
final class CsvEncoder implements ConformerEncoder {
    private static final String NAME = "name";
    private static final String CONFORMER = "conformer";
    private static final List<String> COLUMNS = List.of(
            NAME,
            CONFORMER,
            "energy",
            "relative_energy",
            "relative_free_energy",
            "relative_free_energy_standard_error",
            "population",
            "cluster",
            "cluster_population",
            "cluster_population_standard_error",
            "sample",
            "weight",
            "potential",
            "energy_unit",
            "temperature_K",
            "seed",
            "converged");

    private static final double LARGEST_WHOLE = 1e15;
    private static final Pattern SPECIAL = Pattern.compile("[\",\\r\\n]");
    private static final Pattern FORMULA = Pattern.compile("(?s)[=+\\-@\\t\\r].*");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    private final MolecularGraph graph;
    private final Map<String, String> texts;
    private int number;

    CsvEncoder(MolecularGraph graph, Map<String, String> texts) {
        this.graph = graph;
        this.texts = new LinkedHashMap<>(texts);
    }

    static void begin(RecordBuffer out) {
        line(COLUMNS, out);
    }

    @Override
    public void encode(Conformer conformer, RecordBuffer out) {
        RecordFields fields = RecordFields.of(conformer, graph.data(), texts).rounded();
        Map<String, String> row = new LinkedHashMap<>();
        row.put(NAME, fields.title().isEmpty() ? graph.formula() : fields.title());
        row.put(CONFORMER, Integer.toString(++number));
        fields.numbers().forEach((name, value) -> row.putIfAbsent(name, text(value)));
        fields.texts().forEach(row::putIfAbsent);
        line(COLUMNS.stream().map(column -> row.getOrDefault(column, "")).toList(), out);
    }

    private static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < LARGEST_WHOLE
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    private static void line(List<String> cells, RecordBuffer out) {
        String separator = "";
        for (String cell : cells) {
            out.text(separator).text(quoted(cell));
            separator = ",";
        }
        out.letter('\n');
    }

    private static String quoted(String cell) {
        String safe = FORMULA.matcher(cell).matches() && !NUMBER.matcher(cell).matches() ? "'" + cell : cell;
        return SPECIAL.matcher(safe).find() ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
