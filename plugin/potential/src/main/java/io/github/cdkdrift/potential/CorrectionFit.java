package io.github.cdkdrift.potential;

import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.molecule.MolecularGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * Fits a correction to a cheap potential, mostly a force field, to labels of a better potential, by ridge regression on forces and energies together: the mean of the posterior of a Bayesian
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

    /** Of the kernel model of what terms leave: less is left to it than to one that begins from nothing. */
    private static final double REST_REGULARISATION = 1e-6;

    /** A kernel model that misses more than this part of the forces on frames held out is left out. */
    private static final double LARGEST_REST = 0.9;

    /** kcal/mol. */
    private static final double LARGEST_REACH = 0.01;

    private static final int FRAMES_AT_A_TIME = 16;

    private final CorrectionTerms terms;
    private final CorrectionTerms.Ranges ranges;
    /** [coefficients]: their scales at most. */
    private final double[] most;

    private final CorrectedForceField potential;
    /** Tells what labels leave open: the regression itself, or that of labels of few rotamers with every coefficient free. */
    private final RidgeRegression open;

    private final double[] meanFeatures;
    private final double scale;
    private final double floor;
    private final double energyError;

    /** @param everywhere whether the labels are of all rotamers and ring shapes */
    private CorrectionFit(PriorPotential prior, MolecularGraph graph, ForceFrames labels, boolean everywhere) {
        List<double[]> geometries =
                IntStream.range(0, labels.size()).mapToObj(labels::positions).toList();
        terms = CorrectionTermList.of(graph);
        ranges = terms.ranges(geometries);
        most = Arrays.stream(terms.reaches(ranges))
                .map(reach -> everywhere || reach == 0 ? Double.POSITIVE_INFINITY : LARGEST_REACH / reach)
                .toArray();
        Data data = new Data(prior, labels);
        double best = USUAL_RIDGE;
        Held held = null;
        for (double candidate : labels.hasEnergies() && labels.size() >= 2 * FOLDS ? RIDGES : new double[0]) {
            Held here = data.leftOut(candidate);
            if (held == null || here.error() < held.error()) {
                held = here;
                best = candidate;
            }
        }
        RidgeRegression ridge = new RidgeRegression(data.sum(-1), best, most);
        open = everywhere ? ridge : new RidgeRegression(data.sum(-1), best, free());
        meanFeatures = data.meanFeatures(-1);
        energyError = held == null ? Double.NaN : held.error();
        potential = new CorrectedForceField(
                        name(prior, labels, labels.size()),
                        labels.size(),
                        prior,
                        terms,
                        ranges,
                        Arrays.copyOf(ridge.solution(), terms.size()),
                        ridge.solution()[terms.size()],
                        null)
                .of(this);
        double[] noise = held == null ? new double[] {noise(left(labels)), 0} : held.noise();
        scale = noise[0];
        floor = noise[1];
    }

    /** The noise, where no energies tell it: what all force components of a frame miss is one surprise, not 3N. */
    private static double noise(ForceFrames left) {
        return 3 * left.atoms() * mean(left, force -> force * force);
    }

    private static double mean(ForceFrames frames, DoubleUnaryOperator ofForces) {
        return IntStream.range(0, frames.size())
                .mapToObj(frames::forces)
                .flatMapToDouble(Arrays::stream)
                .map(ofForces)
                .average()
                .orElseThrow();
    }

    /**
     * Fits labels of all rotamers and ring shapes that matter.
     *
     * @param prior what is corrected; the fit keeps it
     * @param labels forces and, if there are any, energies
     * @throws IllegalArgumentException if the labels are of another molecule
     */
    public static CorrectionFit of(PriorPotential prior, MolecularGraph graph, ForceFrames labels) {
        return of(prior, graph, labels, true);
    }

    private static CorrectionFit of(
            PriorPotential prior, MolecularGraph graph, ForceFrames labels, boolean everywhere) {
        if (labels.atoms() != graph.atoms()) {
            throw new IllegalArgumentException("labels of " + labels.atoms() + " atoms; expected " + graph.atoms());
        }
        return new CorrectionFit(prior, graph, labels, everywhere);
    }

    private double[] free() {
        double[] free = new double[terms.size()];
        Arrays.fill(free, Double.POSITIVE_INFINITY);
        return free;
    }

    private static String name(PriorPotential prior, ForceFrames labels, int count) {
        String some = String.format(Locale.ROOT, "%,d", count)
                + (count < labels.size() ? String.format(Locale.ROOT, " of %,d", labels.size()) : "");
        return prior.name() + " corrected by " + some
                + labels.potential().map(word -> " labels of " + word).orElse(" frames");
    }

    /**
     * Fits some of many frames, which may be of few rotamers: where torsions and far pairs are as they never were, the cheap potential decides, with little of what
     * the frames would make of it. How far
     * off that is stands in the page on training, with the program that measured it.
     *
     * @param most how many frames at most, evenly spread
     */
    public static CorrectionFit ofFrames(PriorPotential prior, MolecularGraph graph, ForceFrames frames, int most) {
        int count = Math.min(most, frames.size());
        ForceFrames some = frames.select(IntStream.range(0, count)
                .map(i -> (int) ((long) i * frames.size() / count))
                .toArray());
        return of(prior, graph, some, false);
    }

    /**
     * The corrected force field and a kernel model of the forces that it leaves, for what no terms describe; where it explains nothing of frames held out, there is
     * none. Far from all frames its forces are 0, but its energy is another than at the frames, the more so the wider the kernel, since forces do not tell how
     * they compare: where frames leave rotamers unvisited it must be narrow.
     *
     * @param frames forces; the correction's own may be among them
     * @param permutations of atoms that leave the energy unchanged, a group
     * @param settings of the kernel model
     */
    public CorrectedForceField withKernel(ForceFrames frames, int[][] permutations, FitSettings settings) {
        ForceFrames left = left(frames);
        PotentialFit rest = PotentialFit.of(
                left,
                permutations,
                settings.withRegularisation(Math.max(REST_REGULARISATION, settings.regularisation())));
        double error = Arrays.stream(rest.widthErrors()).min().orElse(0);
        if (error > LARGEST_REST * mean(left, Math::abs)) {
            return potential;
        }
        int count = Math.max(potential.labels(), rest.frames().length);
        return potential.with(rest.potential(), name(potential.prior(), frames, count), count);
    }

    /** The frames with the forces that the corrected force field leaves; energies 0 on average. */
    private ForceFrames left(ForceFrames frames) {
        int stride = 3 * frames.atoms();
        double[] positions = new double[stride * frames.size()];
        for (int i = 0; i < frames.size(); i++) {
            System.arraycopy(frames.positions(i), 0, positions, i * stride, stride);
        }
        double[] forces = new double[positions.length];
        double[] energies = new double[frames.size()];
        potential.evaluate(positions, frames.size(), energies, forces);
        for (int i = 0; i < frames.size(); i++) {
            double[] labels = frames.forces(i);
            for (int k = 0; k < stride; k++) {
                forces[i * stride + k] = labels[k] - forces[i * stride + k];
            }
            energies[i] = frames.hasEnergies() ? frames.energy(i).orElseThrow() - energies[i] : 0;
        }
        return ForceFrames.of(frames.atomicNumbers(), positions, forces, energies);
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
        double[] variances = open.variances(sides, meanFeatures);
        for (int frame = 0; frame < frames; frame++) {
            deviations[frame] = Math.sqrt(scale * variances[frame] + floor);
        }
    }

    @Override
    public double irreducible() {
        return Math.sqrt(floor);
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
        /** What the prior lacks. */
        private final double[] energies;

        private final boolean hasEnergies;
        private final List<RidgeRegression.Sums> folds = new ArrayList<>();

        Data(PriorPotential prior, ForceFrames labels) {
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
            RidgeRegression.Sums nothing =
                    new RidgeRegression.Sums(new double[size * size], new double[size], new double[size], 0, size);
            RidgeRegression.Sums sum = nothing;
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
                RidgeRegression ridgeHere = new RidgeRegression(sum(fold), candidate, most);
                int left = fold;
                int[] frames = IntStream.range(0, features.length)
                        .filter(i -> i % folds.size() == left)
                        .toArray();
                double[][] sides =
                        Arrays.stream(frames).mapToObj(i -> features[i]).toArray(double[][]::new);
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
            return new Held(misses, variances);
        }
    }
}
