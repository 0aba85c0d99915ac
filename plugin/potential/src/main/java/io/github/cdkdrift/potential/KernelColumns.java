package io.github.cdkdrift.potential;

import io.github.cdkdrift.molecule.MolecularGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Functions of a geometry that stand beside the {@link CorrectionTerms} of a fit, for what couples coordinates in other ways: covariances of its energy with some components of the forces at some
 * labels, in a Gaussian process with the Matérn 5/2 kernel of inverse distances (Chmiela et al. 2018, doi:10.1038/s41467-018-06169-2), as a sparse process has them
 * (subset of regressors: Quiñonero-Candela and Rasmussen 2005, J. Mach. Learn. Res. 6, 1939, section 4), made independent so that each has the same prior.
 *
 * <p>Inverse distances of pairs with equal surroundings, as many bonds apart, are added first, so that the functions are symmetric under the molecule's permutations.
 */
final class KernelColumns {
    /** The set of terms and of these functions; files name it, and it counts up when any of what follows changes. */
    static final int SET = 2;

    /** 1/Å: wide, so that functions are smooth between labels. */
    private static final double LENGTH_SCALE = 10;

    /** Inducing geometries, whose forces the functions belong to: each costs as much at every evaluation. The page on corrections has what others gave. */
    private static final int POINTS = 60;

    /** Functions; a fit takes their square in time. */
    private static final int MOST = 1000;

    /** Of the process' forces, where those of a term with a coefficient of 1 have a mean square of 1. */
    private static final double PRIOR_DEVIATION = 7;

    /** A function of which those before it leave less than this part of the variance is left out; of small ones this part of the usual variance. */
    private static final double LEAST_LEFT = 1e-6;

    private static final double SCALE = Math.sqrt(5) / LENGTH_SCALE;
    private static final double AMPLITUDE = SCALE * SCALE / 3;
    private static final long SEED = 0;

    private final SymmetricDistances distances;
    private final int sums;
    /** [points][atoms · 3] Å. */
    private final double[][] geometries;
    /** [points][sums] */
    private final double[][] points;
    /** [functions] {point, coordinate of an atom}, by points. */
    private final int[][] rows;
    /** [functions][sums]: how the sums change with the coordinate. */
    private final double[][] directions;
    /** What gives coefficients of the functions the prior of a term's. */
    private final double scale;
    /** [functions][≤ functions]: what makes them independent, lower triangular. */
    private final double[][] whitening;

    /**
     * @param geometries each [atoms · 3] Å
     * @param candidates {point, coordinate} of each function, by points; those that others say already are left out
     * @param leastLeft of the variance of a function that is kept
     */
    private KernelColumns(MolecularGraph graph, double[][] geometries, int[][] candidates, double leastLeft) {
        distances = new SymmetricDistances(graph);
        sums = distances.size();
        this.geometries = geometries;
        points = new double[geometries.length][];
        int stride = 3 * graph.atoms();
        double[][] all = new double[candidates.length][];
        double square = 0;
        SymmetricDistances.Geometry here = distances.new Geometry();
        for (int point = 0; point < geometries.length; point++) {
            here.read(geometries[point], 0);
            points[point] = here.values().clone();
            for (int coordinate = 0; coordinate < stride; coordinate++) {
                double[] slopes = here.slopes(coordinate);
                square += AMPLITUDE * dot(slopes, slopes) / (stride * geometries.length);
            }
            for (int row = 0; row < candidates.length; row++) {
                if (candidates[row][0] == point) {
                    all[row] = here.slopes(candidates[row][1]);
                }
            }
        }
        if (!Double.isFinite(square)) {
            throw new IllegalArgumentException("a geometry of the kernel has atoms upon each other");
        }
        double unit = square > 0 ? 1 / Math.sqrt(square) : 1;
        scale = PRIOR_DEVIATION * unit;
        Arrays.stream(all).forEach(direction -> Arrays.setAll(direction, k -> unit * direction[k]));
        IndependentFunctions independent = IndependentFunctions.of(
                candidates.length,
                (row, other) -> covariance(candidates[row][0], all[row], candidates[other][0], all[other]),
                leastLeft);
        rows = independent.kept().stream().map(row -> candidates[row].clone()).toArray(int[][]::new);
        directions = independent.kept().stream().map(row -> all[row]).toArray(double[][]::new);
        whitening = independent.whitening();
    }

    /** None. */
    static KernelColumns none(MolecularGraph graph) {
        return new KernelColumns(graph, new double[0][], new int[0][], LEAST_LEFT);
    }

