package io.github.cdkdrift.coordinate;

import io.github.cdkdrift.coordinate.CoordinateTree.Row;
import io.github.cdkdrift.molecule.MolecularGraph;
import java.util.List;

/**
 * A geometry as 3N − 6 internal coordinates and back. Each atom hangs on an earlier one by a bond of length r, at an angle θ and a torsion
 * φ; the tree of bonds begins in the middle of the molecule, so that no branch is longer than it must be. The first atom that hangs on
 * another has the torsion of the bond, those after it are placed relative to it: a rotor turns with one number. An atom beyond a linear
 * one (nitriles, alkynes) has the two sideways components of its bond's direction in place of θ and φ, which stay regular at 180°.
 *
 * <p>One bond of each ring is not in the tree; its length follows from the others. Lengths in Å, angles in radians, torsions in (−π, π].
 * Immutable and safe for several threads; nothing is allocated.
 */
public final class InternalCoordinates {
    /** What a coordinate measures. */
    public enum Kind {
        /** Length of a bond, Å. */
        LENGTH,
        /** Angle of two bonds, radians. */
        ANGLE,
        /** Torsion of a bond, radians, by the first atom that hangs on its far end. */
        TORSION,
        /** Torsion of an atom relative to the first one on the same atom, radians: stiff but where a nitrogen atom inverts. */
        IMPROPER,
        /** Sideways component of the direction of a bond beyond a linear atom. */
        SIDEWAYS
    }

    private final Row[] rows;
    private final int size;
    private final Kind[] kinds;
    private final int[] rowOf;

    private final int[] ringSystems;

    private InternalCoordinates(List<Row> rows, int[] ringSystems) {
        this.ringSystems = ringSystems;
        this.rows = rows.toArray(Row[]::new);
        size = 3 * this.rows.length - 6;
        kinds = new Kind[size];
        rowOf = new int[size];
        for (int r = 1; r < this.rows.length; r++) {
            Row row = this.rows[r];
            describe(row.first(), r, Kind.LENGTH);
            if (r > 1) {
                describe(row.first() + 1, r, row.linear() ? Kind.SIDEWAYS : Kind.ANGLE);
            }
            if (r > 2) {
                Kind turn = row.sibling() ? Kind.IMPROPER : Kind.TORSION;
                describe(row.first() + 2, r, row.linear() ? Kind.SIDEWAYS : turn);
            }
        }
    }

    private void describe(int coordinate, int row, Kind kind) {
        kinds[coordinate] = kind;
        rowOf[coordinate] = row;
    }

    /**
     * Coordinates of a molecule.
     *
     * @throws IllegalArgumentException if it has fewer than three atoms, or no three bonded atoms that are not in a line
     */
    public static InternalCoordinates of(MolecularGraph graph) {
        return new InternalCoordinates(new CoordinateTree(graph).rows(), graph.ringSystems());
    }

    /**
     * Coordinates of a molecule along the tree that {@link #tree} wrote.
     *
     * @throws IllegalArgumentException if it is no tree of this molecule
     */
    public static InternalCoordinates of(MolecularGraph graph, int[][] tree) {
        return new InternalCoordinates(CoordinateTree.rows(tree, graph.atoms()), graph.ringSystems());
    }

    /**
     * The tree as numbers, so that these coordinates can be kept in a file whatever tree a later version grows.
     *
     * @return by placed atom: itself, what it hangs on, what angle and torsion are measured against, −1 for none, 1 where it is beyond a
     *     linear atom, 1 where its torsion is relative to a sibling
     */
    public int[][] tree() {
        return CoordinateTree.numbers(rows);
    }

    /** Whether a molecule has such coordinates: three bonded atoms that are not in a line. */
    public static boolean describe(MolecularGraph graph) {
        return CoordinateTree.hasRoot(graph);
    }

    /** 3N − 6. */
    public int size() {
        return size;
    }

    /** The number of atoms. */
    public int atoms() {
        return rows.length;
    }

    /** What a coordinate measures. */
    public Kind kind(int coordinate) {
        return kinds[coordinate];
    }

    /** The atom that a coordinate places. */
    public int atom(int coordinate) {
        return rows[rowOf[coordinate]].atom();
    }

    /** The atom that the one placed hangs on. */
    public int on(int coordinate) {
        return rows[rowOf[coordinate]].on();
    }

