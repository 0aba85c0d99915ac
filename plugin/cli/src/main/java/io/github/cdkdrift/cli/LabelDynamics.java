package io.github.cdkdrift.cli;

import io.github.cdkdrift.labelling.LabellingSettings;

/** How frames are made from a structure. */
enum LabelDynamics {
    /** With torsion jumps and replica exchange. */
    EQUILIBRIUM,
    /** Langevin dynamics alone: trajectories. */
    PLAIN;

    LabellingSettings of(LabellingSettings settings) {
        return this == PLAIN ? settings.plain() : settings;
    }
}
