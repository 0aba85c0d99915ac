package io.github.cdkdrift.labelling;

import io.github.cdkdrift.molecule.MolecularGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How far points in four dimensions are from being a molecule (Crippen and Havel 1988, "Distance Geometry and Molecular Conformation";
 * the fourth dimension lets atoms pass one another: Spellmeyer et al. 1997, doi:10.1016/S1093-3263(97)00014-4). Bonds, angles and what
 * double and aromatic bonds keep flat have the distances of a known geometry, other pairs only a shortest one, and every atom with four
 * neighbours has the handedness of the known geometry.
 */
final class DistanceError {
    static final int DIMENSIONS = 4;

    private static final double HYDROGEN = 1.0;
    private static final double OTHER = 1.5;
    /** Å; what hydrogen bonds and torsions of 0° leave. */
    private static final double CLOSEST = 1.9;
    /** Å² for a centre that is flat. */
    private static final double HANDEDNESS = 5;

    private final int atoms;
    private final int[] fixed;
    private final double[] fixedSquares;
    private final int[] apart;
    private final double[] apartSquares;
    private final int[] centres;
    private final double[] volumes;
    private double flatness;

    /** @param known a geometry with right bonds, angles and configurations, [atoms · 3] Å */
    DistanceError(MolecularGraph graph, double[] known) {
        atoms = graph.atoms();
        int[][] neighbours = graph.neighbours();
        BitSet near = new BitSet(atoms * atoms);
        List<int[]> pairs = new ArrayList<>();
        for (int middle = 0; middle < atoms; middle++) {
            for (int a : neighbours[middle]) {
                add(middle, a, near, pairs);
                for (int b : neighbours[middle]) {
                    add(a, b, near, pairs);
                }
            }
        }
        for (int[] bond : graph.rigidBonds()) {
            for (int a : neighbours[bond[0]]) {
                for (int b : neighbours[bond[1]]) {
                    add(a, b, near, pairs);
                }
            }
        }
        fixed = flat(pairs);
        fixedSquares = pairs.stream()
                .mapToDouble(pair -> squaredDistance(known, pair[0], pair[1]))
                .toArray();
        List<int[]> others = new ArrayList<>();
        for (int a = 0; a < atoms; a++) {
            for (int b = a + 1; b < atoms; b++) {
                if (!near.get(a * atoms + b)) {
                    others.add(new int[] {a, b});
                }
            }
        }
        apart = flat(others);
        int[] elements = graph.atomicNumbers();
        int[][] between = bondsBetween(neighbours);
        apartSquares = others.stream()
                .mapToDouble(pair -> {
                    double sum = radius(elements[pair[0]]) + radius(elements[pair[1]]);
                    double shortest = between[pair[0]][pair[1]] == 3 ? CLOSEST : Math.max(CLOSEST, sum);
                    return shortest * shortest;
                })
                .toArray();
        centres = IntStream.range(0, atoms)
                .filter(atom -> neighbours[atom].length == 4)
                .flatMap(atom -> Arrays.stream(neighbours[atom]))
                .toArray();
        volumes = IntStream.range(0, centres.length / 4)
                .mapToDouble(i -> volume(known, 0, 3, i, new double[12]))
                .toArray();
    }

    private void add(int a, int b, BitSet near, List<int[]> pairs) {
        int low = Math.min(a, b);
        int high = Math.max(a, b);
        if (low != high && !near.get(low * atoms + high)) {
            near.set(low * atoms + high);
            pairs.add(new int[] {low, high});
        }
    }

    private static int[] flat(List<int[]> pairs) {
        return pairs.stream().flatMapToInt(Arrays::stream).toArray();
    }

    private static double radius(int element) {
        return element == 1 ? HYDROGEN : OTHER;
    }

    private static double squaredDistance(double[] positions, int a, int b) {
        double sum = 0;
        for (int axis = 0; axis < 3; axis++) {
            double difference = positions[3 * a + axis] - positions[3 * b + axis];
            sum += difference * difference;
        }
        return sum;
    }

    private static int[][] bondsBetween(int[][] neighbours) {
        int[][] between = new int[neighbours.length][neighbours.length];
        for (int from = 0; from < neighbours.length; from++) {
            Arrays.fill(between[from], Integer.MAX_VALUE);
            between[from][from] = 0;
            List<Integer> reached = new ArrayList<>(List.of(from));
            for (int i = 0; i < reached.size(); i++) {
                for (int next : neighbours[reached.get(i)]) {
                    if (between[from][next] == Integer.MAX_VALUE) {
                        between[from][next] = between[from][reached.get(i)] + 1;
                        reached.add(next);
                    }
                }
            }
        }
        return between;
    }

