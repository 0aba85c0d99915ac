package io.github.cdkdrift.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * Densities over equal bins, for plots; rounded to six decimals.
 *
 * @param name what is counted: {@code all} distances, the pair of elements {@code C-H}, the torsion {@code H5-C1-C0-O2}
 * @param unit of the axis, {@code Å} or {@code °}; the densities are per unit
 * @param low lower end of the first bin
 * @param width of every bin
 * @param generated [bins]
 * @param reference [bins]
 * @param training [bins], empty where there are no training frames
 */
public record Histogram(
        String name,
        String unit,
        double low,
        double width,
        List<Double> generated,
        List<Double> reference,
        List<Double> training) {
    /** Copies the lists. */
    public Histogram {
        generated = List.copyOf(generated);
        reference = List.copyOf(reference);
        training = List.copyOf(training);
    }

    /** The density of the first {@code bins} counts; the others count in the total. */
    static List<Double> density(long[] counts, int bins, double width) {
        double scale = 1 / (Divergence.total(counts) * width);
        List<Double> density = new ArrayList<>(bins);
        for (int bin = 0; bin < bins; bin++) {
            density.add(Math.round(counts[bin] * scale * 1e6) / 1e6);
        }
        return density;
    }
}