    /**
     * Of some components of the forces at some geometries.
     *
     * @param elsewhere geometries that are no labels, each [atoms · 3] Å, not modified: up to half of those that are taken, evenly spread
     * @param labels geometries of labels, each [atoms · 3] Å, not modified: the others, evenly spread
     * @param most functions at most
     */
    static KernelColumns of(MolecularGraph graph, List<double[]> elsewhere, List<double[]> labels, int most) {
        List<double[]> some = new ArrayList<>(spread(elsewhere, POINTS / 2));
        some.addAll(spread(labels, POINTS - some.size()));
        double[][] geometries = some.stream().map(double[]::clone).toArray(double[][]::new);
        int count = geometries.length;
        int stride = 3 * graph.atoms();
        int[] all = IntStream.range(0, count * stride).toArray();
        SplittableRandom random = new SplittableRandom(SEED);
        int wanted = Math.max(0, Math.min(Math.min(most, MOST), all.length));
        for (int i = 0; i < wanted; i++) {
            int other = random.nextInt(i, all.length);
            int chosen = all[other];
            all[other] = all[i];
            all[i] = chosen;
        }
        int[][] rows = Arrays.stream(all, 0, wanted)
                .sorted()
                .mapToObj(row -> new int[] {row / stride, row % stride})
                .toArray(int[][]::new);
        return new KernelColumns(graph, geometries, rows, LEAST_LEFT);
    }

    private static List<double[]> spread(List<double[]> geometries, int most) {
        int count = Math.min(most, geometries.size());
        return IntStream.range(0, count)
                .mapToObj(i -> geometries.get((int) ((long) i * geometries.size() / count)))
                .toList();
    }

    /**
     * From what a file kept.
     *
     * @param geometries [points · atoms · 3] Å
     * @param rows {point, coordinate} of each function
     * @throws IllegalArgumentException if they are not of the molecule, or functions depend on each other
     */
    static KernelColumns of(MolecularGraph graph, double[] geometries, int[] rows) {
        int stride = 3 * graph.atoms();
        int count = geometries.length / stride;
        int[][] candidates = new int[rows.length / 2][];
        Arrays.setAll(candidates, row -> Arrays.copyOfRange(rows, 2 * row, 2 * row + 2));
        if (geometries.length % stride != 0
                || rows.length % 2 != 0
                || !Arrays.stream(geometries).allMatch(Double::isFinite)
                || Arrays.stream(candidates)
                        .anyMatch(row -> row[0] < 0 || row[0] >= count || row[1] < 0 || row[1] >= stride)) {
            throw new IllegalArgumentException("a kernel of " + geometries.length + " coordinates and " + rows.length
                    + " numbers of functions; expected geometries of " + graph.atoms() + " atoms and pairs of a point"
                    + " and a coordinate");
        }
        double[][] points = new double[count][];
        Arrays.setAll(points, point -> Arrays.copyOfRange(geometries, point * stride, (point + 1) * stride));
        // Exponentials of another platform may differ in the last digit.
        KernelColumns columns = new KernelColumns(graph, points, candidates, LEAST_LEFT / 2);
        if (columns.size() != candidates.length) {
            throw new IllegalArgumentException(
                    "a kernel of " + candidates.length + " functions that depend on each other");
        }
        return columns;
    }

    /** Of two components of forces. */
    private double covariance(int point, double[] direction, int otherPoint, double[] otherDirection) {
        double square = 0;
        double along = 0;
        double otherAlong = 0;
        double both = 0;
        for (int k = 0; k < sums; k++) {
            double difference = points[point][k] - points[otherPoint][k];
            square += difference * difference;
            along += difference * direction[k];
            otherAlong += difference * otherDirection[k];
            both += direction[k] * otherDirection[k];
        }
        double distance = SCALE * Math.sqrt(square);
        return AMPLITUDE * Math.exp(-distance) * ((1 + distance) * both - SCALE * SCALE * along * otherAlong);
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }

    /** The number of functions. */
    int size() {
        return rows.length;
    }

    /** Geometries, for a file, [points · atoms · 3] Å. */
    double[] geometries() {
        return Arrays.stream(geometries).flatMapToDouble(Arrays::stream).toArray();
    }

    /** Point and coordinate of each function, for a file. */
    int[] rows() {
        return Arrays.stream(rows).flatMapToInt(Arrays::stream).toArray();
    }

    /**
     * The sum of all functions times their coefficients, as vectors at the points, which cost less than the functions themselves.
     *
     * @param coefficients those of the functions from {@code at} on
     * @return [points][sums]
     */
    double[][] weights(double[] coefficients, int at) {
        double[][] weights = new double[points.length][sums];
        for (int row = 0; row < rows.length; row++) {
            double raw = 0;
            for (int k = row; k < rows.length; k++) {
                raw += whitening[k][row] * coefficients[at + k];
            }
            double[] weight = weights[rows[row][0]];
            for (int k = 0; k < sums; k++) {
                weight[k] += scale * raw * directions[row][k];
            }
        }
        return weights;
    }

