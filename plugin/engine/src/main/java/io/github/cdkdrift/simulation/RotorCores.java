package io.github.cdkdrift.simulation;

import io.github.cdkdrift.kinetics.Transitions;
import io.github.cdkdrift.rotamer.RotorSectors;
import java.util.Arrays;

/** The cores of a torsion's states: of each sector between two minima of its density the middle half. */
record RotorCores(RotorSectors sectors) {
    private static final double CIRCLE = 360;
    private static final double MARGIN = 0.25;

    /** The bins of {@link RotorSectors}. */
    private static final double BIN = 5;

    /** Standard deviation of the density that an edge is looked for in, degrees. */
    private static final double SMOOTHING = 10;

    /**
     * Of torsions. Edges, which sectors know to a bin, are moved to the minimum of the density within it: what counts as a transition depends on them.
     *
     * @param degrees not modified
     */
    static RotorCores of(double[] degrees) {
        RotorSectors coarse = RotorSectors.of(degrees);
        double[] edges = Arrays.stream(coarse.edges())
                .map(edge -> edge + offset(degrees, edge))
                .toArray();
        return new RotorCores(new RotorSectors(edges, coarse.peaks()));
    }

    /** Where the parabola through three values of the density is lowest, no further off than a bin. */
    private static double offset(double[] degrees, double edge) {
        double before = density(degrees, edge - BIN);
        double here = density(degrees, edge);
        double after = density(degrees, edge + BIN);
        double curvature = before - 2 * here + after;
        double offset = curvature > 0 ? 0.5 * BIN * (before - after) / curvature : 0;
        // An edge stays in (−180, 180], where they rise.
        double most = Math.min(BIN, 0.5 * (CIRCLE / 2 - Math.abs(edge)));
        return Math.max(-most, Math.min(most, offset));
    }

    private static double density(double[] degrees, double at) {
        double sum = 0;
        for (double value : degrees) {
            double distance = Math.IEEEremainder(value - at, CIRCLE) / SMOOTHING;
            sum += Math.exp(-0.5 * distance * distance);
        }
        return sum;
    }

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
