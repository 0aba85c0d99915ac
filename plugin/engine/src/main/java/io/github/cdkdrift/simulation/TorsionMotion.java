package io.github.cdkdrift.simulation;

import io.github.cdkdrift.kinetics.Transitions;
import java.util.List;

/**
 * How one torsion moved.
 *
 * @param name its atoms, numbered from 1, for example {@code H9-O3-C2-C1}
 * @param states the densest torsion of each of its states, degrees; one where its density has no two wells
 * @param transitions between the states
 */
public record TorsionMotion(String name, List<Double> states, Transitions transitions) {
    /** Copies the list. */
    public TorsionMotion {
        states = List.copyOf(states);
    }
}
