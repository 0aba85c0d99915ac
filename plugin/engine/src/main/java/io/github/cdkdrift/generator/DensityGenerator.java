package io.github.cdkdrift.generator;

import io.github.cdkdrift.density.ConformerDensity;
import io.github.cdkdrift.rotamer.RotamerStates;
import java.util.Arrays;

/**
 * A generator that knows how likely each of its geometries is: z ~ N(0, I), w = f(z; s) by coupling layers, and from w and the state s a
 * geometry as {@link ConformerDensity} has it, but of the states that samples have shown alone.
 *
 * @param density fitted to the positives
 * @param flow f
 * @param rotamers the rotamer state that each state of the density belongs to, [states]
 * @param kept part of the draws of each state that are geometries of it, above 0, [states]; the others are left out
 * @param highestEnergy of the samples that it was trained on, by the model's potential, kcal/mol; null where that is not known
 */
public record DensityGenerator(
        ConformerDensity density, CouplingFlow flow, int[] rotamers, double[] kept, Double highestEnergy)
        implements Generator {
    /**
     * The logarithms of the probabilities by which states are to be drawn, so that rotamer states have their populations after some
     * draws are left out, [states].
     */
    public double[] logShares(RotamerStates states) {
        double[] shares = density.shares();
        double[] ofRotamers = new double[states.size()];
        for (int s = 0; s < shares.length; s++) {
            ofRotamers[rotamers[s]] += shares[s];
        }
        for (int s = 0; s < shares.length; s++) {
            shares[s] *= states.populations()[rotamers[s]] / ofRotamers[rotamers[s]] / kept[s];
        }
        double sum = Arrays.stream(shares).sum();
        return Arrays.stream(shares).map(share -> Math.log(share / sum)).toArray();
    }
}
