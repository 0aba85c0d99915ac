package io.github.cdkdrift.density;

import io.github.cdkdrift.coordinate.InternalCoordinates;
import io.github.cdkdrift.coordinate.InternalCoordinates.Kind;
import io.github.cdkdrift.coordinate.RotorFold;
import io.github.cdkdrift.rotamer.RotorSectors;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The basins of each internal coordinate. The circle of a torsion is cut at the minima of its density; other coordinates have one basin.
 * Coordinates with several are split; a state of the molecule is one basin of each of them. Immutable.
 */
final class Basins {
    private static final double CIRCLE = 2 * Math.PI;

    /** Where the basins of each coordinate begin on the circle, radians, rising; null where it is no torsion. */
    private final double[][] starts;

    /** What lies outside is another copy of the same geometry, radians; null where there is none. */
    private final double[][] windows;

    private final int[] split;
    private final int[] splitIndex;
    private final int[] offsets;

    private Basins(double[][] starts, double[][] windows) {
        this.starts = starts;
        this.windows = windows;
        split = IntStream.range(0, starts.length)
                .filter(k -> starts[k] != null && starts[k].length > 1)
                .toArray();
        splitIndex = new int[starts.length];
        Arrays.setAll(splitIndex, k -> Math.max(-1, Arrays.binarySearch(split, k)));
        offsets = new int[split.length + 1];
        for (int j = 0; j < split.length; j++) {
            offsets[j + 1] = offsets[j] + starts[split[j]].length;
        }
    }

    /** @param values [samples][coordinates] */
    static Basins of(InternalCoordinates internal, RotorFold fold, double[][] values) {
        double[][] starts = new double[internal.size()][];
        IntStream.range(0, starts.length)
                .parallel()
                .filter(k -> internal.kind(k) == Kind.TORSION || internal.kind(k) == Kind.IMPROPER)
                .forEach(k -> starts[k] = starts(Arrays.stream(values)
                        .mapToDouble(sample -> Math.toDegrees(sample[k]))
                        .toArray()));
        return ofStarts(internal, fold, starts);
    }

    /** @param starts where the basins of each torsion begin, radians, rising; null for other coordinates */
    static Basins ofStarts(InternalCoordinates internal, RotorFold fold, double[][] starts) {
        double[][] windows = new double[starts.length][];
        Arrays.setAll(windows, k -> fold.window(internal, k));
        return new Basins(starts, windows);
    }

    /** A torsion with one basin is cut opposite to its peak. */
    private static double[] starts(double[] degrees) {
        RotorSectors sectors = RotorSectors.of(degrees);
        return sectors.sectors() > 1
                ? Arrays.stream(sectors.edges()).map(Math::toRadians).toArray()
                : new double[] {Math.toRadians(sectors.peaks()[0]) - Math.PI};
    }

    /** Where the basins of each coordinate begin, radians; null where it is no torsion; not to be modified. */
    double[][] starts() {
        return starts;
    }

    /** The coordinates with several basins. */
    int[] split() {
        return split;
    }

    /** The place of a coordinate among {@link #split}; −1 where it is not. */
    int splitIndex(int coordinate) {
        return splitIndex[coordinate];
    }

    /** All basins of all split coordinates. */
    int total() {
        return offsets[split.length];
    }

    /** The number among {@link #total} of the first basin of the j-th split coordinate. */
    int offset(int j) {
        return offsets[j];
    }

    /** How many basins the j-th split coordinate has. */
    int count(int j) {
        return offsets[j + 1] - offsets[j];
    }

    /** How many basins a coordinate has. */
    int countOf(int coordinate) {
        return starts[coordinate] == null ? 1 : starts[coordinate].length;
    }

    /** Whether a coordinate turns a terminal rotor, so that what lies outside a window is another copy of the same geometry. */
    boolean hasWindow(int coordinate) {
        return windows[coordinate] != null;
    }

    /** The basin of a coordinate's value. */
    int basin(int coordinate, double value) {
        double[] edges = starts[coordinate];
        if (edges == null || edges.length == 1) {
            return 0;
        }
        for (int k = 0; k < edges.length; k++) {
            if (value < edges[k]) {
                return k == 0 ? edges.length - 1 : k - 1;
            }
        }
        return edges.length - 1;
    }

    /** The value as it stands in its basin, continuous from the basin's start on. */
    double unwrapped(int coordinate, int basin, double value) {
        if (starts[coordinate] == null) {
            return value;
        }
        double start = starts[coordinate][basin];
        double above = value - start;
        return start + (above - CIRCLE * Math.floor(above / CIRCLE));
    }

    /** The lowest value in a basin, unwrapped; −∞ for a coordinate that has no basins. */
    double lowest(int coordinate, int basin) {
        if (starts[coordinate] == null) {
            return Double.NEGATIVE_INFINITY;
        }
        double start = starts[coordinate][basin];
        double from = windows[coordinate] == null ? start : unwrapped(coordinate, basin, windows[coordinate][0]);
        return from < end(coordinate, basin) ? from : start;
    }

    /** The highest value in a basin, unwrapped; ∞ for a coordinate that has no basins. */
    double highest(int coordinate, int basin) {
        if (starts[coordinate] == null) {
            return Double.POSITIVE_INFINITY;
        }
        double end = end(coordinate, basin);
        double to = windows[coordinate] == null ? end : unwrapped(coordinate, basin, windows[coordinate][1]);
        return Math.min(end, to);
    }

    private double end(int coordinate, int basin) {
        double[] edges = starts[coordinate];
        return basin + 1 < edges.length ? edges[basin + 1] : edges[0] + CIRCLE;
    }

    /** Whether an unwrapped value lies in a basin. */
    boolean contains(int coordinate, int basin, double value) {
        return starts[coordinate] == null || value >= starts[coordinate][basin] && value < end(coordinate, basin);
    }
}
