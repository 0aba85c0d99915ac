package io.github.cdkdrift.io;

import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.PropertyKeys;
import io.github.cdkdrift.molecule.RecordData;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a writer puts into a record beside the geometry, whatever the format: the title, the data fields of the input, texts of
 * the whole run, and the conformer's finite numbers.
 *
 * @param title empty where there is none
 * @param texts in their order
 * @param numbers in their order, none of a name that the texts have
 * @param fromFile whether the conformer is a record of a file, whose unit of energies need not be known
 */
record RecordFields(String title, Map<String, String> texts, Map<String, Double> numbers, boolean fromFile) {
    private static final String ENERGY = PropertyKeys.ENERGY;
    private static final String KCAL_MOL = "kcal/mol";
    private static final Set<String> ENERGIES = Set.of(
            ENERGY,
            PropertyKeys.RELATIVE_ENERGY,
            PropertyKeys.RELATIVE_FREE_ENERGY,
            PropertyKeys.FREE_ENERGY_ERROR,
            PropertyKeys.RESTRAINT_ENERGY);
    private static final double ENERGY_STEPS = 1e4;
    private static final double SHARE_STEPS = 1e6;

    /**
     * @param data of the molecule, where the conformer has none of its own
     * @param texts of the whole run
     */
    static RecordFields of(Conformer conformer, RecordData data, Map<String, String> texts) {
        RecordData own = conformer.data().orElse(data);
        Map<String, String> all = new LinkedHashMap<>(own.fieldsBeside(conformer.properties(), texts));
        all.putAll(texts);
        Map<String, Double> numbers = new LinkedHashMap<>();
        conformer.properties().forEach((name, value) -> {
            if (Double.isFinite(value) && !all.containsKey(name)) {
                numbers.put(name, value);
            }
        });
        return new RecordFields(own.title(), all, numbers, conformer.data().isPresent());
    }

    /**
     * Whether there are energies, and they are known to be in kcal/mol. Where there are none, a unit would be taken for that of numbers
     * among the input's fields.
     */
    boolean unitsKnown() {
        boolean energy = texts.containsKey(ENERGY) || numbers.containsKey(ENERGY);
        return energy && (!fromFile || KCAL_MOL.equals(texts.get(PropertyKeys.ENERGY_UNIT)));
    }

    /** The same with numbers as people read them: energies to 0.0001 kcal/mol, shares to a millionth. */
    RecordFields rounded() {
        Map<String, Double> rounded = new LinkedHashMap<>();
        numbers.forEach((name, value) -> rounded.put(name, rounded(name, value)));
        return new RecordFields(title, texts, rounded, fromFile);
    }

    private static double rounded(String name, double value) {
        double steps = ENERGIES.contains(name) ? ENERGY_STEPS : name.contains("population") ? SHARE_STEPS : 0;
        return steps == 0 ? value : Math.rint(value * steps) / steps;
    }
}
