package io.github.cdkdrift.coordinate;

import io.github.cdkdrift.molecule.MolecularGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A geometry as 3N − 6 internal coordinates without redundancy and back: each atom has its distance r from an earlier atom, its
 * angle θ and its torsion φ with two more. The first atom on a neighbour has the torsion of the bond; those after it are placed
 * relative to it, so that a rotor turns with one coordinate and the others stay stiff. Lengths in Å, angles in radians. Needs at least
 * three atoms and no angle of 180° along the bonds. Immutable.
 */
public final class ZMatrix {
    private final int[][] rows;
    private final int[] first;

    /** @throws IllegalArgumentException if the molecule has fewer than three atoms */
    public ZMatrix(MolecularGraph graph) {
        if (graph.atoms() < 3) {
            throw new IllegalArgumentException("internal coordinates need at least 3 atoms, found " + graph.atoms());
        }
        List<List<Integer>> neighbours = new ArrayList<>();
        IntStream.range(0, graph.atoms()).forEach(atom -> neighbours.add(new ArrayList<>()));
        for (int[] bond : graph.bonds()) {
            neighbours.get(bond[0]).add(bond[1]);
            neighbours.get(bond[1]).add(bond[0]);
        }
        rows = rows(neighbours);
        first = new int[rows.length + 1];
        for (int row = 0; row < rows.length; row++) {
            first[row + 1] = first[row] + rows[row].length - 1;
        }
    }

    /** Atom, and those that it is placed by, in an order in which these come first. */
    private static int[][] rows(List<List<Integer>> neighbours) {
        int atoms = neighbours.size();
        int root = IntStream.range(0, atoms)
                .boxed()
                .max(Comparator.comparingInt(atom -> neighbours.get(atom).size()))
                .orElseThrow();
        int[] parent = new int[atoms];
        Arrays.fill(parent, -1);
        parent[root] = root;
        List<Integer> order = new ArrayList<>(List.of(root));
        List<int[]> rows = new ArrayList<>();
        rows.add(new int[] {root});
        for (int next = 0; next < order.size(); next++) {
            int on = order.get(next);
            List<Integer> placed = new ArrayList<>();
            for (int atom : neighbours.get(on)) {
                if (parent[atom] < 0) {
                    parent[atom] = on;
                    rows.add(row(atom, on, on == root ? -1 : parent[on], placed, order, parent));
                    placed.add(atom);
                    order.add(atom);
                }
            }
        }
        if (order.size() < atoms) {
            throw new IllegalArgumentException("the molecule is in several pieces");
        }
        return rows.toArray(int[][]::new);
    }

    private static int[] row(int atom, int on, int behind, List<Integer> siblings, List<Integer> order, int[] parent) {
        if (behind < 0) {
            return switch (siblings.size()) {
                case 0 -> new int[] {atom, on};
                case 1 -> new int[] {atom, on, siblings.get(0)};
                default -> new int[] {atom, on, siblings.get(0), siblings.get(1)};
            };
        }
        if (!siblings.isEmpty()) {
            return new int[] {atom, on, behind, siblings.get(0)};
        }
        for (int far : order) {
            if (far != on && far != behind && (parent[far] == behind || parent[behind] == far)) {
                return new int[] {atom, on, behind, far};
            }
        }
        return new int[] {atom, on, behind};
    }

    /** 3N − 6. */
    public int size() {
        return first[rows.length];
    }

    /**
     * The coordinates of a geometry.
     *
     * @param positions [atoms · 3] Å
     * @return [size]
     */
    public double[] of(double[] positions) {
        double[] values = new double[size()];
        for (int row = 1; row < rows.length; row++) {
            int[] atoms = rows[row];
            double[] arm = difference(positions, atoms[0], atoms[1]);
            values[first[row]] = Math.sqrt(dot(arm, arm));
            if (atoms.length > 2) {
                double[] axis = difference(positions, atoms[1], atoms[2]);
                values[first[row] + 1] = Math.acos(-dot(arm, axis) / Math.sqrt(dot(arm, arm) * dot(axis, axis)));
                if (atoms.length > 3) {
                    double[] normal = cross(difference(positions, atoms[2], atoms[3]), axis);
                    double[] across = cross(normal, axis);
                    values[first[row] + 2] = Math.atan2(
                            dot(arm, normal) / Math.sqrt(dot(normal, normal)),
                            dot(arm, across) / Math.sqrt(dot(across, across)));
                }
            }
        }
        return values;
    }

