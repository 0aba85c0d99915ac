package io.github.cdkdrift.ensemble;

import io.github.cdkdrift.molecule.RecordData;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One conformer of a molecule whose atoms and bonds are known from elsewhere.
 *
 * @param positions [atoms · 3] Å; owned by the conformer, not to be modified
 * @param properties numbers that travel with it, for example {@code energy} in kcal/mol; in order
 * @param data title and data fields of its own, as a record of a file has them; empty where those of the molecule hold
 */
public record Conformer(double[] positions, Map<String, Double> properties, Optional<RecordData> data) {
    /** With title and data fields of the molecule. */
    public Conformer(double[] positions, Map<String, Double> properties) {
        this(positions, properties, Optional.empty());
    }

    /** A conformer without properties. */
    public static Conformer of(double[] positions) {
        return new Conformer(positions, Map.of());
    }

    /** The same with other numbers. */
    public Conformer withProperties(Map<String, Double> newProperties) {
        return new Conformer(positions, newProperties, data);
    }

    /** Its energy in kcal/mol, where it has one. */
    public OptionalDouble energy() {
        Double energy = properties.get(PropertyKeys.ENERGY);
        return energy == null ? OptionalDouble.empty() : OptionalDouble.of(energy);
    }

    /** Whether every coordinate is finite. */
    public boolean isFinite() {
        for (double value : positions) {
            if (!Double.isFinite(value)) {
                return false;
            }
        }
        return true;
    }
}
