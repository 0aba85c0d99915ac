package io.github.cdkdrift.drift;

/**
 * How the transport drift compares a batch with its target.
 *
 * @param directions random directions compared in a step, at least 1
 * @param directionBank random directions in all, whose target quantiles are known beforehand, a multiple of {@code directions}
 * @param states rotamer states drawn in a step, at least 1
 * @param moments weight of the second moments, at least 0
 * @param energy weight of the energy, at least 0; needs a potential
 * @param energyFrom part of the training after which the energy counts, 0 to 1
 * @param energyInterval it counts in one of so many steps, at least 1
 */
public record TransportSettings(
        int directions,
        int directionBank,
        int states,
        double moments,
        double energy,
        double energyFrom,
        int energyInterval) {
    /** Checks the ranges. */
    public TransportSettings {
        if (directions < 1 || directionBank < directions || directionBank % directions != 0) {
            throw new IllegalArgumentException("directions must be at least 1 and divide the bank, are " + directions
                    + " of a bank of " + directionBank);
        }
        if (states < 1 || energyInterval < 1) {
            throw new IllegalArgumentException(
                    "states and energy interval must be at least 1, are " + states + " and " + energyInterval);
        }
        if (!(moments >= 0) || !(energy >= 0) || !(energyFrom >= 0 && energyFrom <= 1)) {
            throw new IllegalArgumentException("weights must not be negative and the energy's start from 0 to 1, are "
                    + moments + ", " + energy + ", " + energyFrom);
        }
    }

    /** The same without the energy. */
    public TransportSettings withoutEnergy() {
        return new TransportSettings(directions, directionBank, states, moments, 0, energyFrom, energyInterval);
    }
}
