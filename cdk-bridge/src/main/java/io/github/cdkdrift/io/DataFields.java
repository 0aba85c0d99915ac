package io.github.cdkdrift.io;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The data fields of an SDF record: a line {@code > <NAME>}, lines of the value, an empty line. CDK's reader keeps no order of
 * them and glues a line of eighty letters to the next, so that they are read here.
 */
public final class DataFields {
    private static final Pattern NAMED = Pattern.compile("^>[^<]*<(.*)>[^>]*$");
    private static final String END_OF_MOLECULE = "M  END";
    private static final String END_OF_RECORD = "$$$$";

    private DataFields() {}

    /**
     * The fields behind a molecule.
     *
     * @param lines of the whole record
     * @return in their order; a second one of the same name is numbered
     */
    public static Map<String, String> parse(List<String> lines) {
        Map<String, String> fields = new LinkedHashMap<>();
        int at = lines.indexOf(END_OF_MOLECULE) + 1;
        while (at > 0 && at < lines.size()) {
            String line = lines.get(at++);
            if (line.startsWith(END_OF_RECORD)) {
                break;
            }
            if (line.startsWith(">")) {
                int from = at;
                while (at < lines.size() && !isEnd(lines, at)) {
                    at++;
                }
                put(
                        fields,
                        name(line),
                        String.join("\n", lines.subList(from, at)).stripTrailing());
            }
        }
        return fields;
    }

    /** An empty line ends a value only where a field, the end or nothing follows: some programs leave one inside. */
    private static boolean isEnd(List<String> lines, int at) {
        String line = lines.get(at);
        return line.startsWith(END_OF_RECORD)
                || (line.startsWith(">") && lines.get(at - 1).isBlank());
    }

    private static String name(String line) {
        Matcher named = NAMED.matcher(line);
        return named.matches() ? named.group(1) : line.substring(1).strip();
    }

    private static void put(Map<String, String> fields, String name, String value) {
        String free = name;
        for (int i = 2; fields.containsKey(free); i++) {
            free = name + "_" + i;
        }
        fields.put(free, value);
    }

    /** A field as it stands in a file, with the empty line behind it. */
    public static String format(String name, String value) {
        String lines = value.lines()
                .map(DataFields::lineOfValue)
                .map(line -> line + "\n")
                .collect(Collectors.joining());
        return heading(name) + (lines.isEmpty() ? "\n" : lines) + "\n";
    }

    static String heading(String name) {
        return "> <" + name.replaceAll("[<>\\p{Cc}]", "_") + ">\n";
    }

    /** No line of a value may look like the end of it, of the record, or the next field. */
    private static String lineOfValue(String line) {
        String plain = line.replaceAll("[\\p{Cc}&&[^\t]]", " ");
        return plain.isBlank() || plain.startsWith(END_OF_RECORD) || plain.startsWith(">") ? " " + plain : plain;
    }
}