    /** @param weight of the squares of the fourth coordinates */
    void flatten(double weight) {
        flatness = weight;
    }

    /** A {@link Minimiser.Surface} over [points][atoms][4] Å. */
    void evaluate(double[] points, int count, double[] values, double[] forces) {
        int stride = DIMENSIONS * atoms;
        Arrays.fill(forces, 0, count * stride, 0);
        IntStream.range(0, count).parallel().forEach(i -> values[i] = one(points, i * stride, forces));
    }

    private double one(double[] x, int at, double[] forces) {
        double sum = 0;
        for (int pair = 0; pair < fixedSquares.length; pair++) {
            sum += pull(x, at, fixed[2 * pair], fixed[2 * pair + 1], fixedSquares[pair], true, forces);
        }
        for (int pair = 0; pair < apartSquares.length; pair++) {
            sum += pull(x, at, apart[2 * pair], apart[2 * pair + 1], apartSquares[pair], false, forces);
        }
        double[] gradient = new double[12];
        for (int centre = 0; centre < volumes.length; centre++) {
            double off = volume(x, at, DIMENSIONS, centre, gradient) / volumes[centre] - 1;
            sum += HANDEDNESS * off * off;
            double factor = 2 * HANDEDNESS * off / volumes[centre];
            for (int k = 0; k < 4; k++) {
                int atom = at + DIMENSIONS * centres[4 * centre + k];
                for (int axis = 0; axis < 3; axis++) {
                    forces[atom + axis] -= factor * gradient[3 * k + axis];
                }
            }
        }
        for (int i = at + 3; i < at + DIMENSIONS * atoms; i += DIMENSIONS) {
            sum += flatness * x[i] * x[i];
            forces[i] -= 2 * flatness * x[i];
        }
        return sum;
    }

    /** (d² − d₀²)² / d₀², of pairs that are only kept apart while they are too near. */
    private static double pull(double[] x, int at, int a, int b, double square, boolean both, double[] forces) {
        int i = at + DIMENSIONS * a;
        int j = at + DIMENSIONS * b;
        double dx = x[i] - x[j];
        double dy = x[i + 1] - x[j + 1];
        double dz = x[i + 2] - x[j + 2];
        double dw = x[i + 3] - x[j + 3];
        double off = dx * dx + dy * dy + dz * dz + dw * dw - square;
        if (!both && off > 0) {
            return 0;
        }
        // Far pairs are pulled as if by a spring: a quartic wall would hurl atoms about.
        double scale = square + Math.max(0, off);
        double factor = off > 0 ? 2 * off * (square + scale) / (scale * scale) : 4 * off / scale;
        forces[i] -= factor * dx;
        forces[i + 1] -= factor * dy;
        forces[i + 2] -= factor * dz;
        forces[i + 3] -= factor * dw;
        forces[j] += factor * dx;
        forces[j + 1] += factor * dy;
        forces[j + 2] += factor * dz;
        forces[j + 3] += factor * dw;
        return off * off / scale;
    }

    /** Six times the signed volume between the four neighbours of a centre, with its gradient, [4][3]. */
    private double volume(double[] x, int at, int dimensions, int centre, double[] gradient) {
        int a = at + dimensions * centres[4 * centre];
        for (int k = 1; k < 4; k++) {
            int after = at + dimensions * centres[4 * centre + k % 3 + 1];
            cross(x, a, after, at + dimensions * centres[4 * centre + (k + 1) % 3 + 1], gradient, 3 * k);
        }
        double volume = 0;
        int b = at + dimensions * centres[4 * centre + 1];
        for (int axis = 0; axis < 3; axis++) {
            gradient[axis] = -gradient[3 + axis] - gradient[6 + axis] - gradient[9 + axis];
            volume += (x[b + axis] - x[a + axis]) * gradient[3 + axis];
        }
        return volume;
    }

    /** (u − o) × (v − o). */
    private static void cross(double[] x, int o, int u, int v, double[] into, int to) {
        double ux = x[u] - x[o];
        double uy = x[u + 1] - x[o + 1];
        double uz = x[u + 2] - x[o + 2];
        double vx = x[v] - x[o];
        double vy = x[v + 1] - x[o + 1];
        double vz = x[v + 2] - x[o + 2];
        into[to] = uy * vz - uz * vy;
        into[to + 1] = uz * vx - ux * vz;
        into[to + 2] = ux * vy - uy * vx;
    }
}
