package io.github.cdkdrift.model;

import io.github.cdkdrift.rotamer.RotamerStates;

/** Draws rotamer states by their populations. */
final class StateDraw {
    private final double[] populations;

    StateDraw(RotamerStates states) {
        populations = states.populations();
    }

    /** @param uniform from 0 to 1 */
    int state(double uniform) {
        double left = uniform;
        int last = 0;
        for (int s = 0; s < populations.length; s++) {
            if (populations[s] > 0) {
                last = s;
                left -= populations[s];
                if (left < 0) {
                    break;
                }
            }
        }
        return last;
    }
}
