package io.github.cdkdrift.labelling;

import io.github.cdkdrift.dynamics.LangevinRun.Sample;
import io.github.cdkdrift.molecule.PhysicalConstants;
import io.github.cdkdrift.potential.LabelFit;
import io.github.cdkdrift.potential.Potential;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Samples of a fit that are worth a label, with the deviations to which the fit knows their energies. */
final class LabelCandidates {
    /** The deviation that is told of all of them. */
    private static final double QUANTILE = 0.95;

    /** kcal/mol of the guide above all its own hot samples: more than potentials differ by in whole molecules. */
    private static final double TORN = 50;

    /** Standard deviations of harmonic energies by which their first decile lies below the mean. */
    private static final double DECILE = 1.28;

    /** Standard deviations above the mean at which geometries are few enough not to matter. */
    private static final double RELEVANT = 2;

    private final List<Sample> samples;
    /** [samples] kcal/mol. */
    private final double[] deviations;

    private LabelCandidates(List<Sample> samples, double[] deviations) {
        this.samples = samples;
        this.deviations = deviations;
    }

    /**
     * Those that may matter to populations: energies of the others are, even two deviations lower, above the highest that is usual.
     *
     * @param samples of the fit
     * @param highest kcal/mol, see {@link #highestUsual}
     */
    static LabelCandidates of(LabelFit fit, List<Sample> samples, double highest) {
        double[] deviations = new double[samples.size()];
        fit.deviations(positions(samples), deviations.length, deviations);
        int[] relevant = IntStream.range(0, deviations.length)
                .filter(i -> samples.get(i).energy() - RELEVANT * deviations[i] < highest)
                .toArray();
        return new LabelCandidates(
                Arrays.stream(relevant).mapToObj(samples::get).toList(),
                Arrays.stream(relevant).mapToDouble(i -> deviations[i]).toArray());
    }

    /**
     * The energy that few geometries at equilibrium exceed: two standard deviations of a harmonic molecule above the mean. The mean is told by the first decile
     * of samples, since walkers that begin at labels of high energy may stay there.
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
        double[] energies = new double[samples.size()];
        double[] positions = positions(samples);
        guide.evaluate(positions, energies.length, energies, new double[positions.length]);
        return IntStream.range(0, energies.length)
                .filter(i -> energies[i] < hottest + TORN)
                .mapToObj(samples::get)
                .toList();
    }

    /** kcal/mol that 95 % of the energies are known to, by the fit's own word; infinite where there is none. */
    double uncertainty() {
        double[] sorted = deviations.clone();
        Arrays.sort(sorted);
        return sorted.length == 0 ? Double.POSITIVE_INFINITY : sorted[(int) (QUANTILE * (sorted.length - 1))];
    }

    /** At most so many, the least known first. */
    List<Sample> leastKnown(int count) {
        return IntStream.range(0, deviations.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -deviations[i]))
                .limit(count)
                .map(samples::get)
                .toList();
    }

    private static double[] positions(List<Sample> samples) {
        return samples.stream()
                .flatMapToDouble(sample -> Arrays.stream(sample.positions()))
                .toArray();
    }
}
