package io.github.cdkdrift.property;

import java.util.Locale;

/**
 * An average over an ensemble.
 *
 * @param name what is averaged
 * @param unit empty where there is none
 * @param value NaN where the ensemble does not tell
 * @param standardError NaN where it was not measured
 */
public record EnsembleAverage(String name, String unit, double value, double standardError) {
    @Override
    public String toString() {
        if (Double.isNaN(value)) {
            return name + " not measured";
        }
        String error = Double.isFinite(standardError)
                ? String.format(Locale.ROOT, " ± %." + decimals() + "f", standardError)
                : ", standard error not measured";
        return String.format(Locale.ROOT, "%s %." + decimals() + "f%s", name, value, error)
                + (unit.isEmpty() ? "" : " " + unit);
    }

    /** So many that the standard error has two digits. */
    private int decimals() {
        double error = Math.abs(standardError);
        return Double.isFinite(error) && error > 0
                ? (int) Math.max(0, Math.min(6, Math.ceil(-Math.log10(error)) + 1))
                : 3;
    }
}
