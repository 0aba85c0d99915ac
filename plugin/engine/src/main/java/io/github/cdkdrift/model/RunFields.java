package io.github.cdkdrift.model;

import io.github.cdkdrift.ensemble.PropertyKeys;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;

/** What every record of a run says of where it comes from, as texts: potential, unit of energies, temperature and seed. */
public final class RunFields {
    /** The potential of the energies, in words. */
    public static final String POTENTIAL = PropertyKeys.POTENTIAL;

    /** The unit of all energies of the record. */
    public static final String ENERGY_UNIT = PropertyKeys.ENERGY_UNIT;

    /** Kelvin. */
    public static final String TEMPERATURE = PropertyKeys.TEMPERATURE;

    public static final String SEED = PropertyKeys.SEED;

    private static final String KCAL_MOL = "kcal/mol";

    private RunFields() {}

    /**
     * @param potential null or empty where the records have no energies
     * @param temperature K
     */
    public static Map<String, String> of(String potential, double temperature, long seed) {
        Map<String, String> fields = new LinkedHashMap<>();
        if (potential != null && !potential.isEmpty()) {
            fields.put(POTENTIAL, potential);
            fields.put(ENERGY_UNIT, KCAL_MOL);
        }
        fields.put(
                TEMPERATURE,
                BigDecimal.valueOf(temperature)
                        .setScale(2, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString());
        fields.put(SEED, Long.toString(seed));
        return fields;
    }

    /** Those of what a model draws. */
    public static Map<String, String> of(ConformerModel model, SamplingSettings settings) {
        boolean energies = settings.energies() && model.potential() != null;
        return of(energies ? potential(model) : null, model.settings().temperature(), settings.seed());
    }

    private static String potential(ConformerModel model) {
        return model.provenance().equilibrium() == null
                ? model.potential().name()
                : model.provenance().equilibrium().potential();
    }
}
