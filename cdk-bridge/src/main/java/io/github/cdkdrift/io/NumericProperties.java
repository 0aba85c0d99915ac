package io.github.cdkdrift.io;

import java.util.LinkedHashMap;
import java.util.Map;
import org.openscience.cdk.interfaces.IAtomContainer;

/** The properties of a CDK molecule that are finite numbers, also where a file gave them as text. */
final class NumericProperties {
    private static final String OF_CDK = "cdk:";

    private NumericProperties() {}

    static Map<String, Double> of(IAtomContainer molecule) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        for (Map.Entry<Object, Object> property : molecule.getProperties().entrySet()) {
            if (property.getKey() instanceof String name && !name.startsWith(OF_CDK)) {
                Double number = number(property.getValue());
                if (number != null && Double.isFinite(number)) {
                    numbers.put(name, number);
                }
            }
        }
        return numbers;
    }

    private static Double number(Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        try {
            return value instanceof String text ? Double.valueOf(text.strip()) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
