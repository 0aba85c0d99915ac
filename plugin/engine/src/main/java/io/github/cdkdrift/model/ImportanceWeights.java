package io.github.cdkdrift.model;

import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.molecule.PhysicalConstants;
import io.github.cdkdrift.potential.Potential;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Importance weights that carry samples of one potential's Boltzmann distribution over to another's at the same temperature, w ∝
 * exp(−(E′ − E)/k_BT) (Zwanzig 1954, doi:10.1063/1.1740409, equation 7). They take the samples for perfect ones of the first
 * potential, and cannot bring back what it never visits: few effective samples say that the two differ too much.
 *
 * @param weights of the samples, at least 0, 1 together; 0 where an energy is not finite
 * @param effectiveSamples how many equally weighted samples they are worth, (Σw)²/Σw² (Kish 1965, Survey Sampling, section 11.7)
 */
public record ImportanceWeights(double[] weights, double effectiveSamples) {
    private static final int FRAMES_AT_ONCE = 256;
    private static final String ENERGY = "energy";

    /**
     * Weights by energies.
     *
     * @param sampled energies by the potential that was sampled, [samples] kcal/mol
     * @param wanted energies by the other, [samples] kcal/mol
     * @param temperature K
     * @throws IllegalArgumentException if no sample has two finite energies
     */
    public static ImportanceWeights of(double[] sampled, double[] wanted, double temperature) {
        double[] logarithms = new double[sampled.length];
        Arrays.setAll(logarithms, i -> (sampled[i] - wanted[i]) / (PhysicalConstants.BOLTZMANN * temperature));
        double highest = Arrays.stream(logarithms)
                .filter(Double::isFinite)
                .max()
                .orElseThrow(() -> new IllegalArgumentException("none of " + sampled.length
                        + " samples has finite energies by both potentials; expected at least one"));
        double[] weights = Arrays.stream(logarithms)
                .map(logarithm -> Double.isFinite(logarithm) ? Math.exp(logarithm - highest) : 0)
                .toArray();
        double sum = Arrays.stream(weights).sum();
        double squares = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
            squares += weights[i] * weights[i];
        }
        return new ImportanceWeights(weights, 1 / squares);
    }

    /**
     * Weights of conformers that carry the energy of the potential that they were drawn from as property {@code energy}.
     *
     * @param wanted the other potential
     * @param temperature K
     * @throws IllegalArgumentException if no conformer has two finite energies
     */
    public static ImportanceWeights of(List<Conformer> conformers, Potential wanted, double temperature) {
        double[] sampled = conformers.stream()
                .mapToDouble(conformer -> conformer.properties().getOrDefault(ENERGY, Double.NaN))
                .toArray();
        double[] energies = new double[sampled.length];
        int stride = 3 * wanted.atoms();
        for (int from = 0; from < energies.length; from += FRAMES_AT_ONCE) {
            int count = Math.min(FRAMES_AT_ONCE, energies.length - from);
            double[] positions = new double[count * stride];
            double[] found = new double[count];
            for (int i = 0; i < count; i++) {
                System.arraycopy(conformers.get(from + i).positions(), 0, positions, i * stride, stride);
            }
            wanted.evaluate(positions, count, found, new double[positions.length]);
            System.arraycopy(found, 0, energies, from, count);
        }
        return of(sampled, energies, temperature);
    }

    /** The conformers with their weights as property {@code weight}. */
    public List<Conformer> assignTo(List<Conformer> conformers) {
        List<Conformer> weighted = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            Map<String, Double> properties =
                    new LinkedHashMap<>(conformers.get(i).properties());
            properties.put("weight", weights[i]);
            weighted.add(new Conformer(conformers.get(i).positions(), properties));
        }
        return weighted;
    }
}
