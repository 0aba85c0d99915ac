package io.github.cdkdrift.viewer.report;

import java.util.List;

/**
 * Densities over equal bins.
 *
 * @param name what is counted: {@code all} distances, the pair of elements {@code C-H}, the torsion {@code H5-C1-C0-O2}
 * @param unit {@code Å} for distances, {@code °} for torsions; the densities are per unit
 * @param low lower end of the first bin
 * @param width of every bin
 * @param generated [bins]
 * @param reference [bins], empty where there is none
 * @param training [bins], empty where there are none
 */
public record Distribution(
        String name,
        String unit,
        double low,
        double width,
        List<Double> generated,
        List<Double> reference,
        List<Double> training) {
    static final String ANGSTROM = "Å";
    static final String DEGREE = "°";

    /** Copies the lists. */
    public Distribution {
        generated = List.copyOf(generated);
        reference = List.copyOf(reference);
        training = List.copyOf(training);
    }

    /** The largest density of the three. */
    double highest() {
        return Math.max(Chart.highest(generated), Math.max(Chart.highest(reference), Chart.highest(training)));
    }

    boolean ofTorsion() {
        return unit.equals(DEGREE);
    }
}
