package io.github.cdkdrift.io;

import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.molecule.MolecularGraph;
import java.util.LinkedHashMap;
import java.util.Map;

/** Titles and data fields of conformers as a table, without their geometries. */
final class CsvEncoder implements ConformerEncoder {
    private final CsvTable table;
    private final MolecularGraph graph;
    private final Map<String, String> texts;
    private int number;

    /** @param table that the rows of all molecules go into */
    CsvEncoder(CsvTable table, MolecularGraph graph, Map<String, String> texts) {
        this.table = table;
        this.graph = graph;
        this.texts = new LinkedHashMap<>(texts);
    }

    @Override
    public void encode(Conformer conformer, RecordBuffer out) {
        RecordFields fields = RecordFields.of(conformer, graph.data(), texts).rounded();
        Map<String, String> row = new LinkedHashMap<>();
        row.put("name", fields.title().isEmpty() ? graph.formula() : fields.title());
        row.put("conformer", Integer.toString(++number));
        fields.numbers().forEach((name, value) -> row.putIfAbsent(name, text(value)));
        fields.texts().forEach(row::putIfAbsent);
        table.add(row);
    }

    private static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    @Override
    public void end(RecordBuffer out) {
        table.write(out);
    }
}
