package io.github.cdkdrift.model;

import io.github.cdkdrift.density.DensityLayout;
import java.util.Arrays;

/**
 * What a model's file says of a density beside its numbers.
 *
 * @param layout of the density
 * @param rotamers the rotamer state of each state of the density
 * @param kept part of each state's draws that are geometries of it
 * @param highestEnergy of the samples that it was trained on, kcal/mol; null where that is not known
 */
record DensityRecord(DensityLayout layout, int[] rotamers, double[] kept, Double highestEnergy) {
    /** @throws IllegalArgumentException if states and rotamer states are not those of the density and of the model */
    void requireFit(int states, int rotamerStates) {
        if (rotamers.length != states
                || kept.length != states
                || Arrays.stream(rotamers).anyMatch(rotamer -> rotamer < 0 || rotamer >= rotamerStates)
                || Arrays.stream(kept).anyMatch(part -> !(part > 0 && part <= 1))) {
            throw new IllegalArgumentException("rotamer states of " + rotamers.length + " states; expected those of "
                    + states + ", from 0 to " + (rotamerStates - 1));
        }
    }
}
