package io.github.cdkdrift.potential;

import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.molecule.MolecularGraph;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * Fits a correction to a cheap potential, mostly a force field, to labels of a better potential, by ridge regression on forces and energies together: the mean of the posterior of a Bayesian
 * linear model (Bishop 2006, Pattern Recognition and Machine Learning, section 3.3). Energies count, since forces alone leave those of far rotamers relative to
 * each other open. The ridge is the one that foretells energies of labels left out, a fifth at a time, and their errors best, but for the few that are missed most.
 *
 * <p>Where labels are of all rotamers, smooth functions of inverse distances stand beside the terms, for what couples coordinates in other ways: a sparse Gaussian process
 * in the same regression.
 *
 * <p>An energy is known to the standard deviation of the posterior, scaled so that it is right on labels left out, and to what no such correction describes.
 *
 * <p>For n labels of N atoms and K coefficients 3N n K² operations as matrix products, and memory for some 6 K² numbers. One thread at a time.
 */
public final class CorrectionFit implements LabelFit {
    private static final double[] RIDGES = {1e-6, 1e-5, 1e-4, 1e-3, 1e-2};
    private static final double USUAL_RIDGE = 1e-3;
    /** Of the kernel model of what terms leave: less is left to it than to one that begins from nothing. */
    private static final double REST_REGULARISATION = 1e-6;

    /** A kernel model that misses more than this part of the forces on frames held out is left out. */
    private static final double LARGEST_REST = 0.9;

    /** More coefficients than these take too long to fit. */
    private static final int MOST_COLUMNS = 3_300;

    /** kcal/mol. */
    private static final double LARGEST_REACH = 0.01;

    /**
     * By how much variances of a fit to four fifths of the labels are above those of a fit to all, which take errors of forces for independent. Misses fall less (the page on corrections has
     * the figures), so that what the last fifth tells is not counted.
     */
    private static final double LAST_FIFTH = 1.4;

    /** Equally likely corrections that stand for what labels leave open: a standard deviation over them is known to an eighth. */
    private static final int ALTERNATIVES = 32;

    private static final long SEED = 0;

    private final CorrectionBasis basis;
    /** [coefficients]: their scales at most. */
    private final double[] most;

    private final CorrectedForceField potential;
    /** Tells what labels leave open, with every coefficient free. */
    private final RidgeRegression open;

    private final double[] meanFeatures;
    private final double scale;
    private final double floor;
    private final double energyError;

    /**
     * Fits.
     *
     * @param elsewhere where the cheap potential's energies are no more off than usual
     * @param everywhere whether the labels are of all rotamers and ring shapes that matter
     */
    private CorrectionFit(
            PriorPotential prior,
            MolecularGraph graph,
            ForceFrames labels,
            List<double[]> elsewhere,
            boolean everywhere) {
        if (labels.atoms() != graph.atoms()) {
            throw new IllegalArgumentException("labels of " + labels.atoms() + " atoms; expected " + graph.atoms());
        }
        if (elsewhere.stream().anyMatch(geometry -> geometry.length != 3 * graph.atoms())) {
            throw new IllegalArgumentException("geometries of another molecule; expected " + graph.atoms() + " atoms");
        }
        List<double[]> geometries =
                IntStream.range(0, labels.size()).mapToObj(labels::positions).toList();
        CorrectionTerms terms = CorrectionTermList.of(graph);
        boolean told = labels.hasEnergies() && labels.size() >= 2 * CorrectionLabels.FOLDS;
        // Without labels left out nothing would say how little so many functions know.
        basis = new CorrectionBasis(
                terms,
                terms.ranges(geometries),
                everywhere && told
                        ? KernelColumns.of(graph, elsewhere, geometries, MOST_COLUMNS - terms.size())
                        : KernelColumns.none(graph));
        most = free();
        double[] reaches = terms.reaches(basis.ranges());
        for (int k = 0; k < reaches.length; k++) {
            most[k] = everywhere || reaches[k] == 0 ? Double.POSITIVE_INFINITY : LARGEST_REACH / reaches[k];
        }
        CorrectionLabels data = new CorrectionLabels(prior, labels, basis);
        Optional<Ridge> ridge =
                told ? Optional.of(Ridge.of(data, most, everywhere ? elsewhere : List.of())) : Optional.empty();
        double penalty = data.penalty(ridge.map(Ridge::value).orElse(USUAL_RIDGE));
        meanFeatures = data.meanFeatures(-1);
        energyError = ridge.map(best -> best.held.error()).orElse(Double.NaN);
        LeftOut.Noise noise = ridge.map(best -> best.held.noise())
                .orElseGet(() -> new LeftOut.Noise(
                        noiseOfForces(left(
                                corrected(new RidgeRegression(data.sum(-1), penalty, most), prior, labels), labels)),
                        0,
                        Double.NaN));
        scale = (told ? LAST_FIFTH : 1) * noise.scale();
        floor = noise.floor();
        RidgeRegression.Sums all =
                elsewhere.isEmpty() ? data.sum(-1) : data.sum(-1).plus(data.trusted(elsewhere, Math.sqrt(scale)));
        open = new RidgeRegression(all, penalty, free());
        RidgeRegression solved = everywhere ? open : new RidgeRegression(data.sum(-1), penalty, most);
        potential = corrected(solved, prior, labels).of(this);
        double[][] draws = open.draws(ALTERNATIVES, new Random(SEED));
        potential.keepAlternatives(Arrays.stream(draws)
                .map(draw -> IntStream.range(0, basis.size())
                        .mapToDouble(k -> Math.sqrt(scale) * draw[k])
                        .toArray())
                .toArray(double[][]::new));
    }