    /** The atom before that one, at the other end of the bond that a torsion turns. */
    public int behind(int coordinate) {
        return rows[rowOf[coordinate]].behind();
    }

    /** The atom that a torsion is measured against; −1 where there is none. */
    public int far(int coordinate) {
        return rows[rowOf[coordinate]].far();
    }

    /** Whether a coordinate turns a bond of a ring. */
    public boolean isInRing(int coordinate) {
        return behind(coordinate) >= 0
                && ringSystems[on(coordinate)] >= 0
                && ringSystems[on(coordinate)] == ringSystems[behind(coordinate)];
    }

    /** The ring system of the atom that the one placed hangs on, from 0; −1 where it is in none. */
    public int ringSystem(int coordinate) {
        return ringSystems[on(coordinate)];
    }

    /**
     * Reads the coordinates of a geometry.
     *
     * @param positions [atoms · 3] Å from {@code at} on, not modified
     * @param values [size] from {@code to} on, overwritten
     */
    public void read(double[] positions, int at, double[] values, int to) {
        for (int r = 1; r < rows.length; r++) {
            Row row = rows[r];
            int value = to + row.first();
            int a = at + 3 * row.atom();
            int b = at + 3 * row.on();
            double ux = positions[a] - positions[b];
            double uy = positions[a + 1] - positions[b + 1];
            double uz = positions[a + 2] - positions[b + 2];
            double length = Math.sqrt(ux * ux + uy * uy + uz * uz);
            values[value] = length;
            if (r > 1) {
                readAngles(row, r > 2, ux / length, uy / length, uz / length, positions, at, values, value);
            }
        }
    }

    /** The direction of a bond by the axis behind it, v, and two directions across, m and n. */
    private static void readAngles(
            Row row, boolean turns, double ux, double uy, double uz, double[] p, int at, double[] values, int value) {
        int b = at + 3 * row.on();
        int c = at + 3 * row.behind();
        double vx = p[b] - p[c];
        double vy = p[b + 1] - p[c + 1];
        double vz = p[b + 2] - p[c + 2];
        double scale = 1 / Math.sqrt(vx * vx + vy * vy + vz * vz);
        vx *= scale;
        vy *= scale;
        vz *= scale;
        double along = ux * vx + uy * vy + uz * vz;
        if (!turns) {
            values[value + 1] = Math.acos(Math.max(-1, Math.min(1, -along)));
            return;
        }
        int d = at + 3 * row.far();
        double fx = p[c] - p[d];
        double fy = p[c + 1] - p[d + 1];
        double fz = p[c + 2] - p[d + 2];
        double nx = fy * vz - fz * vy;
        double ny = fz * vx - fx * vz;
        double nz = fx * vy - fy * vx;
        scale = 1 / Math.sqrt(nx * nx + ny * ny + nz * nz);
        nx *= scale;
        ny *= scale;
        nz *= scale;
        double mx = ny * vz - nz * vy;
        double my = nz * vx - nx * vz;
        double mz = nx * vy - ny * vx;
        double across = ux * mx + uy * my + uz * mz;
        double above = ux * nx + uy * ny + uz * nz;
        if (row.linear()) {
            values[value + 1] = across;
            values[value + 2] = above;
        } else {
            values[value + 1] = Math.atan2(Math.sqrt(across * across + above * above), -along);
            values[value + 2] = Math.atan2(above, across);
        }
    }

    /**
     * Places the atoms: the first at the origin, the second on the x axis, the third in the xy plane (Parsons et al. 2005,
     * doi:10.1002/jcc.20237, "natural extension reference frame").
     *
     * @param values [size] from {@code from} on, not modified
     * @param positions [atoms · 3] Å from {@code at} on, overwritten
     */
    public void place(double[] values, int from, double[] positions, int at) {
        set(positions, at + 3 * rows[0].atom(), 0, 0, 0);
        set(positions, at + 3 * rows[1].atom(), values[from], 0, 0);
        placeThird(values, from, positions, at);
        for (int r = 3; r < rows.length; r++) {
            Row row = rows[r];
            int value = from + row.first();
            double along;
            double across;
            double above;
            if (row.linear()) {
                across = values[value + 1];
                above = values[value + 2];
                along = Math.sqrt(Math.max(0, 1 - across * across - above * above));
            } else {
                double sine = Math.sin(values[value + 1]);
                along = -Math.cos(values[value + 1]);
                across = sine * Math.cos(values[value + 2]);
                above = sine * Math.sin(values[value + 2]);
            }
            place(row, values[value], along, across, above, positions, at);
        }
    }

