package io.github.cdkdrift.density;

import io.github.cdkdrift.coordinate.InternalCoordinates;
import io.github.cdkdrift.coordinate.PlacementGradient;
import io.github.cdkdrift.coordinate.RotorFold;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A geometry as its state and independent normal scores, and back: internal coordinates, their normal scores within the basins of the
 * state, minus the state's mean, over the Cholesky factor of its covariance. Immutable.
 */
final class NormalScores {
    private final InternalCoordinates internal;
    private final RotorFold fold;
    private final Basins basins;
    private final States states;
    private final QuantileFunction[][] marginals;
    private final double[][] effects;
    private final double[][] means;
    private final List<GaussianFactor> factors;
    private final int[] factorOf;

    /**
     * @param marginals of every basin of every coordinate; null where no sample was
     * @param effects what each basin adds to the mean of all scores, [basins][dimensions]
     * @param means what each state adds, [states][dimensions]
     * @param factors of the covariances; the first is for combinations of basins that no sample has
     * @param factorOf the number of each state's factor
     */
    NormalScores(
            InternalCoordinates internal,
            RotorFold fold,
            Basins basins,
            States states,
            QuantileFunction[][] marginals,
            double[][] effects,
            double[][] means,
            List<GaussianFactor> factors,
            int[] factorOf) {
        this.internal = internal;
        this.fold = fold;
        this.basins = basins;
        this.states = states;
        this.marginals = marginals;
        this.effects = effects;
        this.means = means;
        this.factors = List.copyOf(factors);
        this.factorOf = factorOf;
    }

    /** As {@link ConformerDensity#withMarginalsOf}. */
    NormalScores withMarginalsOf(double[] draws, int[] statesOf, double part) {
        int[] turning = IntStream.range(0, internal.size())
                .filter(k -> basins.splitIndex(k) >= 0 || basins.hasWindow(k))
                .toArray();
        double[][] ofDraws = new double[turning.length][statesOf.length];
        Workspace work = new Workspace();
        for (int i = 0; i < statesOf.length; i++) {
            System.arraycopy(draws, i * internal.size(), work.scores, 0, internal.size());
            System.arraycopy(states.code(statesOf[i]), 0, work.code, 0, work.code.length);
            work.factor(statesOf[i]).multiply(work.scores);
            work.centre(statesOf[i], 1);
            for (int t = 0; t < turning.length; t++) {
                ofDraws[t][i] = work.scores[turning[t]];
            }
        }
        QuantileFunction[][] matched = marginals.clone();
        for (int t = 0; t < turning.length; t++) {
            matched[turning[t]] = matched(turning[t], ofDraws[t], statesOf, part);
        }
        return new NormalScores(internal, fold, basins, states, matched, effects, means, factors, factorOf);
    }

    /** The quantile functions of a coordinate for scores that are distributed as those of draws. */
    private QuantileFunction[] matched(int coordinate, double[] ofDraws, int[] statesOf, double part) {
        int j = basins.splitIndex(coordinate);
        QuantileFunction[] matched = marginals[coordinate].clone();
        for (int basin = 0; basin < matched.length; basin++) {
            if (matched[basin] != null) {
                int inside = basin;
                double[] sorted = IntStream.range(0, ofDraws.length)
                        .filter(i -> j < 0 || states.code(statesOf[i])[j] == inside)
                        .mapToDouble(i -> ofDraws[i])
                        .sorted()
                        .toArray();
                matched[basin] = matched[basin].ofScores(
                        sorted, part, basins.lowest(coordinate, basin), basins.highest(coordinate, basin));
            }
        }
        return matched;
    }

    InternalCoordinates internal() {
        return internal;
    }

    RotorFold fold() {
        return fold;
    }

    Basins basins() {
        return basins;
    }

    States states() {
        return states;
    }

    QuantileFunction[][] marginals() {
        return marginals;
    }

    double[][] effects() {
        return effects;
    }

    double[][] means() {
        return means;
    }

    List<GaussianFactor> factors() {
        return factors;
    }

    int[] factorOf() {
        return factorOf;
    }

    /** Buffers of one thread, and what it last computed. */
    final class Workspace {
        /** The basin of every split coordinate. */
        final int[] code = new int[basins.split().length];
        /** Normal scores, some minus the mean of their state. */
        final double[] scores = new double[internal.size()];

