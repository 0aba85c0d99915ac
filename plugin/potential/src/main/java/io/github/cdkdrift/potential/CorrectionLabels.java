package io.github.cdkdrift.potential;

import io.github.cdkdrift.frames.ForceFrames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Labels as the sums over them that a ridge regression of a correction's coefficients needs, fold by fold. */
final class CorrectionLabels {
    static final int FOLDS = 5;

    /** An energy counts as much as the square of this many force components, in kcal/mol and kcal/mol/Å. */
    private static final double ENERGY_WEIGHT = 10;

    private static final int FRAMES_AT_A_TIME = 16;

    /** kcal/mol: by how much force fields are usually off, between rotamers (the pages on corrections have their errors). */
    private static final double PRIOR_ENERGY_ERROR = 3;

    private final CorrectionTerms terms;
    private final CorrectionTerms.Ranges ranges;
    private final int size;
    private final double[][] features;
    /** What the prior lacks. */
    private final double[] energies;

    private final boolean hasEnergies;
    private final List<RidgeRegression.Sums> folds = new ArrayList<>();

    /**
     * What fits say of labels that they did not see.
     *
     * @param misses of the energies, kcal/mol
     * @param variances in units of the noise
     */
    record LeftOut(double[] misses, double[] variances) {
        double error() {
            return Math.sqrt(
                    Arrays.stream(misses).map(miss -> miss * miss).average().orElseThrow());
        }

        /** The scale of the variances and what is added to them, by the largest likelihood of the misses. */
        double[] noise() {
            double typical = Arrays.stream(variances).average().orElseThrow();
            double best = Double.NEGATIVE_INFINITY;
            double[] found = {1, 0};
            for (int step = -24; step <= 24; step++) {
                double ratio = typical * Math.pow(10, step / 6.0);
                double factor = 0;
                double logs = 0;
                for (int i = 0; i < misses.length; i++) {
                    factor += misses[i] * misses[i] / (variances[i] + ratio) / misses.length;
                    logs += Math.log(variances[i] + ratio);
                }
                double likelihood = -0.5 * (misses.length * Math.log(factor) + logs);
                if (likelihood > best) {
                    best = likelihood;
                    found = new double[] {factor, factor * ratio};
                }
            }
            return found;
        }
    }

    CorrectionLabels(PriorPotential prior, ForceFrames labels, CorrectionTerms terms, CorrectionTerms.Ranges ranges) {
        this.terms = terms;
        this.ranges = ranges;
        size = terms.size() + 1;
        int stride = 3 * labels.atoms();
        hasEnergies = labels.hasEnergies();
        features = new double[labels.size()][terms.size()];
        energies = hasEnergies ? labels.energies() : new double[labels.size()];
        double[] positions = new double[stride * labels.size()];
        for (int i = 0; i < labels.size(); i++) {
            System.arraycopy(labels.positions(i), 0, positions, i * stride, stride);
        }
        double[] forces = new double[positions.length];
        double[] own = new double[labels.size()];
        prior.evaluate(positions, own.length, own, forces);
        for (int i = 0; i < own.length; i++) {
            energies[i] -= hasEnergies ? own[i] : 0;
            double[] wanted = labels.forces(i);
            for (int k = 0; k < stride; k++) {
                forces[i * stride + k] = wanted[k] - forces[i * stride + k];
            }
        }
        int count = Math.min(FOLDS, labels.size());
        for (int fold = 0; fold < count; fold++) {
            folds.add(sums(positions, forces, fold, count));
        }
    }

    /**
     * The sums that say how far the prior is trusted at other geometries: the root mean square over them of what the correction adds to energies there, relative to
     * the mean of those at the labels, is the prior's usual error. Counted one by one, many geometries that share an error would outweigh a label that shows it.
     *
     * @param elsewhere each [atoms · 3] Å
     * @param noise of the labels, kcal/mol/Å
     */
    RidgeRegression.Sums trusted(List<double[]> elsewhere, double noise) {
        int rows = elsewhere.size();
        double weight = noise / (PRIOR_ENERGY_ERROR * Math.sqrt(rows));
        double[] mean = meanFeatures(-1);
        double[] here = new double[terms.size()];
        double[] block = new double[rows * size];
        CorrectionTerms.Workspace workspace = terms.new Workspace(ranges);
        for (int row = 0; row < rows; row++) {
            workspace.features(elsewhere.get(row), 0, here, null);
            for (int k = 0; k < terms.size(); k++) {
                block[k * rows + row] = weight * (here[k] - mean[k]);
            }
        }
        double[] products = new double[size * size];
        if (rows > 0) {
            DoubleMatrix normal = DoubleMatrix.zeros(size, size);
            DoubleMatrix matrix = DoubleMatrix.of(rows, size, block);
            normal.setProduct(1, matrix, true, matrix, false, 1);
            normal.download(0, products, products.length);
        }
        return new RidgeRegression.Sums(products, new double[size], new double[size], 0, size);
    }

