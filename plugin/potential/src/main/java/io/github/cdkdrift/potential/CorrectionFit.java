package io.github.cdkdrift.potential;

import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.molecule.MolecularGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Fits a correction to a force field to labels of a better potential, by ridge regression on forces and energies together: the mean of the posterior of a Bayesian
 * linear model (Bishop 2006, Pattern Recognition and Machine Learning, section 3.3). Energies count, since forces alone leave those of far rotamers relative to
 * each other open. The ridge is the one with the least error of energies on labels left out, a fifth at a time.
 *
 * <p>An energy is known to the standard deviation of the posterior, scaled so that it is right on labels left out, and to what no such correction describes.
 *
 * <p>For n labels of N atoms and K coefficients 3N n K² operations as matrix products. One thread at a time.
 */
public final class CorrectionFit implements LabelFit {
    private static final int FOLDS = 5;
    private static final double[] RIDGES = {1e-6, 1e-5, 1e-4, 1e-3, 1e-2};
    private static final double USUAL_RIDGE = 1e-3;
    /** An energy counts as much as the square of this many force components, in kcal/mol and kcal/mol/Å. */
    private static final double ENERGY_WEIGHT = 10;

    private static final int FRAMES_AT_A_TIME = 16;
    private static final int BLOCK = 128;
    private static final double NOTHING = 1e-9;

    private final CorrectionTerms terms;
    private final CorrectionTerms.Ranges ranges;
    private final CorrectedForceField potential;
    private final Ridge ridge;
    private final double[] meanFeatures;
    private final double scale;
    private final double floor;
    private final double energyError;

    private CorrectionFit(Mmff94Potential forceField, MolecularGraph graph, ForceFrames labels) {
        List<double[]> geometries =
                IntStream.range(0, labels.size()).mapToObj(labels::positions).toList();
        terms = CorrectionTermList.of(graph);
        ranges = terms.ranges(geometries);
        Data data = new Data(forceField, labels);
        double best = USUAL_RIDGE;
        Held held = null;
        for (double candidate : labels.hasEnergies() && labels.size() >= 2 * FOLDS ? RIDGES : new double[0]) {
            Held here = data.leftOut(candidate);
            if (held == null || here.error() < held.error()) {
                held = here;
                best = candidate;
            }
        }
        ridge = new Ridge(data.sum(-1), best);
        meanFeatures = data.meanFeatures(-1);
        energyError = held == null ? Double.NaN : held.error();
        double[] noise = held == null ? new double[] {1, 0} : held.noise();
        scale = noise[0];
        floor = noise[1];
        potential = new CorrectedForceField(
                        name(forceField, labels),
                        labels.size(),
                        forceField,
                        terms,
                        ranges,
                        Arrays.copyOf(ridge.solution, terms.size()),
                        ridge.solution[terms.size()])
                .of(this);
    }

    /**
     * Fits.
     *
     * @param forceField what is corrected
     * @param labels forces and, if there are any, energies
     * @throws IllegalArgumentException if the labels are of another molecule
     */
    public static CorrectionFit of(Mmff94Potential forceField, MolecularGraph graph, ForceFrames labels) {
        if (labels.atoms() != graph.atoms()) {
            throw new IllegalArgumentException("labels of " + labels.atoms() + " atoms; expected " + graph.atoms());
        }
        return new CorrectionFit(forceField, graph, labels);
    }

    private static String name(Mmff94Potential forceField, ForceFrames labels) {
        String count = String.format(Locale.ROOT, "%,d", labels.size());
        return forceField.name() + " corrected by " + count
                + labels.potential().map(word -> " labels of " + word).orElse(" frames");
    }

    @Override
    public CorrectedForceField potential() {
        return potential;
    }

    /** Root mean square error of the energies of labels left out, kcal/mol; NaN where there were too few, or none. */
    public double energyError() {
        return energyError;
    }

    /** The number of coefficients. */
    public int coefficients() {
        return terms.size();
    }

    @Override
    public void deviations(double[] positions, int frames, double[] deviations) {
        double[][] sides = new double[frames][];
        CorrectionTerms.Workspace workspace = terms.new Workspace(ranges);
        for (int frame = 0; frame < frames; frame++) {
            double[] features = new double[terms.size()];
            workspace.features(positions, 3 * terms.atoms() * frame, features, null);
            sides[frame] = features;
        }
        double[] variances = ridge.variances(sides, meanFeatures);
        for (int frame = 0; frame < frames; frame++) {
            deviations[frame] = Math.sqrt(scale * variances[frame] + floor);
        }
    }

    @Override
    public double irreducible() {
        return Math.sqrt(floor);
    }

