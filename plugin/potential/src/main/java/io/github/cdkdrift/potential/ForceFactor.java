package io.github.cdkdrift.potential;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Factors between energies' slopes and forces that confused units make, and what it is that was confused. */
enum ForceFactor {
    BOHR(1 / 0.529177210903, "bohr and Å are confused (1/0.529177)"),
    KILOJOULE(4.184, "kJ/mol and kcal/mol are confused"),
    ELECTRONVOLT(23.0605478, "eV and kcal/mol are confused"),
    HARTREE_ELECTRONVOLT(27.2113862, "hartree and eV are confused"),
    ELECTRONVOLT_BOHR(23.0605478 / 0.529177210903, "eV/bohr and kcal/mol/Å are confused"),
    HARTREE_BOHR_ELECTRONVOLT(27.2113862 / 0.529177210903, "hartree/bohr and eV/Å are confused"),
    ELECTRONVOLT_KILOJOULE(96.4853321, "eV and kJ/mol are confused"),
    HARTREE(627.509474, "hartree and kcal/mol are confused"),
    HARTREE_BOHR(627.509474 / 0.529177210903, "hartree/bohr and kcal/mol/Å are confused"),
    HARTREE_KILOJOULE(2625.49964, "hartree and kJ/mol are confused");

    /** Of the logarithm; half of what any two of the factors differ by. */
    private static final double CLOSE = 0.08;

    private final double factor;
    private final String words;

    ForceFactor(double factor, String words) {
        this.factor = factor;
        this.words = words;
    }

    /**
     * What a ratio says, as the end of a sentence.
     *
     * @param ratio of the slope of the energy to what the forces say of it; 1 for forces that are right
     */
    static String describe(double ratio) {
        double size = Math.abs(ratio);
        String factor = Math.abs(Math.log(size)) < CLOSE ? "" : ": " + ofSize(size);
        return ratio < 0 && Double.isFinite(ratio)
                ? ": the forces have the wrong sign (-1), as the gradient itself has" + factor
                : factor;
    }

    private static String ofSize(double size) {
        Optional<ForceFactor> nearest = Arrays.stream(values())
                .filter(one -> one.distance(size) < CLOSE)
                .min(Comparator.comparingDouble(one -> one.distance(size)));
        if (nearest.isEmpty()) {
            return "are they of the same geometry and method, atoms in the same order?";
        }
        return String.format(
                Locale.ROOT,
                "the forces are too %s for the energies by a factor of %.6g, as where %s",
                size > 1 ? "small" : "large",
                nearest.get().factor,
                nearest.get().words);
    }

    private double distance(double size) {
        return Math.abs(Math.abs(Math.log(size)) - Math.log(factor));
    }
}