    private void placeThird(double[] values, int from, double[] p, int at) {
        Row row = rows[2];
        int value = from + row.first();
        int on = at + 3 * row.on();
        double back = Math.signum(p[at + 3 * row.behind()] - p[on]);
        double r = values[value];
        set(p, at + 3 * row.atom(), p[on] + back * r * Math.cos(values[value + 1]), r * Math.sin(values[value + 1]), 0);
    }

    private static void place(Row row, double r, double along, double across, double above, double[] p, int at) {
        int on = at + 3 * row.on();
        int behind = at + 3 * row.behind();
        int far = at + 3 * row.far();
        double vx = p[on] - p[behind];
        double vy = p[on + 1] - p[behind + 1];
        double vz = p[on + 2] - p[behind + 2];
        double scale = 1 / Math.sqrt(vx * vx + vy * vy + vz * vz);
        vx *= scale;
        vy *= scale;
        vz *= scale;
        double fx = p[behind] - p[far];
        double fy = p[behind + 1] - p[far + 1];
        double fz = p[behind + 2] - p[far + 2];
        double nx = fy * vz - fz * vy;
        double ny = fz * vx - fx * vz;
        double nz = fx * vy - fy * vx;
        scale = 1 / Math.sqrt(nx * nx + ny * ny + nz * nz);
        nx *= scale;
        ny *= scale;
        nz *= scale;
        double mx = ny * vz - nz * vy;
        double my = nz * vx - nx * vz;
        double mz = nx * vy - ny * vx;
        set(
                p,
                at + 3 * row.atom(),
                p[on] + r * (along * vx + across * mx + above * nx),
                p[on + 1] + r * (along * vy + across * my + above * ny),
                p[on + 2] + r * (along * vz + across * mz + above * nz));
    }

    private static void set(double[] positions, int at, double x, double y, double z) {
        positions[at] = x;
        positions[at + 1] = y;
        positions[at + 2] = z;
    }

    /**
     * The logarithm of the volume of Cartesian coordinates, rigid motion left out, in a unit volume of these, but for a constant: one
     * factor r² sin θ of spherical coordinates for each atom (Gō and Scheraga 1976, doi:10.1021/ma60052a001), r² / √(1 − u² − v²) where
     * sideways components u and v take the angles' place.
     *
     * @param values [size] from {@code from} on, not modified
     * @return −∞ where a length is not above 0, an angle not between 0 and π, or sideways components are not below 1 together
     */
    public double logVolume(double[] values, int from) {
        double lengths = 1;
        double sum = 0;
        for (int r = 1; r < rows.length; r++) {
            Row row = rows[r];
            int value = from + row.first();
            double factor = values[value] * values[value];
            if (row.linear()) {
                double left = 1 - values[value + 1] * values[value + 1] - values[value + 2] * values[value + 2];
                factor /= Math.sqrt(left);
            } else if (r > 1) {
                double angle = values[value + 1];
                factor = angle > 0 && angle < Math.PI ? factor * Math.sin(angle) : Double.NaN;
            }
            if (!(values[value] > 0 && factor > 0)) {
                return Double.NEGATIVE_INFINITY;
            }
            lengths *= factor;
            if (r % 16 == 0) {
                sum += Math.log(lengths);
                lengths = 1;
            }
        }
        return sum + Math.log(lengths);
    }

    /** What turns gradients over positions into gradients over these coordinates; for one thread. */
    public PlacementGradient gradient() {
        return new PlacementGradient(rows);
    }

    /**
     * Adds the gradient of {@link #logVolume}, times a factor.
     *
     * @param values [size] from {@code from} on, not modified
     * @param gradients [size], modified
     */
    public void addLogVolumeGradient(double[] values, int from, double[] gradients, double factor) {
        for (int r = 1; r < rows.length; r++) {
            Row row = rows[r];
            int value = row.first();
            gradients[value] += factor * 2 / values[from + value];
            if (row.linear()) {
                double u = values[from + value + 1];
                double v = values[from + value + 2];
                double left = 1 - u * u - v * v;
                gradients[value + 1] += factor * u / left;
                gradients[value + 2] += factor * v / left;
            } else if (r > 1) {
                gradients[value + 1] += factor / Math.tan(values[from + value + 1]);
            }
        }
    }
}
