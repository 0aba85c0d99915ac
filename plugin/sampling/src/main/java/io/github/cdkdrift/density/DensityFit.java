package io.github.cdkdrift.density;

import io.github.cdkdrift.coordinate.InternalCoordinates;
import io.github.cdkdrift.coordinate.InternalCoordinates.Kind;
import io.github.cdkdrift.coordinate.RotorFold;
import io.github.cdkdrift.molecule.SymmetryOperation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.CholeskyDecomposition;

/** Estimates the parts of a {@link ConformerDensity} from samples. */
final class DensityFit {
    /** Samples by which a state's own mean counts half. */
    private static final double MEAN_PRIOR = 30;
    /** Samples by which the covariance of a class or state counts half. */
    private static final double COVARIANCE_PRIOR = 300;
    /** So many samples a dimension at least, for a covariance of its own. */
    private static final double FEWEST_FOR_COVARIANCE = 1.5;
    /** Part of each covariance without its correlations: keeps it positive definite. */
    private static final double UNCORRELATED = 0.002;

    /** Samples and their copies that are looked at, for each dimension. */
    private static final int WANTED_FOR_DIMENSION = 400;

    private static final double RIDGE = 1;

    private final InternalCoordinates internal;
    private final int dimensions;
    private final double[][] values;
    private final Basins basins;
    private final int[][] codes;
    private final int[] stateOf;
    private final States states;
    private final QuantileFunction[][] marginals;
    /** Normal scores, then what is left of them, [samples][dimensions]. */
    private final double[][] scores;

    DensityFit(InternalCoordinates internal, RotorFold fold, List<SymmetryOperation> skeleton, double[] positions) {
        this.internal = internal;
        dimensions = internal.size();
        values = values(internal, fold, skeleton, positions);
        basins = Basins.of(internal, fold, values);
        codes = new int[values.length][];
        stateOf = new int[values.length];
        int[] split = basins.split();
        for (int i = 0; i < values.length; i++) {
            double[] sample = values[i];
            codes[i] = Arrays.stream(split).map(k -> basins.basin(k, sample[k])).toArray();
        }
        states = States.of(basins, codes, stateOf);
        marginals = new QuantileFunction[dimensions][];
        scores = new double[values.length][dimensions];
        IntStream.range(0, dimensions).parallel().forEach(this::fitMarginals);
    }

    /**
     * Each sample under one operation after another, so that symmetry-equivalent states have equal shares; under several, where that is needed
     * to know all covariances well.
     */
    private static double[][] values(
            InternalCoordinates internal, RotorFold fold, List<SymmetryOperation> skeleton, double[] positions) {
        int stride = 3 * internal.atoms();
        int samples = positions.length / stride;
        int copies = Math.min(skeleton.size(), Math.max(1, WANTED_FOR_DIMENSION * internal.size() / samples));
        double[][] values = new double[copies * samples][internal.size()];
        IntStream.range(0, values.length).parallel().forEach(i -> {
            int sample = i / copies;
            double[] image = skeleton.get((sample + i % copies) % skeleton.size())
                    .apply(Arrays.copyOfRange(positions, sample * stride, (sample + 1) * stride));
            fold.fold(image, 0);
            internal.read(image, 0, values[i], 0);
        });
        return values;
    }

    private void fitMarginals(int k) {
        marginals[k] = new QuantileFunction[basins.countOf(k)];
        for (int basin = 0; basin < marginals[k].length; basin++) {
            int here = basin;
            int[] inside = IntStream.range(0, values.length)
                    .filter(i -> basins.basin(k, values[i][k]) == here)
                    .toArray();
            if (inside.length == 0) {
                continue;
            }
            double[] unwrapped = Arrays.stream(inside)
                    .mapToDouble(i -> basins.unwrapped(k, here, values[i][k]))
                    .toArray();
            marginals[k][basin] =
                    QuantileFunction.of(unwrapped.clone(), basins.lowest(k, basin), basins.highest(k, basin));
            for (int i = 0; i < inside.length; i++) {
                scores[inside[i]][k] = marginals[k][basin].score(unwrapped[i]);
            }
        }
    }

    ConformerDensity fit(RotorFold fold) {
        double[][] effects = effects();
        for (int i = 0; i < scores.length; i++) {
            for (int j = 0; j < codes[i].length; j++) {
                subtract(scores[i], effects[basins.offset(j) + codes[i][j]]);
            }
        }
        double[][] means = means();
        for (int i = 0; i < scores.length; i++) {
            subtract(scores[i], means[stateOf[i]]);
        }
        int[] all = IntStream.range(0, scores.length).toArray();
        double[][] pooled = regularised(covariance(all));
        List<GaussianFactor> factors = new ArrayList<>(List.of(GaussianFactor.of(pooled)));
        int[] factorOf = new int[states.size()];
        int[] classOf = new int[states.size()];
        for (List<Integer> alike : classes().values()) {
            double[][] ofClass = own(samplesOf(alike), pooled);
            int number = ofClass == null ? 0 : factors.size();
            if (ofClass != null) {
                factors.add(GaussianFactor.of(ofClass));
            }
            for (int state : alike) {
                classOf[state] = number;
                factorOf[state] = number;
                double[][] ofState =
                        alike.size() > 1 ? own(samplesOf(List.of(state)), ofClass == null ? pooled : ofClass) : null;
                if (ofState != null) {
                    factorOf[state] = factors.size();
                    factors.add(GaussianFactor.of(ofState));
                }
            }
        }
        NormalScores map =
                new NormalScores(internal, fold, basins, states, marginals, effects, means, factors, factorOf);
        return new ConformerDensity(map, classOf);
    }