    private RidgeRegression.Sums sums(double[] positions, double[] forces, int fold, int folds) {
        int stride = 3 * terms.atoms();
        int[] frames = IntStream.range(0, features.length)
                .filter(i -> i % folds == fold)
                .toArray();
        DoubleMatrix normal = DoubleMatrix.zeros(size, size);
        DoubleMatrix right = DoubleMatrix.zeros(size, 1);
        CorrectionTerms.Workspace workspace = terms.new Workspace(ranges);
        double[] columns = new double[terms.size() * stride];
        double[] squares = new double[size];
        for (int from = 0; from < frames.length; from += FRAMES_AT_A_TIME) {
            int count = Math.min(FRAMES_AT_A_TIME, frames.length - from);
            int rows = count * (stride + 1);
            double[] block = new double[rows * size];
            double[] wanted = new double[rows];
            for (int b = 0; b < count; b++) {
                int frame = frames[from + b];
                int at = b * (stride + 1);
                workspace.features(positions, frame * stride, features[frame], columns);
                double weight = hasEnergies ? ENERGY_WEIGHT : 0;
                for (int k = 0; k < terms.size(); k++) {
                    System.arraycopy(columns, k * stride, block, k * rows + at, stride);
                    block[k * rows + at + stride] = weight * features[frame][k];
                    for (int i = 0; i < stride; i++) {
                        squares[k] += columns[k * stride + i] * columns[k * stride + i];
                    }
                }
                block[(size - 1) * rows + at + stride] = weight;
                System.arraycopy(forces, frame * stride, wanted, at, stride);
                wanted[at + stride] = weight * energies[frame];
            }
            DoubleMatrix matrix = DoubleMatrix.of(rows, size, block);
            normal.setProduct(1, matrix, true, matrix, false, 1);
            right.setProduct(1, matrix, true, DoubleMatrix.of(rows, 1, wanted), false, 1);
        }
        double[] products = new double[size * size];
        normal.download(0, products, products.length);
        double[] sides = new double[size];
        right.download(0, sides, size);
        return new RidgeRegression.Sums(products, sides, squares, (long) frames.length * stride, size);
    }

    /** Of all labels but those of one fold; of all where there is no such fold. */
    RidgeRegression.Sums sum(int without) {
        RidgeRegression.Sums sum = RidgeRegression.Sums.zero(size);
        for (int fold = 0; fold < folds.size(); fold++) {
            sum = fold == without ? sum : sum.plus(folds.get(fold));
        }
        return sum;
    }

    double[] meanFeatures(int without) {
        double[] mean = new double[terms.size()];
        int count = 0;
        for (int i = 0; i < features.length; i++) {
            if (i % folds.size() != without) {
                count++;
                for (int k = 0; k < mean.length; k++) {
                    mean[k] += features[i][k];
                }
            }
        }
        for (int k = 0; k < mean.length; k++) {
            mean[k] /= count;
        }
        return mean;
    }

    /**
     * Fits all folds but one, for each of them.
     *
     * @param candidate the ridge
     * @param most of each coefficient
     */
    LeftOut leftOut(double candidate, double[] most) {
        double[] misses = new double[features.length];
        double[] variances = new double[features.length];
        for (int fold = 0; fold < folds.size(); fold++) {
            RidgeRegression ridgeHere = new RidgeRegression(sum(fold), candidate, most);
            int left = fold;
            int[] frames = IntStream.range(0, features.length)
                    .filter(i -> i % folds.size() == left)
                    .toArray();
            double[][] sides = Arrays.stream(frames).mapToObj(i -> features[i]).toArray(double[][]::new);
            double[] here = ridgeHere.variances(sides, meanFeatures(fold));
            for (int i = 0; i < frames.length; i++) {
                double predicted = ridgeHere.solution()[terms.size()];
                for (int k = 0; k < terms.size(); k++) {
                    predicted += ridgeHere.solution()[k] * sides[i][k];
                }
                misses[frames[i]] = energies[frames[i]] - predicted;
                variances[frames[i]] = here[i];
            }
        }
        return new LeftOut(misses, variances);
    }
}
