package io.github.cdkdrift.potential;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a force field may be corrected by, linear in its coefficients: powers of bond lengths and angles, products of those that share atoms, cosines of torsions
 * alone and times what is near, and powers of the inverse distances of all other pairs, as in force fields of the second generation (Maple et al. 1994,
 * doi:10.1002/jcc.540150207). Equal terms of atoms with equal surroundings share a coefficient, so that the energy is symmetric.
 *
 * <p>Each term is a product of at most three functions of one coordinate each. Lengths, angles and inverse distances level off beyond what geometries showed: no term
 * runs away where none of these was. Linear and quadratic functions of lengths and angles do so late: they are the molecule's stiffness, and frames of a short run show
 * less of it than hot samples need.
 */
final class CorrectionTerms {
    /** The set of terms; files name it. With the functions of {@link KernelColumns} it is the next one. */
    static final int SET = 1;

    /** Values level off at as many times the largest deviation that was seen. */
    private static final double ROOM = 1.3;

    /** Linear and quadratic functions of lengths and angles go on as many times farther. */
    private static final double HARMONIC_ROOM = 4;

    private static final double PAIR_ROOM = 1.15;
    /** Å, radians or 1; where all geometries had the same value. */
    private static final double LEAST_LIMIT = 1e-3;

    /** What is made of a coordinate. */
    enum Shape {
        ONE,
        POWER,
        COSINE,
        SINE
    }

    /** A function of one coordinate. */
    record Function(int coordinate, Shape shape, int order) {}

    /** A product of functions, which has a coefficient. */
    record Term(int column, int first, int second, int third) {}

    private final int atoms;
    private final CorrectionCoordinate[] coordinates;
    private final Function[] functions;
    /** {column, first, second, third} of each. */
    private final int[] terms;
    /** [functions]: the coordinate of each. */
    private final int[] places;

    private final int columns;
    private final int groups;

    CorrectionTerms(
            int atoms,
            List<CorrectionCoordinate> coordinates,
            List<Function> functions,
            List<Term> terms,
            int columns,
            int groups) {
        this.atoms = atoms;
        this.coordinates = coordinates.toArray(CorrectionCoordinate[]::new);
        this.functions = functions.toArray(Function[]::new);
        this.terms = terms.stream()
                .flatMapToInt(term -> IntStream.of(term.column, term.first, term.second, term.third))
                .toArray();
        places = Arrays.stream(this.functions).mapToInt(Function::coordinate).toArray();
        this.columns = columns;
        this.groups = groups;
    }

    /** The number of coefficients. */
    int size() {
        return columns;
    }

    int atoms() {
        return atoms;
    }

    /**
     * Where coordinates have their centre and how far from it they go.
     *
     * @param centres [groups] Å, radians or 1
     * @param limits [groups], above 0; those of torsions mean nothing
     */
    record Ranges(double[] centres, double[] limits) {}

    /** From geometries, each [atoms · 3] Å. */
    Ranges ranges(List<double[]> geometries) {
        double[] centres = new double[groups];
        double[] limits = new double[groups];
        int[] counts = new int[groups];
        double[] slopes = new double[CorrectionCoordinate.SLOPES];
        for (double[] geometry : geometries) {
            for (CorrectionCoordinate coordinate : coordinates) {
                if (coordinate.kind() == CorrectionCoordinate.Kind.LENGTH
                        || coordinate.kind() == CorrectionCoordinate.Kind.ANGLE) {
                    centres[coordinate.group()] += coordinate.value(geometry, 0, slopes);
                    counts[coordinate.group()]++;
                }
            }
        }
        for (int group = 0; group < groups; group++) {
            centres[group] /= Math.max(1, counts[group]);
        }
        for (double[] geometry : geometries) {
            for (CorrectionCoordinate coordinate : coordinates) {
                double room = coordinate.kind() == CorrectionCoordinate.Kind.INVERSE ? PAIR_ROOM : ROOM;
                double off = Math.abs(coordinate.value(geometry, 0, slopes) - centres[coordinate.group()]);
                limits[coordinate.group()] = Math.max(limits[coordinate.group()], Math.max(LEAST_LIMIT, room * off));
            }
        }
        return new Ranges(centres, limits);
    }

