package io.github.cdkdrift.labelling;

import io.github.cdkdrift.dynamics.LangevinRun.Sample;
import io.github.cdkdrift.molecule.PhysicalConstants;
import io.github.cdkdrift.potential.LabelFit;
import io.github.cdkdrift.potential.Potential;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Samples of a fit that are worth a label, with what the fit knows of their energies. */
final class LabelCandidates {
    /** The deviation that is told of all of them. */
    private static final double QUANTILE = 0.95;

    /** kcal/mol of the guide above all its own hot samples: more than potentials differ by in whole molecules. */
    private static final double TORN = 50;

    /** Standard deviations of harmonic energies by which their first decile lies below the mean. */
    private static final double DECILE = 1.28;

    /** Standard deviations above the mean at which geometries are few enough not to matter. */
    private static final double RELEVANT = 2;

    /** k_BT above the lowest at which a minimum holds a thousandth as much as that. */
    private static final double RARE = Math.log(1000);

    private final List<Sample> samples;
    /** [samples][samples] kcal²/mol², of what labels would mend. */
    private final double[][] covariances;
    /** kcal²/mol², what they would not. */
    private final double noise;

    private LabelCandidates(List<Sample> samples, double[][] covariances, double noise) {
        this.samples = samples;
        this.covariances = covariances;
        this.noise = noise;
    }

    /**
     * Those that may matter to populations: energies of the others are, even two deviations lower, above the highest that is usual.
     *
     * @param samples of the fit
     * @param highest kcal/mol, see {@link #highestUsual}
     */
    static LabelCandidates of(LabelFit fit, List<Sample> samples, double highest) {
        double[][] all = fit.covariances(positions(samples), samples.size());
        double noise = fit.irreducible() * fit.irreducible();
        int[] relevant = IntStream.range(0, all.length)
                .filter(i -> samples.get(i).energy() - RELEVANT * Math.sqrt(all[i][i] + noise) < highest)
                .toArray();
        double[][] covariances = Arrays.stream(relevant)
                .mapToObj(
                        i -> Arrays.stream(relevant).mapToDouble(k -> all[i][k]).toArray())
                .toArray(double[][]::new);
        return new LabelCandidates(
                Arrays.stream(relevant).mapToObj(samples::get).toList(), covariances, noise);
    }

    /**
     * The energy that few geometries at equilibrium exceed: two standard deviations of a harmonic molecule above the mean. The mean is told by the first decile
     * of samples, since walkers that begin in minima of high energy may stay there.
     *
     * @param samples at least one
     * @param atoms of the molecule
     * @param kelvin of the samples
     */
    static double highestUsual(List<Sample> samples, int atoms, double kelvin) {
        double[] sorted = samples.stream().mapToDouble(Sample::energy).sorted().toArray();
        double deviation = PhysicalConstants.BOLTZMANN * kelvin * Math.sqrt(Math.max(1, 3 * atoms - 6) / 2.0);
        return sorted[sorted.length / 10] + (DECILE + RELEVANT) * deviation;
    }

    /**
     * Geometries that a guide does not hold for torn, as dynamics on a fit to few labels leaves some: their labels would distort the next fit.
     *
     * @param hottest the guide's energy that its own hot samples do not exceed, kcal/mol
     */
    static List<Sample> whole(Potential guide, double hottest, List<Sample> samples) {
        return whole(guide, hottest, samples, Sample::positions);
    }

    /** The same of anything that has a geometry, [atoms · 3] Å. */
    static <T> List<T> whole(Potential guide, double hottest, List<T> all, Function<T, double[]> geometry) {
        double[] energies = new double[all.size()];
        double[] positions =
                all.stream().map(geometry).flatMapToDouble(Arrays::stream).toArray();
        guide.evaluate(positions, energies.length, energies, new double[positions.length]);
        return IntStream.range(0, energies.length)
                .filter(i -> energies[i] < hottest + TORN)
                .mapToObj(all::get)
                .toList();
    }

    /**
     * Minima that may hold a thousandth as much as the likeliest: all but those that are, two deviations lower, too far above what one of the others is below, two deviations
     * higher.
     *
     * @param potential that they are minima of, with the fit's energies where no wall is touched
     * @param minima each [atoms · 3] Å, at least one
     */
    static List<double[]> mayBeLikely(LabelFit fit, Potential potential, List<double[]> minima, double kelvin) {
        double[] positions = minima.stream().flatMapToDouble(Arrays::stream).toArray();
        double[] energies = new double[minima.size()];
        double[] deviations = new double[energies.length];
        potential.evaluate(positions, energies.length, energies, new double[positions.length]);
        fit.deviations(positions, deviations.length, deviations);
        double highest = IntStream.range(0, energies.length)
                        .mapToDouble(i -> energies[i] + RELEVANT * deviations[i])
                        .min()
                        .orElseThrow()
                + RARE * PhysicalConstants.BOLTZMANN * kelvin;
        return IntStream.range(0, energies.length)
                .filter(i -> energies[i] - RELEVANT * deviations[i] < highest)
                .mapToObj(minima::get)
                .toList();
    }

    boolean isEmpty() {
        return samples.isEmpty();
    }

    /** kcal/mol that 95 % of the energies are known to, by the fit's own word; infinite where there is none. */
    double uncertainty() {
        double[] sorted = IntStream.range(0, covariances.length)
                .mapToDouble(i -> Math.sqrt(covariances[i][i] + noise))
                .sorted()
                .toArray();
        return sorted.length == 0 ? Double.POSITIVE_INFINITY : sorted[(int) (QUANTILE * (sorted.length - 1))];
    }

    /**
     * At most so many whose labels would tell most, one after the other: each is the one whose energy lowers the sum of the variances of all, relative to their mean, most, when those of
     * the ones before it are known (Cohn, Ghahramani and Jordan 1996, J. Artif. Intell. Res. 4, 129, section 4). What all energies share changes no population.
     */
    List<Sample> mostTelling(int count) {
        double[][] left = Arrays.stream(covariances).map(double[]::clone).toArray(double[][]::new);
        List<Integer> chosen = new ArrayList<>();
        while (chosen.size() < Math.min(count, left.length)) {
            int best = IntStream.range(0, left.length)
                    .filter(i -> !chosen.contains(i))
                    .boxed()
                    .max(Comparator.comparingDouble(i -> told(left[i], left[i][i])))
                    .orElseThrow();
            chosen.add(best);
            double[] known = left[best].clone();
            double variance = known[best] + noise;
            for (int i = 0; i < left.length && variance > 0; i++) {
                for (int k = 0; k < left.length; k++) {
                    left[i][k] -= known[i] * known[k] / variance;
                }
            }
        }
        return chosen.stream().map(samples::get).toList();
    }

    /** By how much the sum of the variances falls, kcal²/mol². */
    private double told(double[] covariances, double variance) {
        double sum = 0;
        double squares = 0;
        for (double covariance : covariances) {
            sum += covariance;
            squares += covariance * covariance;
        }
        return variance > 0 ? (squares - sum * sum / covariances.length) / (variance + noise) : 0;
    }

    private static double[] positions(List<Sample> samples) {
        return samples.stream()
                .flatMapToDouble(sample -> Arrays.stream(sample.positions()))
                .toArray();
    }
}
