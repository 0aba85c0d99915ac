package io.github.cdkdrift.labelling;

import io.github.cdkdrift.potential.Potential;
import java.util.Arrays;
import java.util.List;

/** Where walkers begin, so that they are in all states that are known and more of them in the likely ones. */
public final class WalkerStarts {
    /** kcal/mol by which the number of walkers that begin in a minimum falls to 1/e. */
    private static final double SPREAD = 2;

    private WalkerStarts() {}

    /**
     * Every start has a walker, the first ones first, as far as half of them reach; the others begin at low energies.
     *
     * @param starts each [atoms · 3] Å, at least one
     * @param walkers how many begin, at least 1
     * @return [walkers · atoms · 3] Å
     */
    public static double[] of(Potential potential, List<double[]> starts, int walkers) {
        int stride = starts.get(0).length;
        double[] cumulative = weights(potential, starts);
        Arrays.parallelPrefix(cumulative, Double::sum);
        int once = Math.min(starts.size(), walkers / 2);
        int others = walkers - once;
        double[] places = new double[walkers * stride];
        for (int walker = 0; walker < walkers; walker++) {
            double part = (walker - once + 0.5) / others * cumulative[cumulative.length - 1];
            int start = walker < once ? walker : above(cumulative, part);
            System.arraycopy(starts.get(start), 0, places, walker * stride, stride);
        }
        return places;
    }

    /** The first that is above, or the last. */
    private static int above(double[] rising, double value) {
        int found = Arrays.binarySearch(rising, value);
        return Math.min(found >= 0 ? found + 1 : -1 - found, rising.length - 1);
    }

    private static double[] weights(Potential potential, List<double[]> starts) {
        double[] all = starts.stream().flatMapToDouble(Arrays::stream).toArray();
        double[] energies = new double[starts.size()];
        potential.evaluate(all, energies.length, energies, new double[all.length]);
        double lowest = Arrays.stream(energies).filter(Double::isFinite).min().orElse(0);
        return Arrays.stream(energies)
                .map(energy -> Double.isFinite(energy) ? Math.exp((lowest - energy) / SPREAD) : 0)
                .toArray();
    }
}
