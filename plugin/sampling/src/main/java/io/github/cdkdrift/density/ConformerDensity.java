package io.github.cdkdrift.density;

import io.github.cdkdrift.coordinate.InternalCoordinates;
import io.github.cdkdrift.coordinate.RotorFold;
import io.github.cdkdrift.molecule.MolecularGraph;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * A distribution of a molecule's conformers that can be drawn from and whose density is known, fitted to samples in closed form.
 *
 * <p>A state is a basin of every {@linkplain InternalCoordinates internal coordinate} that has several: rotors, ring torsions, inverting
 * nitrogen atoms. Within its basin each coordinate has a quantile function, which takes it to a normal score; the scores of a state are
 * Gaussian (a Gaussian copula; Nelsen 2006, doi:10.1007/0-387-28678-0, section 2.3), with a mean to which every basin adds its part and a
 * covariance that states with equal ring shapes share where they have few samples. Equal hydrogen atoms of terminal rotors count as one
 * well ({@link RotorFold}).
 *
 * <p>The density over positions, rigid motion left out, is π_s N(y; μ_s, Σ_s) / Π g′_k(y_k) / Π r² sin θ, with s and y read from the
 * geometry. A draw outside the basins that it was meant for is none, so that this is known but for one constant, which neither Metropolis'
 * rule nor normalised weights need. The density is above 0 in all combinations of basins.
 *
 * <p>A draw or a density costs D²/2 multiplications, D = 3N − 6, beside a geometry. Immutable, safe for several threads.
 */
public final class ConformerDensity {
    private final InternalCoordinates internal;
    private final RotorFold fold;
    private final Basins basins;
    private final States states;
    private final QuantileFunction[][] marginals;
    private final double[][] effects;
    private final double[][] means;
    private final List<GaussianFactor> factors;
    private final int[] factorOf;
    private final int[] classOf;
    private final List<ConditionalBlock[]> blocks;
    private final BlockShares[] shares;

    ConformerDensity(
            InternalCoordinates internal,
            RotorFold fold,
            Basins basins,
            States states,
            QuantileFunction[][] marginals,
            double[][] effects,
            double[][] means,
            List<GaussianFactor> factors,
            int[] factorOf,
            int[] classOf,
            List<double[][]> precisions) {
        int[][] coordinates = Blocks.of(internal, basins.split());
        this.internal = internal;
        this.fold = fold;
        this.basins = basins;
        this.states = states;
        this.marginals = marginals;
        this.effects = effects;
        this.means = means;
        this.factors = List.copyOf(factors);
        this.factorOf = factorOf;
        this.classOf = classOf;
        blocks = precisions.stream()
                .map(precision -> precision == null
                        ? null
                        : Arrays.stream(coordinates)
                                .map(inside -> new ConditionalBlock(precision, inside))
                                .toArray(ConditionalBlock[]::new))
                .toList();
        shares = Arrays.stream(coordinates)
                .map(inside -> IntStream.range(0, basins.split().length)
                        .filter(j -> Arrays.binarySearch(inside, basins.split()[j]) >= 0)
                        .toArray())
                .map(split -> new BlockShares(states, split))
                .toArray(BlockShares[]::new);
    }

    /**
     * Fits a density to samples, symmetry-equivalent ones taken as equally likely.
     *
     * @param positions [samples · atoms · 3] Å, some hundreds at least; not modified
     * @throws IllegalArgumentException if the molecule has no internal coordinates, or there are fewer than two samples
     */
    public static ConformerDensity fit(MolecularGraph graph, double[] positions) {
        int stride = 3 * graph.atoms();
        if (positions.length < 2 * stride || positions.length % stride != 0) {
            throw new IllegalArgumentException("expected at least two geometries of " + graph.atoms() + " atoms, found "
                    + positions.length + " coordinates");
        }
        RotorFold fold = RotorFold.of(graph, positions);
        return new DensityFit(
                        InternalCoordinates.of(graph),
                        fold,
                        graph.symmetry(Arrays.copyOf(positions, stride), 1).skeleton(),
                        positions)
                .fit(fold);
    }

    /** The number of atoms. */
    public int atoms() {
        return internal.atoms();
    }

    /** 3N − 6. */
    public int dimensions() {
        return internal.size();
    }

    /** How many states the samples showed. */
    public int states() {
        return states.size();
    }

    /** How many coordinates have several basins. */
    public int splits() {
        return basins.split().length;
    }

    /** How many blocks of coordinates {@link Workspace#redraw} knows: one for each rotor that has several basins and each ring system. */
    public int blocks() {
        return shares.length;
    }

    /** What draws and densities of one thread are computed in. */
    public Workspace workspace() {
        return new Workspace();
    }

