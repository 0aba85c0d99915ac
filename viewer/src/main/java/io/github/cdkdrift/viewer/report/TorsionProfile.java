package io.github.cdkdrift.viewer.report;

import java.util.List;

/**
 * The free energy along a torsion from the torques on it, as far as it is known.
 *
 * @param torsion its name, as that of its {@link Distribution}
 * @param freeEnergy kcal/mol up to a constant, [bins] in the middle of equal bins over −180° … 180°
 * @param extrapolated the share of the population that this free energy puts where no frame has been, 0 to 1
 */
public record TorsionProfile(String torsion, List<Double> freeEnergy, double extrapolated) {
    /** Copies the list. */
    public TorsionProfile {
        freeEnergy = List.copyOf(freeEnergy);
    }
}
