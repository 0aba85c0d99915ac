package io.github.cdkdrift.simulation;

import io.github.cdkdrift.kinetics.Transitions;
import io.github.cdkdrift.rotamer.RotorSectors;

/** The cores of a torsion's states: of each sector between two minima of its density the middle half. */
record RotorCores(RotorSectors sectors) {
    private static final double CIRCLE = 360;
    private static final double MARGIN = 0.25;

    /** The state whose core a torsion in degrees lies in, or {@link Transitions#BETWEEN}. */
    int core(double degrees) {
        int sector = sectors.sector(degrees);
        double[] edges = sectors.edges();
        if (edges.length == 0) {
            return 0;
        }
        double width = above(edges[(sector + 1) % edges.length] - edges[sector]);
        double part = above(degrees - edges[sector]) / width;
        return part > MARGIN && part < 1 - MARGIN ? sector : Transitions.BETWEEN;
    }

    private static double above(double degrees) {
        return degrees - CIRCLE * Math.floor(degrees / CIRCLE);
    }
}
