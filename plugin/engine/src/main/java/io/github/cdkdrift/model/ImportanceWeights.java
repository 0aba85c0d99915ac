package io.github.cdkdrift.model;

import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.PropertyKeys;
import io.github.cdkdrift.molecule.PhysicalConstants;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.rotamer.RotamerStates;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Importance weights that carry samples of one potential's Boltzmann distribution over to another's at the same temperature, w ∝
 * exp(−(E′ − E)/k_BT) (Zwanzig 1954, doi:10.1063/1.1740409, equation 7). They take the samples for perfect ones of the first
 * potential, and cannot bring back what it never visits: few effective samples say that the two differ too much.
 *
 * @param weights of the samples, at least 0, 1 together; 0 where an energy is not finite
 * @param effectiveSamples effective sample size, (Σw)²/Σw² (Kish 1965, Survey Sampling, section 11.7)
 * @param logMean the logarithm of the mean weight before they were brought to the sum 1
 */
public record ImportanceWeights(double[] weights, double effectiveSamples, double logMean) {
    /** With fewer effective samples populations are those of a few conformers. */
    public static final double FEWEST_EFFECTIVE = 50;

    private static final int FRAMES_AT_ONCE = 256;
    private static final String ENERGY = PropertyKeys.ENERGY;
    /** Name of the property of a conformer that holds the logarithm of its density. */
    static final String LOG_DENSITY = PropertyKeys.LOG_DENSITY;
    /** The same of the number of its rotamer state, from 1. */
    static final String STATE = PropertyKeys.STATE;

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
        return of(logarithms);
    }

    /**
     * Weights of samples of known density, w ∝ exp(−E/k_BT)/ρ, which need no perfect samples.
     *
     * @param logDensities of the samples, but for a constant, [samples]
     * @param wanted energies by the potential that weights lead to, [samples] kcal/mol
     * @param temperature K
     * @throws IllegalArgumentException if no sample has a finite energy
     */
    public static ImportanceWeights ofDensities(double[] logDensities, double[] wanted, double temperature) {
        double[] logarithms = new double[wanted.length];
        Arrays.setAll(logarithms, i -> -wanted[i] / (PhysicalConstants.BOLTZMANN * temperature) - logDensities[i]);
        return of(logarithms);
    }

    private static ImportanceWeights of(double[] logarithms) {
        double highest = Arrays.stream(logarithms)
                .filter(Double::isFinite)
                .max()
                .orElseThrow(() -> new IllegalArgumentException("none of " + logarithms.length
                        + " samples has a finite weight; expected energies by both potentials of at least one"));
        double[] weights = Arrays.stream(logarithms)
                .map(logarithm -> Double.isFinite(logarithm) ? Math.exp(logarithm - highest) : 0)
                .toArray();
        double sum = Arrays.stream(weights).sum();
        double squares = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
            squares += weights[i] * weights[i];
        }
        return new ImportanceWeights(weights, 1 / squares, highest + Math.log(sum / weights.length));
    }

    /**
     * Weights of conformers that carry their density as property {@code log_density}, or else the energy of the potential that they were
     * drawn from as property {@code energy}.
     *
     * @param wanted the other potential
     * @param temperature K
     * @throws IllegalArgumentException if no conformer has two finite energies
     */
    public static ImportanceWeights of(List<Conformer> conformers, Potential wanted, double temperature) {
        double[] energies = new double[conformers.size()];
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
        boolean known = conformers.get(0).properties().containsKey(LOG_DENSITY);
        double[] of = conformers.stream()
                .mapToDouble(conformer -> conformer.properties().getOrDefault(known ? LOG_DENSITY : ENERGY, Double.NaN))
                .toArray();
        return known ? ofDensities(of, energies, temperature) : of(of, energies, temperature);
    }

    /**
     * The populations of rotamer states by weight, with standard errors (of a ratio of sums, by the delta method).
     *
     * @param conformers that the weights are of, each with the number of its state as property {@code state}
     */
    public RotamerStates populations(List<Conformer> conformers, RotamerStates states) {
        double[] shares = new double[states.size()];
        int[] state = conformers.stream()
                .mapToInt(conformer -> conformer.properties().get(STATE).intValue() - 1)
                .toArray();
        for (int i = 0; i < weights.length; i++) {
            shares[state[i]] += weights[i];
        }
        double[] errors = new double[shares.length];
        for (int s = 0; s < shares.length; s++) {
            for (int i = 0; i < weights.length; i++) {
                double deviation = weights[i] * ((state[i] == s ? 1 : 0) - shares[s]);
                errors[s] += deviation * deviation;
            }
            errors[s] = Math.sqrt(errors[s]);
        }
        return states.withPopulations(shares).withErrors(errors);
    }

    /**
     * The free energies of rotamer states relative to the most populated one, −k_BT ln (p_s/p_m), with standard errors; null for a state
     * that no sample is in.
     *
     * @param conformers that the weights are of, each with the number of its state as property {@code state}
     * @param populations by these weights, as {@link #populations} gives them
     * @param temperature K
     */
    public FreeEnergy[] freeEnergies(List<Conformer> conformers, RotamerStates populations, double temperature) {
        double thermalEnergy = PhysicalConstants.BOLTZMANN * temperature;
        double[] shares = populations.populations();
        int most = IntStream.range(0, shares.length)
                .reduce((a, b) -> shares[b] > shares[a] ? b : a)
                .orElseThrow();
        double[] squares = new double[shares.length];
        for (int i = 0; i < weights.length; i++) {
            int state = conformers.get(i).properties().get(STATE).intValue() - 1;
            for (int s = 0; s < shares.length; s++) {
                double deviation =
                        weights[i] * ((state == s ? 1 / shares[s] : 0) - (state == most ? 1 / shares[most] : 0));
                squares[s] += deviation * deviation;
            }
        }
        return IntStream.range(0, shares.length)
                .mapToObj(s -> shares[s] == 0
                        ? null
                        : new FreeEnergy(
                                thermalEnergy * Math.log(shares[most] / shares[s]),
                                s == most ? 0 : thermalEnergy * Math.sqrt(squares[s])))
                .toArray(FreeEnergy[]::new);
    }

    /**
     * The free energy by the potential of other weights of the same samples less that by this one's, −k_BT ln (Z′/Z), where both weights
     * are over the samples' density.
     *
     * @param other weights towards the other potential
     * @param temperature K
     */
    public FreeEnergy difference(ImportanceWeights other, double temperature) {
        double thermalEnergy = PhysicalConstants.BOLTZMANN * temperature;
        double squares = 0;
        for (int i = 0; i < weights.length; i++) {
            double deviation = other.weights[i] - weights[i];
            squares += deviation * deviation;
        }
        return new FreeEnergy(-thermalEnergy * (other.logMean - logMean), thermalEnergy * Math.sqrt(squares));
    }

    /** The conformers with their weights as property {@code weight}. */
    public List<Conformer> assignTo(List<Conformer> conformers) {
        List<Conformer> weighted = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            Map<String, Double> properties =
                    new LinkedHashMap<>(conformers.get(i).properties());
            properties.put(PropertyKeys.WEIGHT, weights[i]);
            weighted.add(new Conformer(conformers.get(i).positions(), properties));
        }
        return weighted;
    }
}