    private DoubleMatrix whiteningMatrix() {
        DoubleMatrix matrix = DoubleMatrix.zeros(rows.length, rows.length);
        double[] column = new double[rows.length];
        for (int k = 0; k < column.length; k++) {
            for (int row = 0; row < column.length; row++) {
                column[row] = row < k ? 0 : whitening[row][k];
            }
            matrix.upload(column, (long) k * column.length, column.length);
        }
        return matrix;
    }

    /** Buffers of one thread. */
    final class Workspace {
        private final SymmetricDistances.Geometry here = distances.new Geometry();
        private final double[] difference = new double[sums];
        private final double[] slope = new double[sums];
        /** What labels alone need: a matrix product makes forces of all functions independent. */
        private double[] columns = new double[0];

        private DoubleMatrix whiteningMatrix;
        private DoubleMatrix raw;
        private DoubleMatrix whitened;

        /**
         * Adds a sum of functions.
         *
         * @param weights as {@link #weights} gives them
         * @param positions [atoms · 3] Å from {@code at} on, not modified
         * @param forces [atoms · 3] kcal/mol/Å from {@code at} on, modified
         * @return the energy, kcal/mol
         */
        double add(double[][] weights, double[] positions, int at, double[] forces) {
            if (rows.length == 0) {
                return 0;
            }
            here.read(positions, at);
            Arrays.fill(slope, 0);
            double energy = 0;
            for (int point = 0; point < points.length; point++) {
                double distance = difference(point);
                double decay = AMPLITUDE * Math.exp(-distance);
                double along = dot(difference, weights[point]);
                energy += decay * (1 + distance) * along;
                push(weights[point], decay * (1 + distance), -decay * SCALE * SCALE * along);
            }
            here.toAtoms(slope, forces, at);
            return energy;
        }

        /**
         * The functions.
         *
         * @param positions [atoms · 3] Å from {@code at} on, not modified
         * @param energies from {@code first} on, overwritten
         * @param forces [atoms · 3] of each from the {@code first} on, overwritten; null where they are not wanted
         */
        void features(double[] positions, int at, double[] energies, int first, double[] forces) {
            if (rows.length == 0) {
                return;
            }
            int stride = 3 * distances.atoms();
            if (forces != null && columns.length == 0) {
                columns = new double[rows.length * stride];
            }
            here.read(positions, at);
            int last = -1;
            double distance = 0;
            for (int row = 0; row < rows.length; row++) {
                if (rows[row][0] != last) {
                    last = rows[row][0];
                    distance = difference(last);
                }
                double decay = AMPLITUDE * Math.exp(-distance);
                double along = dot(difference, directions[row]);
                energies[first + row] = decay * (1 + distance) * along;
                if (forces != null) {
                    Arrays.fill(slope, 0);
                    push(directions[row], decay * (1 + distance), -decay * SCALE * SCALE * along);
                    Arrays.fill(columns, row * stride, (row + 1) * stride, 0);
                    here.toAtoms(slope, columns, row * stride);
                }
            }
            for (int row = rows.length - 1; row >= 0; row--) {
                double sum = 0;
                for (int k = 0; k <= row; k++) {
                    sum += whitening[row][k] * energies[first + k];
                }
                energies[first + row] = scale * sum;
            }
            if (forces != null) {
                whiten(forces, first * stride);
            }
        }

        private void whiten(double[] forces, int to) {
            if (whiteningMatrix == null) {
                int stride = columns.length / rows.length;
                whiteningMatrix = whiteningMatrix();
                raw = DoubleMatrix.zeros(stride, rows.length);
                whitened = DoubleMatrix.zeros(stride, rows.length);
            }
            raw.upload(columns, 0, columns.length);
            whitened.setProduct(scale, raw, false, whiteningMatrix, true, 0);
            whitened.download(0, columns, columns.length);
            System.arraycopy(columns, 0, forces, to, columns.length);
        }

        /** From here to a point; returns how far that is, in units of the kernel. */
        private double difference(int point) {
            double[] there = points[point];
            double[] values = here.values();
            double square = 0;
            for (int k = 0; k < sums; k++) {
                difference[k] = there[k] - values[k];
                square += difference[k] * difference[k];
            }
            return SCALE * Math.sqrt(square);
        }

        private void push(double[] direction, double factor, double factorOfDifference) {
            for (int k = 0; k < sums; k++) {
                slope[k] += factor * direction[k] + factorOfDifference * difference[k];
            }
        }
    }
}
