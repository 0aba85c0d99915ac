package io.github.cdkdrift.model;

import io.github.cdkdrift.coordinate.Well;
import io.github.cdkdrift.coordinate.ZMatrix;
import io.github.cdkdrift.molecule.MolecularGraph;

/** The geometries of points in a well. One thread at a time. */
final class WellGeometries {
    private final ZMatrix internal;
    private final Well well;
    private final int coordinates;
    private final double[] point;
    private final double[] values;

    WellGeometries(MolecularGraph graph, Well well) {
        this.internal = new ZMatrix(graph);
        this.well = well;
        coordinates = 3 * graph.atoms();
        point = new double[well.dimensions()];
        values = new double[well.dimensions()];
    }

    /** Numbers of a point. */
    int dimensions() {
        return point.length;
    }

    /**
     * Writes geometries.
     *
     * @param points [count][dimensions], not modified
     * @param geometries [count][atoms · 3] Å, overwritten
     */
    void place(float[] points, double[] geometries) {
        for (int sample = 0; sample < points.length / point.length; sample++) {
            for (int i = 0; i < point.length; i++) {
                point[i] = points[sample * point.length + i];
            }
            well.map(point, 0, values, 0);
            internal.place(values, 0, geometries, sample * coordinates);
        }
    }
}