    /**
     * A ridge, and what fits with it say of the labels that they leave out.
     *
     * @param value relative to the mean square force of a column
     */
    private record Ridge(double value, LeftOut held) {
        /**
         * The most likely one, from the middle of the candidates down or up, by the labels that the middle one does not miss most; in these fits the prior is trusted elsewhere as in the
         * last one.
         */
        static Ridge of(CorrectionLabels data, double[] most, List<double[]> elsewhere) {
            RidgeRegression.Sums beside = RidgeRegression.Sums.zero(most.length + 1);
            int middle = RIDGES.length / 2;
            if (!elsewhere.isEmpty()) {
                double scale =
                        data.leftOut(RIDGES[middle], most, beside).noise().scale();
                beside = data.trusted(elsewhere, Math.sqrt(scale));
            }
            Ridge start = new Ridge(RIDGES[middle], data.leftOut(RIDGES[middle], most, beside));
            int[] usual = start.held.usual();
            Ridge down = start.descend(data, most, beside, usual, middle, -1);
            Ridge best = down == start ? start.descend(data, most, beside, usual, middle, 1) : down;
            if (elsewhere.isEmpty()) {
                return best;
            }
            RidgeRegression.Sums last =
                    data.trusted(elsewhere, Math.sqrt(best.held.noise().scale()));
            return new Ridge(best.value, data.leftOut(best.value, most, last));
        }

        private Ridge descend(
                CorrectionLabels data, double[] most, RidgeRegression.Sums beside, int[] usual, int from, int step) {
            Ridge best = this;
            for (int next = from + step; next >= 0 && next < RIDGES.length; next += step) {
                Ridge here = new Ridge(RIDGES[next], data.leftOut(RIDGES[next], most, beside));
                if (!(here.logLikelihood(usual) > best.logLikelihood(usual))) {
                    break;
                }
                best = here;
            }
            return best;
        }

        private double logLikelihood(int[] labels) {
            return held.of(labels).noise().logLikelihood();
        }
    }

    private CorrectedForceField corrected(RidgeRegression ridge, PriorPotential prior, ForceFrames labels) {
        return new CorrectedForceField(
                name(prior, labels, labels.size()),
                labels.size(),
                prior,
                basis,
                Arrays.copyOf(ridge.solution(), basis.size()),
                ridge.solution()[basis.size()],
                null);
    }

    /** The noise, where no energies tell it: what all force components of a frame miss is one surprise, not 3N. */
    private static double noiseOfForces(ForceFrames left) {
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
     * @param elsewhere geometries of rotamers and ring shapes, each [atoms · 3] Å; may be empty: the correction of their energies, relative to that at the labels, is as
     *     large as force fields' errors are, as a root mean square over them, so that one which no label shows is not off without a limit.
     * @throws IllegalArgumentException if the labels or geometries are of another molecule
     */
    public static CorrectionFit of(
            PriorPotential prior, MolecularGraph graph, ForceFrames labels, List<double[]> elsewhere) {
        return new CorrectionFit(prior, graph, labels, elsewhere, true);
    }

    private double[] free() {
        double[] free = new double[basis.size()];
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
     * @param elsewhere geometries of other rotamers and ring shapes, each [atoms · 3] Å, at which the cheap potential is off by no more than usual, as far as the
     *     uncertainty is concerned: what frames leave open would be without a limit there
     */
    public static CorrectionFit ofFrames(
            PriorPotential prior, MolecularGraph graph, ForceFrames frames, int most, List<double[]> elsewhere) {
        int count = Math.min(most, frames.size());
        ForceFrames some = frames.select(IntStream.range(0, count)
                .map(i -> (int) ((long) i * frames.size() / count))
                .toArray());
        return new CorrectionFit(prior, graph, some, elsewhere, false);
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
        ForceFrames left = left(potential, frames);
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

    /** The frames with the forces, and energies if there are any, that a potential leaves. */
    private static ForceFrames left(Potential potential, ForceFrames frames) {
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
        return basis.size();
    }

    @Override
    public void deviations(double[] positions, int frames, double[] deviations) {
        double[] variances = open.variances(features(positions, frames), meanFeatures);
        for (int frame = 0; frame < frames; frame++) {
            deviations[frame] = Math.sqrt(scale * variances[frame] + floor);
        }
    }

    @Override
    public double[][] covariances(double[] positions, int frames) {
        double[][] covariances = open.covariances(features(positions, frames), meanFeatures);
        Arrays.stream(covariances).forEach(row -> Arrays.setAll(row, i -> scale * row[i]));
        return covariances;
    }

    private double[][] features(double[] positions, int frames) {
        double[][] features = new double[frames][basis.size()];
        CorrectionBasis.Workspace workspace = basis.new Workspace();
        for (int frame = 0; frame < frames; frame++) {
            workspace.features(positions, 3 * basis.atoms() * frame, features[frame], null);
        }
        return features;
    }

    @Override
    public double irreducible() {
        return Math.sqrt(floor);
    }
}