    /**
     * The geometry of coordinates: the first atom at the origin, the second on the x axis, the third in the xy plane.
     *
     * @param values [size] from {@code from} on, not modified
     * @param positions [atoms · 3] Å from {@code to} on, modified
     */
    public void place(double[] values, int from, double[] positions, int to) {
        for (int row = 0; row < rows.length; row++) {
            int[] atoms = rows[row];
            int at = to + 3 * atoms[0];
            int value = from + first[row];
            switch (atoms.length) {
                case 1 -> set(positions, at, 0, 0, 0);
                case 2 -> set(positions, at, values[value], 0, 0);
                case 3 -> {
                    int on = to + 3 * atoms[1];
                    double back = Math.signum(positions[to + 3 * atoms[2]] - positions[on]);
                    set(
                            positions,
                            at,
                            positions[on] + back * values[value] * Math.cos(values[value + 1]),
                            values[value] * Math.sin(values[value + 1]),
                            0);
                }
                default -> place(values, value, positions, at, to, atoms);
            }
        }
    }

    private static void set(double[] positions, int at, double x, double y, double z) {
        positions[at] = x;
        positions[at + 1] = y;
        positions[at + 2] = z;
    }

    /** Parsons et al. 2005, doi:10.1002/jcc.20237 ("natural extension reference frame"). */
    private static void place(double[] values, int value, double[] p, int at, int to, int[] atoms) {
        int on = to + 3 * atoms[1];
        int behind = to + 3 * atoms[2];
        int far = to + 3 * atoms[3];
        double ax = p[on] - p[behind];
        double ay = p[on + 1] - p[behind + 1];
        double az = p[on + 2] - p[behind + 2];
        double scale = 1 / Math.sqrt(ax * ax + ay * ay + az * az);
        ax *= scale;
        ay *= scale;
        az *= scale;
        double fx = p[behind] - p[far];
        double fy = p[behind + 1] - p[far + 1];
        double fz = p[behind + 2] - p[far + 2];
        double nx = fy * az - fz * ay;
        double ny = fz * ax - fx * az;
        double nz = fx * ay - fy * ax;
        scale = 1 / Math.sqrt(nx * nx + ny * ny + nz * nz);
        nx *= scale;
        ny *= scale;
        nz *= scale;
        double mx = ny * az - nz * ay;
        double my = nz * ax - nx * az;
        double mz = nx * ay - ny * ax;
        double r = values[value];
        double along = -r * Math.cos(values[value + 1]);
        double across = r * Math.sin(values[value + 1]) * Math.cos(values[value + 2]);
        double above = r * Math.sin(values[value + 1]) * Math.sin(values[value + 2]);
        p[at] = p[on] + along * ax + across * mx + above * nx;
        p[at + 1] = p[on + 1] + along * ay + across * my + above * ny;
        p[at + 2] = p[on + 2] + along * az + across * mz + above * nz;
    }

    /**
     * The logarithm of the volume of Cartesian coordinates in a unit volume of these, but for a constant: Σ 2 ln r + Σ ln sin θ, one
     * factor r² sin θ of spherical coordinates for each atom (Gō and Scheraga 1976, doi:10.1021/ma60052a001).
     *
     * @param values [size] from {@code from} on, not modified
     * @return −∞ where a distance is not above 0, or an angle not between 0 and π
     */
    public double logVolume(double[] values, int from) {
        double sum = 0;
        for (int row = 1; row < rows.length; row++) {
            double r = values[from + first[row]];
            double angle = rows[row].length > 2 ? values[from + first[row] + 1] : Math.PI / 2;
            if (!(r > 0 && angle > 0 && angle < Math.PI)) {
                return Double.NEGATIVE_INFINITY;
            }
            sum += 2 * Math.log(r) + Math.log(Math.sin(angle));
        }
        return sum;
    }

    private static double[] difference(double[] positions, int to, int from) {
        return new double[] {
            positions[3 * to] - positions[3 * from],
            positions[3 * to + 1] - positions[3 * from + 1],
            positions[3 * to + 2] - positions[3 * from + 2]
        };
    }

    private static double dot(double[] a, double[] b) {
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    }

    private static double[] cross(double[] a, double[] b) {
        return new double[] {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
    }
}