        private final double[] geometry = new double[3 * internal.atoms()];
        private final double[] values = new double[internal.size()];
        private final double[] gradients = new double[internal.size()];
        private final PlacementGradient placement = internal.gradient();
        private final double[] reach = new double[3 * internal.atoms()];

        /** The number of the state in {@link #code}; −1 where no sample has it. */
        int state() {
            return states.find(code);
        }

        /**
         * Reads state and scores, the mean still in them.
         *
         * @param positions [atoms · 3] Å from {@code at} on, not modified
         * @return ln |dx/d(scores)|; ∞ or NaN where a basin was never seen
         */
        double read(double[] positions, int at) {
            System.arraycopy(positions, at, geometry, 0, geometry.length);
            fold.fold(geometry, 0);
            internal.read(geometry, 0, values, 0);
            int[] split = basins.split();
            for (int j = 0; j < code.length; j++) {
                code[j] = basins.basin(split[j], values[split[j]]);
            }
            double logSlopes = 0;
            for (int k = 0; k < values.length; k++) {
                int basin = basinOf(k);
                QuantileFunction marginal = marginals[k][basin];
                if (marginal == null) {
                    return Double.POSITIVE_INFINITY;
                }
                scores[k] = marginal.score(basins.unwrapped(k, basin, values[k]));
                logSlopes += marginal.logSlope(scores[k]);
            }
            return logSlopes + internal.logVolume(values, 0);
        }

        /**
         * Places the geometry that has the scores, the mean in them, in the state of the code.
         *
         * @param positions [atoms · 3] Å from {@code at} on, overwritten
         * @return ln |dx/d(scores)|; NaN where there is no such geometry
         */
        double place(double[] positions, int at) {
            double logSlopes = 0;
            for (int k = 0; k < scores.length; k++) {
                int basin = basinOf(k);
                QuantileFunction marginal = marginals[k][basin];
                if (marginal == null) {
                    return Double.NaN;
                }
                values[k] = marginal.value(scores[k]);
                logSlopes += marginal.logSlope(scores[k]);
                if (!basins.contains(k, basin, values[k])) {
                    return Double.NaN;
                }
            }
            double logVolume = internal.logVolume(values, 0);
            internal.place(values, 0, positions, at);
            return logVolume > Double.NEGATIVE_INFINITY ? logSlopes + logVolume : Double.NaN;
        }

        /** Adds the state's mean to the scores, or takes it away. */
        void centre(int state, int sign) {
            for (int j = 0; j < code.length; j++) {
                add(effects[basins.offset(j) + code[j]], sign);
            }
            if (state >= 0) {
                add(means[state], sign);
            }
        }

        private void add(double[] what, int sign) {
            for (int k = 0; k < scores.length; k++) {
                scores[k] += sign * what[k];
            }
        }

        GaussianFactor factor(int state) {
            return factors.get(state < 0 ? 0 : factorOf[state]);
        }

        private int basinOf(int k) {
            int j = basins.splitIndex(k);
            return j < 0 ? 0 : code[j];
        }

        /**
         * The gradient over independent scores of a function of the geometry last placed, minus ln |dx/d(scores)|.
         *
         * @param positions as {@link #place} wrote them, from {@code at} on
         * @param slopes d(function)/d(positions), [atoms · 3] from {@code at} on; not modified
         * @param out [dimensions] from {@code to} on, overwritten
         */
        void pullBack(double[] positions, double[] slopes, int at, double[] out, int to) {
            System.arraycopy(slopes, at, reach, 0, reach.length);
            placement.pullBack(values, positions, at, reach, gradients);
            internal.addLogVolumeGradient(values, 0, gradients, -1);
            for (int k = 0; k < gradients.length; k++) {
                QuantileFunction marginal = marginals[k][basinOf(k)];
                gradients[k] =
                        gradients[k] * Math.exp(marginal.logSlope(scores[k])) - marginal.logSlopeDerivative(scores[k]);
            }
            factor(state()).multiplyTransposed(gradients);
            System.arraycopy(gradients, 0, out, to, gradients.length);
        }

        @Override
        public String toString() {
            return "state " + Arrays.toString(code);
        }
    }
}