    /**
     * How much energy a coefficient of 1 may make at most where torsions and far pairs are as they never were, [columns] kcal/mol; 0 for lengths and angles, which
     * are everywhere about the same.
     */
    double[] reaches(Ranges ranges) {
        double[] reaches = new double[columns];
        for (int t = 0; t < terms.length; t += 4) {
            double reach = 1;
            boolean anywhere = false;
            for (int k = 1; k < 4; k++) {
                Function function = functions[terms[t + k]];
                if (function.shape == Shape.POWER) {
                    CorrectionCoordinate coordinate = coordinates[function.coordinate];
                    reach *= Math.pow(ranges.limits[coordinate.group()], function.order);
                    anywhere |= coordinate.kind() == CorrectionCoordinate.Kind.INVERSE;
                } else {
                    anywhere |= function.shape != Shape.ONE;
                }
            }
            reaches[terms[t]] = Math.max(reaches[terms[t]], anywhere ? reach : 0);
        }
        return reaches;
    }

    void require(Ranges ranges) {
        if (ranges.centres.length != groups || ranges.limits.length != groups) {
            throw new IllegalArgumentException(ranges.centres.length + " centres and " + ranges.limits.length
                    + " limits; expected " + groups + " of each");
        }
        if (!Arrays.stream(ranges.centres).allMatch(Double::isFinite)
                || !Arrays.stream(ranges.limits).allMatch(limit -> limit > 0 && limit < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("centres or limits that are no numbers, or not above 0");
        }
    }

    /** Buffers of one thread. */
    final class Workspace {
        private final Ranges ranges;
        private final double[] slopes = new double[12 * coordinates.length];
        private final double[] buffer = new double[CorrectionCoordinate.SLOPES];
        private final double[] sines = new double[coordinates.length];
        /** Offsets from the centres, which level off soon, then those that level off late; of torsions the cosine. */
        private final double[] angles = new double[2 * coordinates.length];
        /** Derivatives of what levels off. */
        private final double[] growths = new double[2 * coordinates.length];

        private final double[] values = new double[functions.length];
        private final double[] derivatives = new double[functions.length];
        private final double[] pulls = new double[coordinates.length];

        Workspace(Ranges ranges) {
            this.ranges = ranges;
        }

        private void read(double[] positions, int at) {
            for (int i = 0; i < coordinates.length; i++) {
                double value = coordinates[i].value(positions, at, buffer);
                if (coordinates[i].kind() == CorrectionCoordinate.Kind.TORSION) {
                    angles[i] = buffer[12];
                    sines[i] = buffer[13];
                } else {
                    int group = coordinates[i].group();
                    double offset = value - ranges.centres[group];
                    level(offset, ranges.limits[group], i);
                    level(offset, HARMONIC_ROOM * ranges.limits[group], coordinates.length + i);
                }
                System.arraycopy(buffer, 0, slopes, 12 * i, 3 * coordinates[i].atoms().length);
            }
            values[0] = 1;
            for (int i = 1; i < functions.length; i++) {
                Function function = functions[i];
                int coordinate = function.coordinate;
                switch (function.shape) {
                    case POWER -> power(i, coordinate, function.order);
                    case COSINE -> wave(i, angles[coordinate], sines[coordinate], function.order);
                    case SINE -> {
                        values[i] = sines[coordinate];
                        derivatives[i] = angles[coordinate];
                    }
                    default -> throw new IllegalStateException("a second function that is 1");
                }
            }
        }

        /** Levels an offset off at a limit: x / (1 + (x/l)⁸)^⅛, and its derivative. */
        private void level(double offset, double limit, int at) {
            double ratio = offset / limit;
            double fourth = ratio * ratio * ratio * ratio;
            double grown = 1 + fourth * fourth;
            double root = 1 / Math.sqrt(Math.sqrt(Math.sqrt(grown)));
            angles[at] = offset * root;
            growths[at] = root / grown;
        }

        private void power(int function, int coordinate, int order) {
            boolean harmonic = order <= 2 && coordinates[coordinate].kind() != CorrectionCoordinate.Kind.INVERSE;
            int at = harmonic ? coordinates.length + coordinate : coordinate;
            double lower = 1;
            for (int k = 1; k < order; k++) {
                lower *= angles[at];
            }
            values[function] = lower * angles[at];
            derivatives[function] = order * lower * growths[at];
        }

        /** cos and its derivative of one to three times an angle. */
        private void wave(int function, double cosine, double sine, int order) {
            double square = cosine * cosine;
            switch (order) {
                case 1 -> {
                    values[function] = cosine;
                    derivatives[function] = -sine;
                }
                case 2 -> {
                    values[function] = 2 * square - 1;
                    derivatives[function] = -4 * sine * cosine;
                }
                case 3 -> {
                    values[function] = cosine * (4 * square - 3);
                    derivatives[function] = -3 * sine * (4 * square - 1);
                }
                default -> throw new IllegalStateException("harmonic " + order);
            }
        }

        /**
         * Adds the correction.
         *
         * @param positions [atoms · 3] Å from {@code at} on, not modified
         * @param forces [atoms · 3] kcal/mol/Å from {@code at} on, modified
         * @return the energy, kcal/mol
         */
        double add(double[] coefficients, double[] positions, int at, double[] forces) {
            read(positions, at);
            Arrays.fill(pulls, 0);
            double energy = 0;
            for (int t = 0; t < terms.length; t += 4) {
                double weight = coefficients[terms[t]];
                double first = values[terms[t + 1]];
                double second = values[terms[t + 2]];
                double third = values[terms[t + 3]];
                energy += weight * first * second * third;
                pull(terms[t + 1], weight * second * third);
                if (terms[t + 2] > 0) {
                    pull(terms[t + 2], weight * first * third);
                    if (terms[t + 3] > 0) {
                        pull(terms[t + 3], weight * first * second);
                    }
                }
            }
            for (int i = 0; i < coordinates.length; i++) {
                int[] of = coordinates[i].atoms();
                for (int k = 0; k < 3 * of.length; k++) {
                    forces[at + 3 * of[k / 3] + k % 3] -= pulls[i] * slopes[12 * i + k];
                }
            }
            return energy;
        }

        private void pull(int function, double factor) {
            pulls[places[function]] += factor * derivatives[function];
        }

        /**
         * What each coefficient multiplies.
         *
         * @param positions [atoms · 3] Å from {@code at} on, not modified
         * @param energies [size], overwritten
         * @param forces [size · atoms · 3], column by column, overwritten; null where they are not wanted
         */
        void features(double[] positions, int at, double[] energies, double[] forces) {
            read(positions, at);
            Arrays.fill(energies, 0);
            if (forces != null) {
                Arrays.fill(forces, 0);
            }
            for (int t = 0; t < terms.length; t += 4) {
                double first = values[terms[t + 1]];
                double second = values[terms[t + 2]];
                double third = values[terms[t + 3]];
                energies[terms[t]] += first * second * third;
                if (forces != null) {
                    push(terms[t + 1], second * third, forces, terms[t]);
                    push(terms[t + 2], first * third, forces, terms[t]);
                    push(terms[t + 3], first * second, forces, terms[t]);
                }
            }
        }

        private void push(int function, double factor, double[] forces, int column) {
            if (function == 0) {
                return;
            }
            int coordinate = functions[function].coordinate;
            int[] of = coordinates[coordinate].atoms();
            double scale = factor * derivatives[function];
            int to = column * 3 * atoms;
            for (int k = 0; k < 3 * of.length; k++) {
                forces[to + 3 * of[k / 3] + k % 3] -= scale * slopes[12 * coordinate + k];
            }
        }
    }
}