    /** Buffers of one thread. */
    public final class Workspace {
        private final double[] geometry = new double[3 * internal.atoms()];
        private final double[] values = new double[internal.size()];
        private final double[] scores = new double[internal.size()];
        private final int[] code = new int[basins.split().length];
        private final double[] block = new double[internal.size()];

        private Workspace() {}

        /**
         * The logarithm of the density of a geometry.
         *
         * @param positions [atoms · 3] Å from {@code at} on, not modified
         * @return but for a constant; −∞ where the geometry is in no basin that samples have shown
         */
        public double logDensity(double[] positions, int at) {
            System.arraycopy(positions, at, geometry, 0, geometry.length);
            fold.fold(geometry, 0);
            internal.read(geometry, 0, values, 0);
            readCode();
            double logSlopes = readScores();
            if (!(logSlopes < Double.POSITIVE_INFINITY)) {
                return Double.NEGATIVE_INFINITY;
            }
            int state = states.find(code);
            centre(state, -1);
            GaussianFactor factor = factors.get(state < 0 ? 0 : factorOf[state]);
            return states.logProbability(code, state)
                    - 0.5 * factor.solve(scores)
                    - factor.logDeterminant()
                    - logSlopes
                    - internal.logVolume(values, 0);
        }

        /**
         * The basin of every coordinate that has several.
         *
         * @param positions [atoms · 3] Å from {@code at} on, not modified
         * @param basinsOut [{@link #splits}], overwritten
         */
        public void basins(double[] positions, int at, int[] basinsOut) {
            System.arraycopy(positions, at, geometry, 0, geometry.length);
            fold.fold(geometry, 0);
            internal.read(geometry, 0, values, 0);
            readCode();
            System.arraycopy(code, 0, basinsOut, 0, code.length);
        }

        private void readCode() {
            int[] split = basins.split();
            for (int j = 0; j < code.length; j++) {
                code[j] = basins.basin(split[j], values[split[j]]);
            }
        }

        /** Scores of the values; the sum of the logarithms of the slopes, ∞ where a basin was never seen. */
        private double readScores() {
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
            return logSlopes;
        }

        /** Adds the state's mean to the scores, or takes it away. */
        private void centre(int state, int sign) {
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

        /**
         * Draws a geometry.
         *
         * @param positions [atoms · 3] Å from {@code at} on, overwritten
         * @return the logarithm of its density; NaN where this draw gave none, which is part of the distribution
         */
        public double draw(RandomGenerator random, double[] positions, int at) {
            states.draw(random, code);
            int state = states.find(code);
            for (int k = 0; k < scores.length; k++) {
                scores[k] = random.nextGaussian();
            }
            double squares = 0;
            for (double z : scores) {
                squares += z * z;
            }
            GaussianFactor factor = factors.get(state < 0 ? 0 : factorOf[state]);
            factor.multiply(scores);
            centre(state, 1);
            double logSlopes = setValues();
            double logVolume = internal.logVolume(values, 0);
            internal.place(values, 0, positions, at);
            if (logVolume == Double.NEGATIVE_INFINITY || !fold.isFolded(positions, at)) {
                return Double.NaN;
            }
            return states.logProbability(code, state) - 0.5 * squares - factor.logDeterminant() - logSlopes - logVolume;
        }

        /**
         * Redraws one block from its distribution given all other coordinates, its basins from their shares. The others keep their
         * distance from the mean of the state, and move with it.
         *
         * @param positions [atoms · 3] Å from {@code at} on, overwritten
         * @return the logarithm of the density of the way back over that of the way there; NaN where there is no way
         */
        public double redraw(int number, RandomGenerator random, double[] positions, int at) {
            System.arraycopy(positions, at, geometry, 0, geometry.length);
            fold.fold(geometry, 0);
            internal.read(geometry, 0, values, 0);
            readCode();
            double logSlopes = readScores();
            if (!(logSlopes < Double.POSITIVE_INFINITY)) {
                return Double.NaN;
            }
            int state = states.find(code);
            centre(state, -1);
            double back = Math.log(shares[number].share(code))
                    - internal.logVolume(values, 0)
                    - logSlopes
                    + conditional(state, number).logDensity(scores, block);
            shares[number].draw(random, code);
            state = states.find(code);
            double there = Math.log(shares[number].share(code))
                    + conditional(state, number).draw(scores, block, random);
            centre(state, 1);
            there -= setValues() + internal.logVolume(values, 0);
            internal.place(values, 0, positions, at);
            return fold.isFolded(positions, at) ? back - there : Double.NaN;
        }

        private int basinOf(int k) {
            int j = basins.splitIndex(k);
            return j < 0 ? 0 : code[j];
        }

        /** The values of the scores in the basins of the code; the sum of the logarithms of the slopes, NaN where a value lies outside. */
        private double setValues() {
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
            return logSlopes;
        }

        private ConditionalBlock conditional(int state, int number) {
            return blocks.get(state < 0 ? 0 : classOf[state])[number];
        }
    }
}
