package io.github.cdkdrift.io;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A table of text with a heading (RFC 4180): every row has the columns that any row has, so that rows are kept until the last. A text
 * that a spreadsheet would run as a formula gets an apostrophe before it.
 */
final class CsvTable {
    private static final Pattern SPECIAL = Pattern.compile("[\",\\r\\n]");
    private static final Pattern FORMULA = Pattern.compile("(?s)[=+\\-@\\t\\r].*");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    private final Set<String> columns = new LinkedHashSet<>();
    private final List<Map<String, String>> rows = new ArrayList<>();

    void add(Map<String, String> row) {
        columns.addAll(row.keySet());
        rows.add(new LinkedHashMap<>(row));
    }

    void write(RecordBuffer out) {
        line(columns, out);
        for (Map<String, String> row : rows) {
            line(columns.stream().map(column -> row.getOrDefault(column, "")).toList(), out);
        }
    }

    private static void line(Iterable<String> cells, RecordBuffer out) {
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
