package io.github.cdkdrift.ensemble;

import java.util.Map;

/**
 * One conformer of a molecule whose atoms and bonds are known from elsewhere.
 *
 * @param positions [atoms · 3] Å; owned by the conformer, not to be modified
 * @param properties numbers that travel with it, for example {@code energy} in kcal/mol; in order
 */
public record Conformer(double[] positions, Map<String, Double> properties) {
    /** A conformer without properties. */
    public static Conformer of(double[] positions) {
        return new Conformer(positions, Map.of());
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
