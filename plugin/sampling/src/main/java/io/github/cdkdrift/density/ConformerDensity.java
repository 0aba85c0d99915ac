package io.github.cdkdrift.density;

import io.github.cdkdrift.coordinate.InternalCoordinates;
import io.github.cdkdrift.coordinate.RotorFold;
import io.github.cdkdrift.molecule.MolecularGraph;
import java.util.Arrays;
import java.util.BitSet;
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
    private final NormalScores map;
    private final States states;
    private final int[] classOf;
    /** By covariance and block; null of covariances that belong to one state alone. */
    private final ConditionalBlock[][] blocks;

    private final BlockShares[] shares;

    /** @param classOf the number of each state's covariance where blocks are redrawn */
    ConformerDensity(NormalScores map, int[] classOf) {
        this.map = map;
        states = map.states();
        this.classOf = classOf;
        int[] split = map.basins().split();
        int[][] coordinates = Blocks.of(map.internal(), split);
        BitSet ofClasses = new BitSet();
        ofClasses.set(0);
        Arrays.stream(classOf).forEach(ofClasses::set);
        blocks = new ConditionalBlock[map.factors().size()][];
        ofClasses.stream().parallel().filter(number -> coordinates.length > 0).forEach(number -> {
            double[][] precision = map.factors().get(number).precision();
            blocks[number] = Arrays.stream(coordinates)
                    .map(inside -> new ConditionalBlock(precision, inside))
                    .toArray(ConditionalBlock[]::new);
        });
        shares = Arrays.stream(coordinates)
                .map(inside -> IntStream.range(0, split.length)
                        .filter(j -> Arrays.binarySearch(inside, split[j]) >= 0)
                        .toArray())
                .map(ofBlock -> new BlockShares(states, ofBlock))
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
        InternalCoordinates internal = InternalCoordinates.of(graph);
        RotorFold fold = RotorFold.of(graph, internal, positions);
        return new DensityFit(internal, fold, ScoredSamples.skeleton(graph, positions), positions).fit(fold);
    }

    /**
     * The same density for normal scores that a map has bent: coordinates with several basins and terminal rotors get the quantile
     * functions by which such scores give them the distributions in each basin that normal scores give them here.
     *
     * @param scores of draws, as {@link Workspace#place} takes them, [draws · dimensions], not modified
     * @param statesOf the state of each draw, [draws]
     * @param part of the way from the present quantile functions to those, from 0 to 1
     */
    public ConformerDensity withMarginalsOf(double[] scores, int[] statesOf, double part) {
        return new ConformerDensity(map.withMarginalsOf(scores, statesOf, part), classOf);
    }

    /** What this density is made of, beside {@link #numbers}. */
    public DensityLayout layout() {
        return DensityParts.layout(map, classOf);
    }

    /** All real numbers of this density, in the order that its layout tells. */
    public double[] numbers() {
        return DensityParts.numbers(map);
    }

    /**
     * A density from its parts.
     *
     * @throws IllegalArgumentException if they do not fit the molecule or each other
     */
    public static ConformerDensity of(MolecularGraph graph, DensityLayout layout, double[] numbers) {
        return DensityParts.density(graph, layout, numbers);
    }

    /** The number of atoms. */
    public int atoms() {
        return map.internal().atoms();
    }

    /** 3N − 6. */
    public int dimensions() {
        return map.internal().size();
    }

    /** How many states the samples showed. */
    public int states() {
        return states.size();
    }

    /** The share of each state among the samples, [states]. */
    public double[] shares() {
        return states.shares();
    }

    /** How many coordinates have several basins. */
    public int splits() {
        return map.basins().split().length;
    }

    /** How many basins these coordinates have together. */
    public int basins() {
        return map.basins().total();
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
        private final NormalScores.Workspace work = map.new Workspace();
        private final double[] scores = work.scores;
        private final int[] code = work.code;
        private final double[] block = new double[scores.length];

        private Workspace() {}

        /**
         * The logarithm of the density of a geometry.
         *
         * @param positions [atoms · 3] Å from {@code at} on, not modified
         * @return but for a constant; −∞ where the geometry is in no basin that samples have shown
         */
        public double logDensity(double[] positions, int at) {
            double logVolume = work.read(positions, at);
            if (!(logVolume < Double.POSITIVE_INFINITY)) {
                return Double.NEGATIVE_INFINITY;
            }
            int state = work.state();
            work.centre(state, -1);
            GaussianFactor factor = work.factor(state);
            return states.logProbability(code, state)
                    - 0.5 * factor.solve(scores)
                    - factor.logDeterminant()
                    - logVolume;
        }

        /**
         * The basin of every coordinate that has several.
         *
         * @param positions [atoms · 3] Å from {@code at} on, not modified
         * @param basinsOut [{@link #splits}], overwritten
         */
        public void basins(double[] positions, int at, int[] basinsOut) {
            work.read(positions, at);
            System.arraycopy(code, 0, basinsOut, 0, code.length);
        }

        /**
         * Draws a geometry.
         *
         * @param positions [atoms · 3] Å from {@code at} on, overwritten
         * @return the logarithm of its density; NaN where this draw gave none, which is part of the distribution
         */
        public double draw(RandomGenerator random, double[] positions, int at) {
            states.draw(random, code);
            double squares = 0;
            for (int k = 0; k < scores.length; k++) {
                scores[k] = random.nextGaussian();
                squares += scores[k] * scores[k];
            }
            int state = work.state();
            double logVolume = place(state, positions, at);
            return isFolded(positions, at)
                    ? states.logProbability(code, state) - 0.5 * squares - logVolume
                    : Double.NaN;
        }

        private double place(int state, double[] positions, int at) {
            GaussianFactor factor = work.factor(state);
            factor.multiply(scores);
            work.centre(state, 1);
            return factor.logDeterminant() + work.place(positions, at);
        }

        /** Chooses a state that samples have shown, by its number, for {@link #place}. */
        public void choose(int state) {
            System.arraycopy(states.code(state), 0, code, 0, code.length);
        }

        /**
         * Places a geometry in the state last chosen or read.
         *
         * @param normal independent normal scores, [dimensions] from {@code from} on, not modified
         * @param positions [atoms · 3] Å from {@code at} on, overwritten
         * @return ln |dx/d(normal)|; NaN where there is no such geometry in this state. One that is not {@linkplain #isFolded folded} has
         *     another copy that the density is of
         */
        public double place(double[] normal, int from, double[] positions, int at) {
            System.arraycopy(normal, from, scores, 0, scores.length);
            return place(work.state(), positions, at);
        }

        /**
         * Reads the state of a geometry and its independent normal scores.
         *
         * @param positions [atoms · 3] Å from {@code at} on, not modified
         * @param normal [dimensions] from {@code to} on, overwritten
         * @return ln |dx/d(normal)|; ∞ or NaN where no sample has shown such a geometry's state
         */
        public double read(double[] positions, int at, double[] normal, int to) {
            double logVolume = work.read(positions, at);
            int state = work.state();
            if (state < 0 || !(logVolume < Double.POSITIVE_INFINITY)) {
                return Double.POSITIVE_INFINITY;
            }
            work.centre(state, -1);
            work.factor(state).solve(scores);
            System.arraycopy(scores, 0, normal, to, scores.length);
            return logVolume + work.factor(state).logDeterminant();
        }

        /** Whether a geometry is the one of its copies by turns of terminal rotors that draws and densities are of. */
        public boolean isFolded(double[] positions, int at) {
            return map.fold().isFolded(positions, at);
        }

        /** The number of the state last chosen or read; −1 where no sample has it. */
        public int state() {
            return work.state();
        }

        /**
         * Takes the gradient of a function of positions back to the normal scores last placed, and takes from it that of
         * ln |dx/d(normal)|.
         *
         * @param positions as {@link #place} left them, [atoms · 3] Å from {@code at} on, not modified
         * @param slopes of the function, [atoms · 3] from {@code at} on, not modified
         * @param gradients [dimensions] from {@code to} on, overwritten
         */
        public void pullBack(double[] positions, double[] slopes, int at, double[] gradients, int to) {
            work.pullBack(positions, slopes, at, gradients, to);
        }

        /**
         * Writes the code of the state last chosen or read: 1 for the basin of each coordinate that has several, 0 for its others.
         *
         * @param ones [{@link ConformerDensity#basins}] from {@code at} on, overwritten
         */
        public void code(float[] ones, int at) {
            Basins basins = map.basins();
            Arrays.fill(ones, at, at + basins.total(), 0);
            for (int j = 0; j < code.length; j++) {
                ones[at + basins.offset(j) + code[j]] = 1;
            }
        }

        /**
         * Redraws one block from its distribution given all other coordinates, its basins from their shares. The others keep their
         * distance from the mean of the state, and move with it.
         *
         * @param positions [atoms · 3] Å from {@code at} on, overwritten
         * @return the logarithm of the density of the way back over that of the way there; NaN where there is no way
         */
        public double redraw(int number, RandomGenerator random, double[] positions, int at) {
            double logVolume = work.read(positions, at);
            if (!(logVolume < Double.POSITIVE_INFINITY)) {
                return Double.NaN;
            }
            int state = work.state();
            work.centre(state, -1);
            double back = Math.log(shares[number].share(code))
                    - logVolume
                    + conditional(state, number).logDensity(scores, block);
            shares[number].draw(random, code);
            state = work.state();
            double there = Math.log(shares[number].share(code))
                    + conditional(state, number).draw(scores, block, random);
            work.centre(state, 1);
            double placed = work.place(positions, at);
            return isFolded(positions, at) ? back - there + placed : Double.NaN;
        }

        private ConditionalBlock conditional(int state, int number) {
            return blocks[state < 0 ? 0 : classOf[state]][number];
        }
    }
}