    /** Sums of products over labels: [columns + 1, columns + 1] and [columns + 1], the last column for the constant. */
    private record Sums(double[] normal, double[] right, double[] squares, long rows, int size) {
        Sums less(Sums other) {
            double[] newNormal = normal.clone();
            double[] newRight = right.clone();
            double[] newSquares = squares.clone();
            for (int i = 0; i < normal.length; i++) {
                newNormal[i] -= other.normal[i];
            }
            for (int i = 0; i < right.length; i++) {
                newRight[i] -= other.right[i];
                newSquares[i] -= other.squares[i];
            }
            return new Sums(newNormal, newRight, newSquares, rows - other.rows, size);
        }
    }

    /** A solved regression. */
    private static final class Ridge {
        private final double[] scales;
        private final BlockCholesky factor;
        private final double[] solution;

        /** Columns are scaled to a mean square force of 1, and those without forces left out. */
        Ridge(Sums sums, double ridge) {
            int size = sums.size;
            scales = new double[size];
            for (int k = 0; k < size; k++) {
                double force = Math.sqrt(sums.squares[k] / sums.rows);
                scales[k] = k == size - 1 ? 1 : force > NOTHING ? 1 / force : 0;
            }
            double added = ridge * sums.rows;
            factor = new BlockCholesky(size, BLOCK, (from, target) -> {
                double[] column = new double[target.rows()];
                for (int j = 0; j < target.columns(); j++) {
                    int to = from + j;
                    for (int i = 0; i < column.length; i++) {
                        int row = from + i;
                        column[i] = scales[row] * scales[to] * sums.normal[to * size + row];
                        column[i] += row == to && (row < size - 1 || column[i] == 0) ? added : 0;
                    }
                    target.upload(column, (long) j * column.length, column.length);
                }
            });
            double[] right = new double[size];
            Arrays.setAll(right, k -> scales[k] * sums.right[k]);
            solution = factor.solve(right);
            Arrays.setAll(solution, k -> scales[k] * solution[k]);
        }

        /** Of linear functions of the coefficients, relative to one of them, in units of the noise. */
        double[] variances(double[][] features, double[] mean) {
            double[][] sides = new double[features.length][scales.length];
            for (int i = 0; i < sides.length; i++) {
                for (int k = 0; k < mean.length; k++) {
                    sides[i][k] = scales[k] * (features[i][k] - mean[k]);
                }
            }
            double[] variances = new double[sides.length];
            for (DoubleMatrix part : factor.solveLower(sides)) {
                double[] values = new double[part.rows() * sides.length];
                part.download(0, values, values.length);
                for (int i = 0; i < values.length; i++) {
                    variances[i / part.rows()] += values[i] * values[i];
                }
            }
            return variances;
        }
    }

    /**
     * What fits say of labels that they did not see.
     *
     * @param misses of the energies, kcal/mol
     * @param variances in units of the noise
     */
    private record Held(double[] misses, double[] variances) {
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

    /** All labels as sums, fold by fold. */
    private final class Data {
        private final int size = terms.size() + 1;
        private final double[][] features;
        /** What the force field lacks. */
        private final double[] energies;

        private final boolean hasEnergies;
        private final List<Sums> folds = new ArrayList<>();

        Data(Mmff94Potential forceField, ForceFrames labels) {
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
            forceField.evaluate(positions, own.length, own, forces);
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

        private Sums sums(double[] positions, double[] forces, int fold, int folds) {
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
            return new Sums(products, sides, squares, (long) frames.length * stride, size);
        }

        /** Of all labels but those of one fold; of all where there is no such fold. */
        Sums sum(int without) {
            Sums nothing = new Sums(new double[size * size], new double[size], new double[size], 0, size);
            Sums sum = nothing;
            for (int fold = 0; fold < folds.size(); fold++) {
                sum = fold == without ? sum : sum.less(nothing.less(folds.get(fold)));
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

        Held leftOut(double candidate) {
            double[] misses = new double[features.length];
            double[] variances = new double[features.length];
            for (int fold = 0; fold < folds.size(); fold++) {
                Ridge ridgeHere = new Ridge(sum(fold), candidate);
                int left = fold;
                int[] frames = IntStream.range(0, features.length)
                        .filter(i -> i % folds.size() == left)
                        .toArray();
                double[][] sides =
                        Arrays.stream(frames).mapToObj(i -> features[i]).toArray(double[][]::new);
                double[] here = ridgeHere.variances(sides, meanFeatures(fold));
                for (int i = 0; i < frames.length; i++) {
                    double predicted = ridgeHere.solution[terms.size()];
                    for (int k = 0; k < terms.size(); k++) {
                        predicted += ridgeHere.solution[k] * sides[i][k];
                    }
                    misses[frames[i]] = energies[frames[i]] - predicted;
                    variances[frames[i]] = here[i];
                }
            }
            return new Held(misses, variances);
        }
    }
}
