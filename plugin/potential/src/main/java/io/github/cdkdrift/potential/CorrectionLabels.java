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

    private final CorrectionBasis basis;
    private final int size;
    private final double[][] features;
    /** What the prior lacks. */
    private final double[] energies;

    private final boolean hasEnergies;
    private final List<RidgeRegression.Sums> folds = new ArrayList<>();

    CorrectionLabels(PriorPotential prior, ForceFrames labels, CorrectionBasis basis) {
        this.basis = basis;
        size = basis.size() + 1;
        int stride = 3 * labels.atoms();
        hasEnergies = labels.hasEnergies();
        features = new double[labels.size()][basis.size()];
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
        double[] here = new double[basis.size()];
        double[] block = new double[rows * size];
        CorrectionBasis.Workspace workspace = basis.new Workspace();
        for (int row = 0; row < rows; row++) {
            workspace.features(elsewhere.get(row), 0, here, null);
            for (int k = 0; k < basis.size(); k++) {
                block[k * rows + row] = weight * (here[k] - mean[k]);
            }
        }
        if (rows == 0) {
            return RidgeRegression.Sums.zero(size);
        }
        DoubleMatrix normal = DoubleMatrix.zeros(size, size);
        DoubleMatrix matrix = DoubleMatrix.of(rows, size, block);
        normal.setProduct(1, matrix, true, matrix, false, 0);
        return RidgeRegression.Sums.of(normal, new double[size], new double[size], 0);
    }

    private RidgeRegression.Sums sums(double[] positions, double[] forces, int fold, int folds) {
        int stride = 3 * basis.atoms();
        int[] frames = IntStream.range(0, features.length)
                .filter(i -> i % folds == fold)
                .toArray();
        DoubleMatrix normal = DoubleMatrix.zeros(size, size);
        DoubleMatrix right = DoubleMatrix.zeros(size, 1);
        CorrectionBasis.Workspace workspace = basis.new Workspace();
        double[] columns = new double[basis.size() * stride];
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
                for (int k = 0; k < basis.size(); k++) {
                    System.arraycopy(columns, k * stride, block, k * rows + at, stride);
                    block[k * rows + at + stride] = weight * features[frame][k];
                    // Functions of the kernel have the prior that they should have, and need no scale.
                    squares[k] += k < basis.terms().size() ? square(columns, k * stride, stride) : stride;
                }
                block[(size - 1) * rows + at + stride] = weight;
                System.arraycopy(forces, frame * stride, wanted, at, stride);
                wanted[at + stride] = weight * energies[frame];
            }
            DoubleMatrix matrix = DoubleMatrix.of(rows, size, block);
            normal.setProduct(1, matrix, true, matrix, false, 1);
            right.setProduct(1, matrix, true, DoubleMatrix.of(rows, 1, wanted), false, 1);
        }
        double[] sides = new double[size];
        right.download(0, sides, size);
        return RidgeRegression.Sums.of(normal, sides, squares, (long) frames.length * stride);
    }

    private static double square(double[] values, int from, int count) {
        double sum = 0;
        for (int i = from; i < from + count; i++) {
            sum += values[i] * values[i];
        }
        return sum;
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
        double[] mean = new double[basis.size()];
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
     * What a ridge is in a regression of these labels or some of them: the same, so that what no label tells is as uncertain in all.
     *
     * @param ridge relative to the mean square force of a scaled column of all labels
     */
    double penalty(double ridge) {
        return ridge * 3 * basis.atoms() * features.length;
    }

    /**
     * Fits all folds but one, for each of them.
     *
     * @param candidate the ridge, see {@link #penalty}
     * @param most of each coefficient
     * @param beside sums that every fit has beside its labels
     */
    LeftOut leftOut(double candidate, double[] most, RidgeRegression.Sums beside) {
        double[] misses = new double[features.length];
        double[] variances = new double[features.length];
        for (int fold = 0; fold < folds.size(); fold++) {
            RidgeRegression ridgeHere = new RidgeRegression(sum(fold).plus(beside), penalty(candidate), most);
            int left = fold;
            int[] frames = IntStream.range(0, features.length)
                    .filter(i -> i % folds.size() == left)
                    .toArray();
            double[][] sides = Arrays.stream(frames).mapToObj(i -> features[i]).toArray(double[][]::new);
            double[] here = ridgeHere.variances(sides, meanFeatures(fold));
            for (int i = 0; i < frames.length; i++) {
                double predicted = ridgeHere.solution()[basis.size()];
                for (int k = 0; k < basis.size(); k++) {
                    predicted += ridgeHere.solution()[k] * sides[i][k];
                }
                misses[frames[i]] = energies[frames[i]] - predicted;
                variances[frames[i]] = here[i];
            }
        }
        return new LeftOut(misses, variances);
    }
}
