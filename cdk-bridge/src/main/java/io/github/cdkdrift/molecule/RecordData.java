package io.github.cdkdrift.molecule;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.openscience.cdk.interfaces.IAtomContainer;

/**
 * What a record of a file says of its molecule beside the structure: its name, and data fields as they stand there.
 *
 * @param title empty where it has none
 * @param fields in their order; a value may have several lines
 */
public record RecordData(String title, Map<String, String> fields) {
    /** A record that says nothing. */
    public static final RecordData NONE = new RecordData("", Map.of());

    /** Before the name of a field of the input that has the name of one of ours. */
    private static final String INPUT = "input_";

    private static final String OF_CDK = "cdk:";

    /** Copies the fields in their order. */
    public RecordData {
        title = title == null ? "" : title.strip();
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** Title and properties of a CDK molecule: those that are texts, numbers or truth values, but for CDK's own. */
    public static RecordData of(IAtomContainer molecule) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (Map.Entry<Object, Object> property : molecule.getProperties().entrySet()) {
            Object value = property.getValue();
            boolean plain = value instanceof String || value instanceof Number || value instanceof Boolean;
            if (plain && property.getKey() instanceof String name && !name.startsWith(OF_CDK)) {
                fields.put(name, value.toString());
            }
        }
        return new RecordData(molecule.getTitle(), fields);
    }

    /** Sets title and fields on a CDK molecule, as texts. */
    public void putOn(IAtomContainer molecule) {
        molecule.setTitle(title.isEmpty() ? null : title);
        fields.forEach(molecule::setProperty);
    }

    /** The same with another title. */
    public RecordData withTitle(String newTitle) {
        return new RecordData(newTitle, fields);
    }

    /**
     * The fields as they stand beside numbers and texts of a conformer: one whose name is taken with another value is called
     * {@code input_…}.
     *
     * @param numbers of the conformer
     * @param texts of all conformers
     */
    public Map<String, String> fieldsBeside(Map<String, Double> numbers, Map<String, String> texts) {
        Map<String, String> beside = new LinkedHashMap<>();
        fields.forEach((name, value) -> {
            boolean taken = texts.containsKey(name) && !texts.get(name).equals(value);
            boolean other = numbers.containsKey(name) && !isNumber(value, numbers.get(name));
            beside.put(taken || other ? INPUT + name : name, value);
        });
        return beside;
    }

    private static boolean isNumber(String text, double number) {
        try {
            return Double.parseDouble(text.strip()) == number;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