    private int[] samplesOf(List<Integer> alike) {
        return IntStream.range(0, stateOf.length)
                .filter(i -> alike.contains(stateOf[i]))
                .toArray();
    }

    private static void subtract(double[] from, double[] what) {
        for (int k = 0; k < from.length; k++) {
            from[k] -= what[k];
        }
    }

    /** What each basin adds to the scores of all coordinates, by ridge regression, [basins][dimensions]. */
    private double[][] effects() {
        int total = basins.total();
        if (total == 0) {
            return new double[0][];
        }
        double[][] normal = new double[total][total];
        double[][] sums = new double[total][dimensions];
        for (int i = 0; i < codes.length; i++) {
            for (int a = 0; a < codes[i].length; a++) {
                int row = basins.offset(a) + codes[i][a];
                for (int b = 0; b < codes[i].length; b++) {
                    normal[row][basins.offset(b) + codes[i][b]]++;
                }
                for (int k = 0; k < dimensions; k++) {
                    sums[row][k] += scores[i][k];
                }
            }
        }
        for (int row = 0; row < total; row++) {
            normal[row][row] += RIDGE;
        }
        return new CholeskyDecomposition(new Array2DRowRealMatrix(normal, false), 1e-8, 1e-14)
                .getSolver()
                .solve(new Array2DRowRealMatrix(sums, false))
                .getData();
    }

    private double[][] means() {
        double[][] means = new double[states.size()][dimensions];
        int[] counts = new int[means.length];
        for (int i = 0; i < scores.length; i++) {
            counts[stateOf[i]]++;
            for (int k = 0; k < dimensions; k++) {
                means[stateOf[i]][k] += scores[i][k];
            }
        }
        for (int s = 0; s < means.length; s++) {
            for (int k = 0; k < dimensions; k++) {
                means[s][k] /= counts[s] + MEAN_PRIOR;
            }
        }
        return means;
    }

    /** States with the same ring shapes and inversions, which bend all correlations; rotors hardly do. */
    private Map<List<Integer>, List<Integer>> classes() {
        int[] split = basins.split();
        int[] stiff = IntStream.range(0, split.length)
                .filter(j -> internal.kind(split[j]) == Kind.IMPROPER || internal.isInRing(split[j]))
                .toArray();
        Map<List<Integer>, List<Integer>> classes = new HashMap<>();
        for (int s = 0; s < states.size(); s++) {
            int[] code = states.code(s);
            List<Integer> shape = Arrays.stream(stiff).mapToObj(j -> code[j]).toList();
            classes.computeIfAbsent(shape, key -> new ArrayList<>()).add(s);
        }
        return classes;
    }

    /** The covariance of some samples, drawn towards another one; null where they are too few. */
    private double[][] own(int[] samples, double[][] towards) {
        if (samples.length < FEWEST_FOR_COVARIANCE * dimensions || samples.length == scores.length) {
            return null;
        }
        double part = samples.length / (samples.length + COVARIANCE_PRIOR);
        double[][] covariance = regularised(covariance(samples));
        for (int a = 0; a < dimensions; a++) {
            for (int b = 0; b < dimensions; b++) {
                covariance[a][b] = part * covariance[a][b] + (1 - part) * towards[a][b];
            }
        }
        return covariance;
    }

    private double[][] covariance(int[] samples) {
        double[][] columns = new double[dimensions][samples.length];
        for (int i = 0; i < samples.length; i++) {
            for (int k = 0; k < dimensions; k++) {
                columns[k][i] = scores[samples[i]][k];
            }
        }
        double[][] covariance = new double[dimensions][dimensions];
        IntStream.range(0, dimensions).parallel().forEach(a -> {
            for (int b = 0; b <= a; b++) {
                double sum = 0;
                for (int i = 0; i < samples.length; i++) {
                    sum += columns[a][i] * columns[b][i];
                }
                covariance[a][b] = sum / samples.length;
            }
        });
        for (int a = 0; a < dimensions; a++) {
            for (int b = 0; b < a; b++) {
                covariance[b][a] = covariance[a][b];
            }
        }
        return covariance;
    }

    private static double[][] regularised(double[][] covariance) {
        for (int a = 0; a < covariance.length; a++) {
            for (int b = 0; b < covariance.length; b++) {
                covariance[a][b] *= a == b ? 1 : 1 - UNCORRELATED;
            }
            covariance[a][a] += 1e-6;
        }
        return covariance;
    }
}
